import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../helpers/project.ts';
import { quotemark, quotemarkJson, writeSample } from '../../helpers/quotemark.ts';

test('writes every format that it lists, whole and in parts', async () => {
  const folder = makeFolder();
  await quotemark(folder, 'new', 'p.quotemark');
  await quotemark(folder, 'import', 'p.quotemark', await writeSample(folder));
  const { value } = await quotemarkJson(folder, 'formats');
  const ids: string[] = value.formats.map(({ id }: { id: string }) => id);
  expect(ids.slice(0, 2)).toEqual(['json', 'csv']);
  for (const id of ids) {
    const argv = ['export', 'p.quotemark', '--format', id, '--out', `out-${id}`];
    expect(await quotemarkJson(folder, ...argv)).toMatchObject({
      status: 0,
      value: { articles: 8 },
    });
  }
  const parts = ['--split', '50/50', '--seed', '4', '--group-by', 'publisher'];
  for (const id of ids) {
    const argv = ['export', 'p.quotemark', '--format', id, '--out', `parts-${id}`, ...parts];
    expect(await quotemarkJson(folder, ...argv)).toMatchObject({
      status: 0,
      value: { articles: 8 },
    });
  }
}, 60_000);

test('exports the part of a project that was asked for', async () => {
  const folder = makeFolder();
  await quotemark(folder, 'new', 'p.quotemark');
  await quotemark(folder, 'import', 'p.quotemark', await writeSample(folder));
  const command = ['export', 'p.quotemark', '--format', 'jsonl', '--out', 'o.jsonl'];
  const part = ['--layers', 'claim,mention', '--states', 'accepted', '--no-text'];
  const { out } = await quotemark(folder, ...command, ...part);
  expect(out).toMatch(/^Wrote 8 articles with \d+ annotations to o\.jsonl\.\n/);
  expect(out).toContain('Read back and compared: all 8 articles');
  const lines = (await readFile(path.join(folder, 'o.jsonl'), 'utf8')).trimEnd().split('\n');
  const layers = lines.flatMap((line) =>
    JSON.parse(line).annotations.map(({ layer }: { layer: string }) => layer),
  );
  expect(new Set(layers)).toEqual(new Set(['claim', 'mention']));
  const unknown = await quotemark(folder, ...command, '--layers', 'claims');
  expect(unknown).toMatchObject({ status: 2 });
  expect(unknown.error).toContain('--layers cannot be “claims”; use quotation, mention, claim');
  const hidden = await quotemark(folder, ...command, '--redact', 'Ilka Torvane,Fenn');
  expect(hidden.out).toContain('Who was who is in o.jsonl.pseudonyms.json');
  expect(await readFile(path.join(folder, 'o.jsonl'), 'utf8')).not.toMatch(/Torvane|Fenn\b/);
  const unheard = await quotemark(folder, ...command, '--redact', 'Nobody');
  expect(unheard).toMatchObject({ status: 2 });
  const nobody = await quotemark(folder, ...command, '--annotators', 'Nobody');
  expect(nobody).toMatchObject({ status: 2 });
});
