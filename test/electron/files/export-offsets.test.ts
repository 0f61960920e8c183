import path from 'node:path';
import { expect, test } from 'vitest';
import { asJsonl, readJson, readLines, withSample } from '../../helpers/exchange-exports.ts';
import { exportAll } from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';

test('counts positions as was asked for, says so, and is read back so', async () => {
  const folder = makeFolder();
  const target = path.join(folder, 'out.jsonl');
  const report = await withSample((project) =>
    exportAll(project, { ...asJsonl, offsetUnit: 'utf-16' }, target),
  );
  expect(report.comparison).toMatch(/all 8 articles/);
  const { offset_unit: unit } = await readJson(`${target}.manifest.json`);
  expect(unit).toBe('utf-16');
  for (const { text, annotations } of await readLines(target)) {
    for (const { start, end, exact } of annotations.flatMap(
      ({ segments }: { segments: unknown[] }) => segments,
    )) {
      expect(text.slice(start, end)).toBe(exact);
    }
  }
  const brat = { ...asJsonl, format: 'brat', offsetUnit: 'byte' as const };
  await withSample((project) =>
    expect(exportAll(project, brat, path.join(folder, 'brat'))).rejects.toThrow(
      /brat.* leaves no choice/,
    ),
  );
});
