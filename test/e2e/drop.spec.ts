import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './app.ts';
import { articleFixture, makeProject } from './project-files.ts';

test('files dropped onto the window are reviewed, imported as one step and taken back as one', async ({
  launch,
}, info) => {
  const file = info.outputPath('Drop.quotemark');
  const binary = info.outputPath('picture.txt');
  await makeProject(file, []);
  await writeFile(binary, Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'));
  const { page } = await launch({ args: [file] });
  await expect(page.getByText('Add your first article')).toBeVisible();

  const articles = [articleFixture('harbour.txt'), articleFixture('../import/arabic.txt')];
  const data = {
    items: [],
    files: [...articles, binary].map((each) => path.resolve(each)),
    dragOperationsMask: 1,
  };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
  }

  const review = page.getByRole('dialog', { name: 'Import articles' });
  await expect(review).toContainText('3 files · 1 refused');
  await expect(review).toContainText('picture.txt');
  await review.getByRole('button', { name: 'Import 2' }).click();
  await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Add your first article')).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
});
