import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './app.ts';
import { makeMarkedProject } from '../bench/make-project.ts';
import { articleFixture, makeProject } from './project-files.ts';

test('an export is split, without texts and counted otherwise, as was chosen in the window', async ({
  launch,
}, info) => {
  const folder = info.outputPath();
  const project = path.join(folder, 'Study.quotemark');
  await makeProject(project, [articleFixture('harbour.txt')]);
  const { page, dialogs } = await launch({ args: [project] });
  await expect(page.getByRole('grid')).toBeVisible();
  const open = () => page.keyboard.press('ControlOrMeta+Shift+x');
  const dialog = page.getByRole('dialog');
  const write = async (target: string) => {
    await dialogs.answerSave(target);
    await dialog.getByRole('button', { name: 'Export…' }).click();
    await expect(page.getByRole('heading', { name: 'Export finished' })).toBeVisible();
    await expect(dialog.getByText(/Read back and compared/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Done', exact: true }).click();
  };

  await open();
  await dialog.getByText('Include the articles’ texts').click();
  await expect(dialog.getByText(/Such a file cannot be imported/)).toBeVisible();
  await expect(dialog.getByLabel('Beginning of the file')).toContainText('"without_text": true');
  await write(path.join(folder, 'bare.json'));
  const bare = JSON.parse(await readFile(path.join(folder, 'bare.json'), 'utf8'));
  expect(bare.articles[0]).not.toHaveProperty('text');
  const manifest = await readFile(path.join(folder, 'bare.json.manifest.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ options: { text: false } });

  await open();
  await dialog.getByText('CSV tables', { exact: true }).click();
  await dialog.getByText('Split', { exact: true }).click();
  await expect(dialog.getByRole('region', { name: 'Split' })).toBeVisible();
  await write(path.join(folder, 'parts'));
  const parts = await readdir(path.join(folder, 'parts'));
  expect(parts).toContain('manifest.json');
  expect(await readdir(path.join(folder, 'parts', 'train'))).toContain('datapackage.json');

  await open();
  await dialog.getByText('JSON Lines', { exact: true }).click();
  await dialog.getByRole('button', { name: /Positions counted in/ }).click();
  await page.getByRole('option', { name: /UTF-8 bytes/ }).click();
  const beginning = dialog.getByLabel('Beginning of the file');
  await expect(beginning).toContainText('"offset_unit":"utf-8 byte"');
  await write(path.join(folder, 'out.jsonl'));
  expect(await readFile(path.join(folder, 'out.jsonl'), 'utf8')).toContain('"utf-8 byte"');
});

test('an export of many marks is read by a thread of the engine', async ({ launch }, info) => {
  const project = info.outputPath('Many.quotemark');
  const count = 102;
  makeMarkedProject(project, count, { words: 1000, marks: 100 }, 7).close();
  const { app, page, dialogs } = await launch({ args: [project] });
  await expect(page.getByRole('grid')).toBeVisible();
  let said = '';
  app.process().stderr?.on('data', (data) => (said += String(data)));
  await page.keyboard.press('ControlOrMeta+Shift+x');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('JSON Lines', { exact: true }).click();
  const target = info.outputPath('out.jsonl');
  await dialogs.answerSave(target);
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('heading', { name: 'Export finished' })).toBeVisible();
  const lines = (await readFile(target, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(count);
  expect(said).not.toContain('without a thread');
});
