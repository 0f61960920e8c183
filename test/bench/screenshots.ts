// npm run screenshots [-- --all] [--build FOLDER]: pictures of the real app with the sample project.
import type { Page } from '@playwright/test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../electron/runtime/build.mjs';
import { runScript } from '../../electron/runtime/system.mjs';
import { prepareLauncher, type LaunchedApp, type Launcher } from './launch.ts';
import { makeSampleProject } from './make-project.ts';

/** A state of the window that is worth a picture. Each begins in the library without a dialog. */
interface Screen {
  readonly name: string;
  readonly show: (page: Page) => Promise<void>;
}

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

const investigation = 'The gallery nobody walked';
const agency = 'Thousands told to leave';

const screens: readonly Screen[] = [
  { name: 'library', show: (page) => chooseRow(page, investigation) },
  { name: 'annotate', show: (page) => openArticle(page, investigation) },
  { name: 'quotation', show: (page) => selectMark(page, investigation, 'The lamp was broken') },
  { name: 'entity', show: (page) => selectMark(page, agency, 'Ilka Torvane') },
  { name: 'claim', show: (page) => selectMark(page, agency, 'disputed') },
  { name: 'arabic', show: (page) => selectMark(page, 'صفارة', '«') },
  { name: 'german', show: (page) => openArticle(page, 'Der Riss') },
  { name: 'speaker-picker', show: (page) => withKeys(page, 'Enter') },
  { name: 'palette', show: (page) => press(page, 'Control+k') },
  { name: 'keys', show: (page) => press(page, 'Control+/') },
  { name: 'settings', show: (page) => press(page, 'Control+,') },
  { name: 'export', show: openExport },
  { name: 'import', show: (page) => press(page, 'Control+Shift+A') },
  { name: 'compose', show: (page) => press(page, 'Control+Shift+N') },
  {
    name: 'menu',
    show: (page) => page.getByRole('row', { name: agency }).click({ button: 'right' }),
  },
];

await runScript(async () => {
  const { values } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      build: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quotemark-pictures-'));
  try {
    const output = values.build === undefined ? undefined : path.resolve(values.build);
    const launcher = await prepareLauncher(folder, output);
    const file = path.join(folder, 'Halvern Dam.quotemark');
    makeSampleProject(file).close();
    if (values.all) await takeAll(launcher, folder, file, values.only ?? null);
    else await takeReadme(launcher, folder, file);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function takeReadme(launcher: Launcher, folder: string, file: string): Promise<void> {
  const launched = await start(launcher, folder, 'light', [file]);
  try {
    await resize(launched, sizes[0]);
    await selectMark(launched.page, investigation, 'We went back to the van');
    await snap(launched.page, path.join(root, 'build/screenshot.png'));
  } finally {
    await launched.app.close();
  }
}

async function takeAll(launcher: Launcher, folder: string, file: string, only: string | null) {
  const target = path.join(root, 'out/screenshots');
  await mkdir(target, { recursive: true });
  for (const theme of themes) {
    const welcome = await start(launcher, folder, theme, []);
    for (const size of sizes) {
      await resize(welcome, size);
      await welcome.page.getByRole('heading', { name: 'Quotemark' }).waitFor();
      await snap(welcome.page, path.join(target, `welcome-${theme}-${size.width}.png`));
    }
    await welcome.app.close();
    const launched = await start(launcher, folder, theme, [file]);
    await launched.app.evaluate(
      ({ dialog }, article) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [article] });
      },
      path.join(root, 'test/fixtures/articles/harbour.txt'),
    );
    try {
      for (const size of sizes) {
        await resize(launched, size);
        for (const { name, show } of screens) {
          if (only !== null && !only.split(',').includes(name)) continue;
          await toLibrary(launched.page);
          const picture = path.join(target, `${name}-${theme}-${size.width}.png`);
          // One screen that has changed must not cost the pictures of the others.
          await show(launched.page).catch((error: unknown) =>
            console.error(
              `screenshots: ${path.basename(picture)}: ${String(error).split('\n')[0]}`,
            ),
          );
          await snap(launched.page, picture);
        }
      }
    } finally {
      await launched.app.close();
    }
  }
}

async function start(
  launcher: Launcher,
  folder: string,
  theme: Theme,
  args: readonly string[],
): Promise<LaunchedApp> {
  const profile = await mkdtemp(path.join(folder, 'profile-'));
  const settings = { theme, annotatorId: 'sample-annotator-ines', annotatorName: 'Ines Varga' };
  await writeFile(path.join(profile, 'settings.json'), JSON.stringify(settings));
  const launched = await launcher.launch({ profile, args });
  launched.page.setDefaultTimeout(8000);
  return launched;
}

async function resize({ app, page }: LaunchedApp, size: { width: number; height: number }) {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.setPosition(0, 0);
    window?.setContentSize(width, height);
  }, size);
  await page.waitForFunction(({ width }) => window.innerWidth === width, size);
}

/** A picture, once nothing moves and every font is there. */
async function snap(page: Page, file: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.mouse.move(0, 0);
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  await page.evaluate(() =>
    new Promise((done) => requestIdleCallback(done, { timeout: 1000 })).then(() => undefined),
  );
  await page.screenshot({ path: file, caret: 'hide' });
}

/** Out of every dialog, menu and toast, to the list of articles. */
async function toLibrary(page: Page): Promise<void> {
  for (let i = 0; i < 4; i++) await page.keyboard.press('Escape');
  await page.keyboard.press('Control+1');
  await page.getByRole('grid', { name: 'Articles' }).waitFor();
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('dialog').first().waitFor();
}

async function openExport(page: Page): Promise<void> {
  await press(page, 'Control+Shift+X');
  await page.getByRole('region', { name: 'Preview' }).getByText('"format"').waitFor();
}

async function chooseRow(page: Page, title: string): Promise<void> {
  await page.getByRole('row', { name: title }).click();
}

async function openArticle(page: Page, title: string): Promise<void> {
  await toLibrary(page);
  await page.getByRole('row', { name: title }).dblclick();
  await page.getByRole('textbox', { name: /^Article text/ }).waitFor();
  await page.getByRole('option').first().waitFor();
}

/** Select the first mark that the outline finds by some words of it. */
async function selectMark(page: Page, title: string, words: string): Promise<void> {
  await openArticle(page, title);
  const filter = page.getByRole('searchbox', { name: 'Filter marks' });
  await filter.fill(words);
  await page.getByRole('option').filter({ hasText: words }).first().click();
  await filter.fill('');
  await page.getByRole('textbox', { name: /^Article text/ }).focus();
}

async function withKeys(page: Page, key: string): Promise<void> {
  await selectMark(page, investigation, 'The lamp was broken');
  await page.getByRole('textbox', { name: /^Article text/ }).press(key);
  await page.getByRole('combobox').first().waitFor();
}
