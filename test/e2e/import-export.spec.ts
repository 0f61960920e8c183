import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './app.ts';

/** An article as a site's text export gives it: furniture, headline, byline, date, text. */
const article = `The Harbour Post
Share this article

Two regional hospitals to close in the spring

By Ana Ruiz
March 12, 2026

Two regional hospitals are to close in the spring, the ministry said on Thursday.

"We signed in the open, and everyone was told in March," the finance minister, Tom Okafor, said.

The union's statement said the estimate "omits every cost" of the move 🏥.
`;

async function prepare(folder: string) {
  const source = path.join(folder, 'closures.txt');
  await writeFile(source, article);
  return {
    source,
    project: path.join(folder, 'Hospitals.quotemark'),
    json: path.join(folder, 'out.json'),
    csv: path.join(folder, 'tables'),
  };
}

test('by keyboard alone: new project, import, library, export as JSON', async ({
  page,
  dialogs,
}, info) => {
  const files = await prepare(info.outputPath());
  await dialogs.answerSave(files.project);
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByText('Add your first article')).toBeVisible();

  await dialogs.answerOpen([files.source]);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  const title = page.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Hospitals to close');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 article imported').first()).toBeVisible();

  await expect(page.getByRole('main', { name: 'Annotate' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+1');
  const row = page.getByRole('row', { name: /Hospitals to close/ });
  await expect(row).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('omits every');
  await page.keyboard.press('Enter');
  await expect(row).toBeFocused();
  await page.keyboard.press('3');
  await expect(row).toContainText('Done');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row).toContainText('New');

  await dialogs.answerSave(files.json);
  await page.keyboard.press('ControlOrMeta+Shift+x');
  await expect(page.getByText(/1 article · /)).toBeVisible();
  const write = page.getByRole('dialog').getByRole('button', { name: 'Export…' });
  for (let presses = 0; presses < 20; presses += 1) {
    if (await write.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(write).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Export finished' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const written = JSON.parse(await readFile(files.json, 'utf8'));
  expect(written.format).toBe('quotemark');
  expect(written.articles).toHaveLength(1);
  expect(written.articles[0].title).toBe('Hospitals to close');
  expect(written.articles[0].text).toContain('omits every cost');
});

test('by mouse alone: new project, import, correct, trash and undo, export as CSV', async ({
  page,
  dialogs,
}, info) => {
  const files = await prepare(info.outputPath());
  await dialogs.answerSave(files.project);
  await page.getByRole('button', { name: /New project/ }).click();
  await dialogs.answerOpen([files.source]);
  await page.getByRole('button', { name: /Add articles/ }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).not.toHaveValue('');
  await page.getByText(/not part of the text/).click();
  await page.getByRole('button', { name: 'Import', exact: false }).last().click();
  await expect(page.getByText('1 article imported').first()).toBeVisible();

  await page.getByRole('button', { name: 'Library' }).click();
  const row = page.locator('[role=row][data-row="0"]');
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Status: Done/ }).click();
  await expect(row).toContainText('Done');
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Move to trash/ }).click();
  await expect(row).toHaveCount(0);
  await page
    .getByRole('region', { name: 'Messages' })
    .getByRole('button', { name: 'Undo' })
    .last()
    .click();
  await expect(row).toContainText('Done');

  await dialogs.answerSave(files.csv);
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByText('CSV tables', { exact: true }).click();
  await expect(page.getByText('quotations.csv', { exact: true })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('heading', { name: 'Export finished' })).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  expect(await readdir(files.csv)).toEqual(
    expect.arrayContaining(['articles.csv', 'quotations.csv', 'segments.csv', 'datapackage.json']),
  );
});

test('importing the same file again is reported as a duplicate', async ({
  page,
  dialogs,
}, info) => {
  const files = await prepare(info.outputPath());
  await dialogs.answerSave(files.project);
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByText('Add your first article')).toBeVisible();
  await dialogs.answerOpen([files.source]);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 article imported').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+a');
  await expect(page.getByText(/The same text is in this project already/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Import it again' })).not.toBeChecked();
  await page.keyboard.press('Escape');
});
