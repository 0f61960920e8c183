import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { articleFixture, exportOf, makeProject } from './project-files.ts';
import {
  caretTo,
  clickOn,
  doubleClickOn,
  readerOf,
  selectByKeys,
  selectByMouse,
} from './reading.ts';

const repair =
  '"Nobody on the quay counted heads that evening, and that is what we are looking into now,"';
const convention =
  '"A ship that sails overloaded breaks the U.N. convention which this country signed,"';
const callOn = '"(We) call on every line to count its passengers at the gate."';
const overload = 'the Aurelia sailed with up to 40 passengers more than its licence allows';

test('the main job by keyboard alone, closed and opened again', async ({ launch }, info) => {
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const first = await launch({ args: [file] });
  const { page } = first;
  await page.keyboard.press('Control+2');
  await openFirstArticle(page);

  // A direct quotation from mark to mark, its source, its cue, an unnamed speaker.
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  await expect(mode(page)).toHaveText(/ITEM quotation 1\/1/);
  await selectByKeys(page, 'a harbour official');
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: 'Speaker' }).press('Shift+Enter');
  await selectByKeys(page, 'said on condition');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.keyboard.press('v');

  // A quotation in two parts around its source.
  await caretTo(page, 'sails overloaded');
  await page.keyboard.press('q');
  await caretTo(page, 'call on every line');
  await page.keyboard.press('Shift+Q');
  await selectByKeys(page, 'the spokesperson');
  await page.keyboard.press('s');
  await page.keyboard.type('Transport ministry spokesperson');
  await page.keyboard.press('Enter');

  // An indirect one, told to somebody.
  await selectByKeys(page, 'that the line would lose its licence if the lists prove false');
  await page.keyboard.press('q');
  await selectByKeys(page, 'Transport Minister Ilse van Doorn');
  await page.keyboard.press('s');
  await page.keyboard.press('Enter');
  await selectByKeys(page, 'the harbour committee');
  await page.keyboard.press('d');

  // The minister as a member of the cast: now known by name, so linked at once.
  await caretTo(page, 'van Doorn');
  await page.keyboard.press('e');
  await expect(page.getByRole('region', { name: 'Entity' })).toContainText('Ilse van Doorn');

  // A claim with a status and its evidence.
  await selectByKeys(page, overload);
  await page.keyboard.press('c');
  await page.keyboard.press('4');
  await page.keyboard.press('b');
  await page.getByRole('textbox', { name: 'What it is' }).fill('Harbour Radio, morning news');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Evidence' })).toContainText('Harbour Radio');
  await expect(page.getByText('All changes saved')).toBeVisible();
  await first.close();

  const second = await launch({ profile: first.profile, args: [file] });
  await expect(readerOf(second.page)).toContainText('counted heads');
  await expect(second.page.getByRole('listbox', { name: 'Marks of the article' })).toContainText(
    'Ilse van Doorn',
  );
  await second.close();
  await checkExport(file);
});

test('the same marks by mouse alone', async ({ launch }, info) => {
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const { page, close } = await launch({ args: [file] });
  await page.getByRole('button', { name: 'Library' }).click();
  await page.getByRole('row', { name: /night ferry ban/ }).dblclick();

  await selectByMouse(page, repair);
  await adder(page, 'Quotation').click();
  await selectByMouse(page, 'a harbour official');
  await adder(page, 'Source').click();
  await page.getByRole('option', { name: /^Add “harbour official”/ }).click();
  await selectByMouse(page, 'said on condition');
  await adder(page, 'Cue').click();

  await selectByMouse(page, convention);
  await adder(page, 'Quotation').click();
  await selectByMouse(page, callOn);
  await adder(page, 'Add piece').click();
  const card = page.getByRole('region', { name: 'Quotation' });
  await expect(card.getByRole('region', { name: 'Content' })).toContainText('count its passengers');
  await card.getByRole('button', { name: /Not linked/ }).click();
  await page.getByRole('combobox', { name: 'Speaker' }).fill('Transport ministry spokesperson');
  await page.getByRole('option', { name: /^Add/ }).click();

  await selectByMouse(page, overload);
  await adder(page, 'Claim').click();
  await page.getByRole('button', { name: /Status/ }).click();
  await page.getByRole('option', { name: 'Disputed' }).click();
  await page.getByRole('button', { name: 'Record status' }).click();

  // A double click selects a word, in marks too, and has the same bar.
  await doubleClickOn(page, 'counted');
  await expect(adder(page, 'Entity')).toBeVisible();
  await page.keyboard.press('Escape');

  // Clicking a mark shows its card; a click outward reaches the larger one.
  await clickOn(page, 'counted heads');
  await expect(mode(page)).toHaveText(/ITEM quotation/);
  await page.getByRole('button', { name: /Delete mark/ }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('All changes saved')).toBeVisible();
  await close();

  const { articles, claims } = await exportOf(file);
  expect(articles[0]?.annotations.map(({ layer }) => layer).sort()).toEqual([
    'claim',
    'quotation',
    'quotation',
  ]);
  expect(claims[0]?.status).toBe('disputed');
});

async function openFirstArticle(page: Page): Promise<void> {
  if (await readerOf(page).isVisible()) return;
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
  await page.getByRole('grid', { name: 'Articles' }).focus();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toBeVisible();
}

function mode(page: Page) {
  return page.getByRole('contentinfo');
}

function adder(page: Page, name: string) {
  return page.getByRole('toolbar', { name: 'Mark the selection' }).getByRole('button', { name });
}

async function checkExport(file: string): Promise<void> {
  const dataset = await exportOf(file);
  const article = dataset.articles[0];
  const characters = Array.from(article?.text ?? '');
  const marks = (article?.annotations ?? []).map(({ layer, label, segments }) => ({
    layer,
    label,
    segments: segments.map(
      ({ role, start, end }) => `${role}: ${characters.slice(start, end).join('')}`,
    ),
  }));
  expect(marks).toEqual([
    { layer: 'claim', label: null, segments: [`span: ${overload}`] },
    {
      layer: 'quotation',
      label: 'direct',
      segments: [`content: ${repair}`, 'source: a harbour official', 'cue: said'],
    },
    {
      layer: 'quotation',
      label: 'direct',
      segments: [`content: ${convention}`, `content: ${callOn}`, 'source: the spokesperson'],
    },
    {
      layer: 'quotation',
      label: 'indirect',
      segments: [
        'content: that the line would lose its licence if the lists prove false',
        'source: Transport Minister Ilse van Doorn',
        'addressee: the harbour committee',
      ],
    },
    { layer: 'mention', label: 'person', segments: ['span: Ilse van Doorn'] },
  ]);
  expect(dataset.entities.map(({ name }) => name).sort()).toEqual([
    'Ilse van Doorn',
    'Transport ministry spokesperson',
    'harbour official',
  ]);
  expect(dataset.claims).toHaveLength(1);
  expect(dataset.claims[0]).toMatchObject({
    status: 'disputed',
    evidence: [{ ref: 'Harbour Radio, morning news' }],
  });
}
