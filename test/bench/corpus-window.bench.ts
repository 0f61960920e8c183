import type { Page } from '@playwright/test';
import { mkdir, mkdtemp, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createProject } from '../../electron/engine/open.ts';
import { buildCorpus, toTextFile } from './corpus.ts';
import type { LaunchedApp, Launcher } from './launch.ts';
import { benchAnnotator } from './make-project.ts';
import type { Bench } from './measure.ts';
import { drawFrames, settle } from './page-clock.ts';

/** Longest time that an import may take. */
const importMs = 30 * 60_000;

/** What came of watching a window while something was done in it. */
interface Watched {
  /** Milliseconds of every task of 50 or more. */
  readonly tasks: readonly number[];
  /** All frames, those in which a part of the list on screen was blank, and those with rows of another place than it is at. */
  readonly frames: number;
  readonly blank: number;
  readonly held: number;
  /** Milliseconds that rows of another place stood longest without others coming. */
  readonly longestHold: number;
  /** How often other rows came on screen. */
  readonly updates: number;
}

/** Watch for long tasks and blank rows while some work is done. */
export async function watchWindow(page: Page, work: () => Promise<unknown>): Promise<Watched> {
  await page.evaluate(() => {
    const seen = {
      ...{ tasks: [] as number[], isDone: false },
      ...{ frames: 0, blank: 0, held: 0, longestHold: 0, updates: 0 },
    };
    Reflect.set(window, 'benchSeen', seen);
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) seen.tasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
    /** What of the list is painted: px without a row, and how many rows its first one is away from where the list is. */
    const lookAtRows = () => {
      const scroller = document.querySelector('[role=grid] [role=rowgroup]:last-child');
      if (!scroller) return null;
      const { top, bottom } = scroller.getBoundingClientRect();
      // Beside rows that wait for their article there may be rows that do not exist yet.
      let bare = Math.min(scroller.scrollHeight - scroller.scrollTop, bottom - top);
      let [first, away] = [-1, 0];
      for (const row of scroller.querySelectorAll('[role=row]')) {
        const box = row.getBoundingClientRect();
        const height = Math.min(bottom, box.bottom) - Math.max(top, box.top);
        if (height <= 0.5 || row.getAttribute('aria-busy') === 'true') continue;
        bare -= height;
        if (first !== -1) continue;
        first = Number(row.getAttribute('data-row'));
        away = Math.abs(
          first - Math.floor((scroller.scrollTop + box.top - top) / box.height + 0.5),
        );
      }
      return { isBlank: bare > 1, first, isHeld: away > 1 };
    };
    let [first, heldSince] = [-1, 0];
    const note = () => {
      seen.frames += 1;
      const rows = lookAtRows();
      if (!rows) return;
      const now = performance.now();
      if (rows.isBlank) seen.blank += 1;
      if (rows.first !== first)
        [first, heldSince, seen.updates] = [rows.first, now, seen.updates + 1];
      if (!rows.isHeld) heldSince = now;
      else seen.held += 1;
      seen.longestHold = Math.max(seen.longestHold, now - heldSince);
    };
    const look = () => {
      if (seen.isDone) return observer.disconnect();
      // What has been painted is known after the frame.
      void scheduler.postTask(note, { priority: 'user-blocking' });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await work();
  await settle(page);
  return page.evaluate(() => {
    const seen: unknown = Reflect.get(window, 'benchSeen');
    Reflect.set(Object(seen), 'isDone', true);
    const list = (key: string): unknown => Reflect.get(Object(seen), key);
    const tasks = list('tasks');
    return {
      tasks: Array.isArray(tasks) ? tasks.map(Number) : [],
      frames: Number(list('frames')),
      blank: Number(list('blank')),
      held: Number(list('held')),
      longestHold: Number(list('longestHold')),
      updates: Number(list('updates')),
    };
  });
}

/** Longest of some tasks; 0 when there were none over 50 ms. */
function longestOf({ tasks }: Watched): number {
  return Math.max(0, ...tasks);
}

const idleFloor = 'the same of a window with nothing to do, for two seconds: 0 as a rule';

/** The longest task of the window while it imports a table of articles, and as many files as are asked for. */
export async function importWindowBenches(
  launcher: Launcher,
  folder: string,
  { rows, files, seed }: { readonly rows: number; readonly files: number; readonly seed: number },
): Promise<readonly Bench[]> {
  const table = await writeLines(path.join(folder, 'articles.jsonl'), rows, seed);
  const texts = await writeFiles(path.join(folder, 'texts'), files, seed);
  const measureOne = async (paths: readonly string[], count: number) => {
    const launched = await openEmpty(launcher, folder);
    try {
      return longestOf(await watchWindow(launched.page, () => importFiles(launched, paths, count)));
    } finally {
      await launched.app.close();
    }
  };
  const idle = async () => {
    const launched = await openEmpty(launcher, folder);
    try {
      await settle(launched.page);
      const wait = () => drawFrames(launched.page, 120);
      return longestOf(await watchWindow(launched.page, wait));
    } finally {
      await launched.app.close();
    }
  };
  return [
    {
      name: `longest task of the window, import of ${rows} rows`,
      floorIs: idleFloor,
      measure: () => measureOne([table], rows),
      floor: idle,
    },
    {
      name: `longest task of the window, import of ${files} files`,
      floorIs: idleFloor,
      measure: () => measureOne(texts, files),
      floor: idle,
    },
  ];
}

async function writeLines(file: string, count: number, seed: number): Promise<string> {
  const next = buildCorpus(seed);
  const handle = await open(file, 'w');
  for (let from = 0; from < count; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, count - from) }, () => {
      const { title, byline, publisher, published, paragraphs } = next({ words: 40, marks: 0 });
      return JSON.stringify({ title, byline, publisher, published, text: paragraphs.join('\n\n') });
    });
    await handle.write(`${lines.join('\n')}\n`);
  }
  await handle.close();
  return file;
}

async function writeFiles(folder: string, count: number, seed: number): Promise<string[]> {
  await mkdir(folder);
  const next = buildCorpus(seed + 1);
  const files: string[] = [];
  for (let i = 0; i < count; i++) {
    const file = path.join(folder, `article-${i}.txt`);
    await writeFile(file, toTextFile(next({ words: 150, marks: 0 })));
    files.push(file);
  }
  return files;
}

async function openEmpty(launcher: Launcher, folder: string): Promise<LaunchedApp> {
  const at = await mkdtemp(path.join(folder, 'import-'));
  const file = path.join(at, 'Import.quotemark');
  createProject(file, { annotator: benchAnnotator, name: 'Import' }).close();
  const launched = await launcher.launch({ profile: path.join(at, 'profile'), args: [file] });
  await launched.page.getByText('Add your first article').waitFor();
  return launched;
}

/** Import as a person does: the dialog, a look at the list, Enter. */
async function importFiles(
  { app, page }: LaunchedApp,
  paths: readonly string[],
  count: number,
): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] });
  }, paths);
  await page.keyboard.press('Control+Shift+A');
  const button = page.getByRole('button', { name: `Import ${count.toLocaleString('en')}` });
  await button.waitFor({ timeout: importMs });
  for (const key of ['ArrowDown', 'PageDown', 'End', 'Home', 'ArrowDown', 'ArrowDown', 'Space']) {
    await page.keyboard.press(key);
    await settle(page);
  }
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page
    .getByText(`${count.toLocaleString('en')} articles imported`)
    .first()
    .waitFor({
      timeout: importMs,
    });
  await page.getByRole('row').nth(3).waitFor();
}
