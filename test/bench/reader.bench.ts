import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { findChromium } from '../../electron/runtime/system.mjs';
import type { ReaderTimes } from './reader-page/page.ts';

/** Medians of several runs of one size. */
export interface ReaderResult {
  readonly words: number;
  readonly marks: number;
  readonly runs: number;
  readonly seed: number;
  readonly median: ReaderTimes;
}

const origin = 'http://reader.bench';
const root = path.join(import.meta.dirname, 'reader-page');
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * Measure the reader by itself in Chromium, in a page built from the sources: opening, creating, selecting and deleting a
 * mark until painted, scrolling and jumping. The floor is the same text as plain elements in the same page.
 */
export async function benchReader(
  sizes: readonly { readonly words: number; readonly marks: number }[],
  runs = 5,
  seed = 1,
): Promise<ReaderResult[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quotemark-reader-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, target: 'chrome130' },
    });
    return await inPage(folder, async (page) => {
      const results: ReaderResult[] = [];
      for (const size of sizes) results.push(await measure(page, size, runs, seed));
      return results;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inPage<Value>(folder: string, work: (page: Page) => Promise<Value>): Promise<Value> {
  const executablePath = findChromium();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.replace(/\/$/, '/index.html');
      const contentType = mimeTypes[path.extname(name)] ?? 'application/octet-stream';
      await route.fulfill({ body: await readFile(path.join(folder, name)), contentType });
    });
    await page.goto(`${origin}/`);
    await page.waitForFunction(() => 'runReader' in window);
    return await work(page);
  } finally {
    await browser.close();
  }
}

async function measure(
  page: Page,
  { words, marks }: { readonly words: number; readonly marks: number },
  runs: number,
  seed: number,
): Promise<ReaderResult> {
  const times: ReaderTimes[] = [];
  // The first run warms the compiler up and is not counted.
  for (let run = 0; run <= runs; run++) {
    const result = await page.evaluate(
      ([wordCount, markCount, s]) => window.runReader(wordCount, markCount, s),
      [words, marks, seed] as const,
    );
    if (run > 0) times.push(result);
  }
  const pick = (field: keyof ReaderTimes) => median(times.map((time) => time[field]));
  return {
    words,
    marks,
    runs,
    seed,
    median: {
      floor: pick('floor'),
      open: pick('open'),
      create: pick('create'),
      select: pick('select'),
      remove: pick('remove'),
      scrollMedian: pick('scrollMedian'),
      scrollP95: pick('scrollP95'),
      jumpMedian: pick('jumpMedian'),
      jumpSlowFrames: pick('jumpSlowFrames'),
      elements: pick('elements'),
    },
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? 0;
}

if (process.argv[1] === import.meta.filename) {
  const sizes = [
    { words: 5_000, marks: 2_000 },
    { words: 20_000, marks: 10_000 },
    { words: 100_000, marks: 10_000 },
  ];
  const results = await benchReader(sizes);
  console.table(
    results.map(({ words, marks, median: times }) => ({
      words,
      marks,
      'floor ms': Math.round(times.floor),
      'open ms': Math.round(times.open),
      '× floor': Number((times.open / times.floor).toFixed(2)),
      'create ms': Math.round(times.create),
      'select ms': Math.round(times.select),
      'delete ms': Math.round(times.remove),
      'scroll ms': Math.round(times.scrollMedian),
      p95: Math.round(times.scrollP95),
      'jump ms': Math.round(times.jumpMedian),
      'jumps > 50 ms of 30': times.jumpSlowFrames,
      elements: times.elements,
    })),
  );
  console.log(JSON.stringify({ bench: 'reader', results }));
}
