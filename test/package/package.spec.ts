import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { ExportFile } from '../../shared/formats/json/quotemark-schema.ts';
import { makeMarkedProject } from '../bench/make-project.ts';
import { articleFixture, makeProject } from '../e2e/project-files.ts';
import { caretTo, readerOf, selectByKeys } from '../e2e/reading.ts';
import { packagedExe, startPackaged } from './packaged.ts';

const run = promisify(execFile);
const repair =
  '"Nobody on the quay counted heads that evening, and that is what we are looking into now,"';
const overload = 'the Aurelia sailed with up to 40 passengers more than its licence allows';

test('the packaged app starts, shows its page and keeps off the network', async ({}, info) => {
  const { page, close } = await startPackaged(info);
  expect(page.url()).toContain('app://quotemark/');
  await expect(page.getByRole('button', { name: /New project/ })).toBeFocused();
  expect(await close()).toEqual({ code: 0, network: [], console: [] });
});

test('the packaged app does the main job', async ({}, info) => {
  // The system's dialogs cannot be answered in a hardened binary, so the project comes as the desktop hands it over.
  const file = info.outputPath('Harbour.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);

  const first = await startPackaged(info, [file]);
  await openArticle(first.page);
  await markByKeys(first.page);
  await expect(first.page.getByText('All changes saved')).toBeVisible();
  expect(await first.close()).toEqual({ code: 0, network: [], console: [] });

  const second = await startPackaged(info, [file]);
  await expect(readerOf(second.page)).toContainText('counted heads');
  const outline = second.page.getByRole('listbox', { name: 'Marks of the article' });
  await expect(outline.getByRole('option')).toHaveCount(3);
  await expect(outline).toContainText('Ilse van Doorn');
  await expect(outline).toContainText('Disputed', { ignoreCase: true });
  expect(await second.close()).toEqual({ code: 0, network: [], console: [] });

  await checkByCommandLine(file);
});

test('the packaged command line reads many marks with a thread', async ({}, info) => {
  const file = info.outputPath('Many.quotemark');
  makeMarkedProject(file, 102, { words: 1000, marks: 100 }, 7).close();
  const target = `${file}.json`;
  const { stderr } = await runPackaged('export', file, '--format', 'json', '--out', target);
  expect(stderr).not.toContain('without a thread');
  const { articles } = JSON.parse(await readFile(target, 'utf8')) as ExportFile;
  expect(articles).toHaveLength(102);
});

async function openArticle(page: Page): Promise<void> {
  const row = page.getByRole('row', { name: /night ferry ban/ });
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(readerOf(page)).toContainText('counted heads');
}

/** A quotation with source, speaker and cue, an entity, a claim with a status. */
async function markByKeys(page: Page): Promise<void> {
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  await expect(page.getByRole('contentinfo')).toHaveText(/ITEM quotation 1\/1/);
  await selectByKeys(page, 'a harbour official');
  await page.keyboard.press('s');
  await page.getByRole('combobox', { name: 'Speaker' }).press('Shift+Enter');
  await selectByKeys(page, 'said');
  await page.keyboard.press('v');

  await caretTo(page, 'van Doorn');
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox').press('Enter');
  await expect(page.getByRole('region', { name: 'Entity' })).toContainText('Ilse van Doorn');

  await selectByKeys(page, overload);
  await page.keyboard.press('c');
  await page.keyboard.press('4');
  await expect(page.getByRole('region', { name: 'Claim', exact: true })).toContainText('Disputed');
}

/** `quotemark check` and `quotemark export` of the package find the marks where they were made. */
async function checkByCommandLine(file: string): Promise<void> {
  expect(await quotemark('check', file)).toMatchObject({ faults: [] });
  const target = `${file}.json`;
  await quotemark('export', file, '--format', 'json', '--out', target);
  const { articles, entities, claims } = JSON.parse(await readFile(target, 'utf8')) as ExportFile;
  const article = articles[0];
  const characters = Array.from(article?.text ?? '');
  const segments = (article?.annotations ?? []).flatMap((annotation) => annotation.segments);
  expect(
    segments.map(({ start, end }) => characters.slice(start, end).join('')),
    'the text at the offsets',
  ).toEqual(segments.map(({ exact }) => exact));
  const words = segments.map(({ role, exact }) => `${role}: ${exact}`);
  expect(words.sort()).toEqual(
    [
      `content: ${repair}`,
      'cue: said',
      'source: a harbour official',
      `span: ${overload}`,
      'span: Ilse van Doorn',
    ].sort(),
  );
  expect(entities.map(({ name }) => name).sort()).toEqual(['Ilse van Doorn', 'harbour official']);
  expect(claims.map(({ status }) => status)).toEqual(['disputed']);
}

/** Run a command of the packaged binary itself. Rejects unless it ends with status 0. */
async function quotemark(...args: readonly string[]): Promise<unknown> {
  return JSON.parse((await runPackaged(...args)).stdout);
}

async function runPackaged(...args: readonly string[]) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Without a display: the command line must not need one.
  const { DISPLAY: _display, ...env } = process.env;
  return run(packagedExe, [...asRoot, ...args, '--json'], { env });
}
