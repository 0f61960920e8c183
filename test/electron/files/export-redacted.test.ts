import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ExportOptions } from '../../../electron/files/export-options.ts';
import type { ExportProject } from '../../../electron/files/export-source.ts';
import { writeExport } from '../../../electron/files/export.ts';
import { parseExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import { sha256 } from '../../helpers/datasets.ts';
import { asJsonl, readJson, withSample } from '../../helpers/exchange-exports.ts';
import { asCsv, asJson, exportAll, making, quiet, sampleDataset } from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';

const redact = sampleDataset()
  .entities.filter(({ name }) => ['Ilka Torvane', 'Dario Fenn', 'Yusuf al-Nadri'].includes(name))
  .map(({ id }) => id);
const names = /torvane|\bfenn|nadri|تورفان|الندري/i;

async function readAll(target: string): Promise<string> {
  const entries = await readdir(target, { recursive: true }).catch(() => null);
  const files = entries ? entries.map((name) => path.join(target, name)) : [target];
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

test.each<[string, ExportOptions]>([
  ['JSON', asJson],
  ['CSV', asCsv],
  ['JSON Lines', asJsonl],
])('%s names nobody who was to be hidden, and who was who stands beside it', async (_, options) => {
  const target = path.join(makeFolder(), 'out');
  const report = await withSample(async (project) => {
    const exportPresets = [{ name: 'Without Fenn', options: { redact } }];
    project.run('project.update', { settings: { exportPresets } });
    await exportAll(project, options, path.join(makeFolder(), 'plain'));
    return exportAll(project, { ...options, redact }, target);
  });
  const text = await readAll(target);
  expect(text).not.toMatch(names);
  expect(text).toContain('Person 1');
  expect(report).toMatchObject({ articles: 8, pseudonyms: 'out.pseudonyms.json' });
  const { entities } = await readJson(`${target}.pseudonyms.json`);
  expect(entities.map(({ name }: { name: string }) => name)).toContain('Ilka Torvane');
});

test('a redacted JSON export is whole: it can be imported', async () => {
  const target = path.join(makeFolder(), 'out.json');
  await withSample((project) => exportAll(project, { ...asJson, redact }, target));
  const result = parseExportFile(await readFile(target, 'utf8'), sha256);
  expect(result).toMatchObject({ ok: true });
});

test('a name that cannot be replaced is a refusal that says where it stands', async () => {
  const folder = makeFolder();
  const [id] = redact;
  await withSample(async (project) => {
    // The pseudonym of a person begins with this word.
    project.run('entity.update', { id, aliases: ['Person'] });
    await expect(
      exportAll(project, { ...asJson, redact }, path.join(folder, 'out.json')),
    ).rejects.toMatchObject({ failure: { code: 'refused' } });
  });
  expect(await readdir(folder)).toEqual([]);
});

test('who was who is told as the export was made, though a name changes right after it', async () => {
  const target = path.join(makeFolder(), 'out.json');
  const [id = ''] = redact;
  await withSample(async (project) => {
    const name = project.read.find('entity', id)?.name;
    // The step comes after the last look for one: while the finished file is put in its place.
    const unaware: ExportProject = {
      read: project.read,
      onStep: () => () => {
        project.run('entity.update', { id, name: 'Somebody Else' });
      },
      whenFree: (work) => project.whenFree(work),
      isStoring: () => project.isStoring(),
    };
    await writeExport(unaware, { ...asJson, redact }, target, making, quiet);
    const { entities } = await readJson(`${target}.pseudonyms.json`);
    const names = entities.map((entity: { name: string }) => entity.name);
    expect(names).toContain(name);
    expect(names).not.toContain('Somebody Else');
  });
});

test('a file of another program is not taken for the one that says who was who', async () => {
  const target = path.join(makeFolder(), 'out.json');
  await withSample(async (project) => {
    await exportAll(project, { ...asJson, redact }, target);
    await exportAll(project, { ...asJson, redact }, target);
    await expect(
      exportAll(project, { ...asJson, redact: ['nobody'] }, target),
    ).rejects.toMatchObject({ failure: { code: 'not_found' } });
  });
});
