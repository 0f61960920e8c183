import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { Launcher, LaunchedApp } from './launch.ts';
import type { ArticleSize } from './corpus.ts';
import { makeGeneratedProject } from './make-project.ts';
import { createMarkBenches } from './marking.bench.ts';
import type { Bench } from './measure.ts';
import { createOpenBenches, openArticle } from './opening.bench.ts';
import { createScrollBenches } from './scrolling.bench.ts';

/** Benches of a running app, and how to end it. */
export interface WindowBenches {
  readonly benches: readonly Bench[];
  readonly close: () => Promise<void>;
}

/**
 * Opening articles, making marks and scrolling in the real window, by its keys. Times are taken inside the page: from the key
 * event to the end of the frame that shows what it did.
 */
export async function windowBenches(
  launcher: Launcher,
  folder: string,
  sizes: readonly ArticleSize[],
  seed: number,
): Promise<WindowBenches> {
  const file = path.join(folder, 'window.quotemark');
  const planned = sizes.flatMap((size) => [
    { ...size, title: titleOf(size, 'marked') },
    { ...size, marks: 0, title: titleOf(size, 'plain') },
  ]);
  const other = 'A small article';
  makeGeneratedProject(file, [...planned, { words: 50, marks: 3, title: other }], seed).close();
  const profile = await mkdtemp(path.join(folder, 'profile-'));
  const launched = await launcher.launch({ profile, args: [file] });
  await setSize(launched);
  const { page } = launched;
  await page.getByRole('row', { name: titleOf(sizes[0], 'plain') }).waitFor();
  const benches = sizes.flatMap((size): Bench[] => {
    const label = `${size.words.toLocaleString('en')} words, ${size.marks.toLocaleString('en')} marks`;
    return [
      ...createOpenBenches(page, label, {
        marked: titleOf(size, 'marked'),
        plain: titleOf(size, 'plain'),
        other,
      }),
      ...createMarkBenches(page, label, () => openArticle(page, titleOf(size, 'marked'))),
      ...createScrollBenches(page, label, {
        marked: () => openArticle(page, titleOf(size, 'marked')),
        plain: () => openArticle(page, titleOf(size, 'plain')),
      }),
    ];
  });
  return { benches, close: () => launched.app.close() };
}

function titleOf(size: ArticleSize | undefined, kind: 'marked' | 'plain'): string {
  return `Article of ${size?.words} words, ${kind}`;
}

async function setSize({ app }: LaunchedApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
  });
}
