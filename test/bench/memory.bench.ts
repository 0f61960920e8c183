import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { ArticleSize } from './corpus.ts';
import type { Launcher } from './launch.ts';
import { makeGeneratedProject } from './make-project.ts';
import type { Bench } from './measure.ts';
import { settle } from './page-clock.ts';

/** Megabytes of the window's heap after a collection and of the engine's process, with one article open in a fresh app. */
export function memoryBench(
  launcher: Launcher,
  folder: string,
  size: ArticleSize,
  seed: number,
): Bench {
  const make = (marks: number) => {
    const file = path.join(folder, `memory-${marks}.quotemark`);
    makeGeneratedProject(file, [{ ...size, marks, title: 'The article' }], seed).close();
    return file;
  };
  const files = { marked: make(size.marks), plain: make(0) };
  const count = (figure: number) => figure.toLocaleString('en');
  return {
    name: `memory, ${count(size.words)} words, ${count(size.marks)} marks`,
    unit: 'MB',
    floorIs: 'the same text without marks',
    measure: () => readMemory(launcher, folder, files.marked),
    floor: () => readMemory(launcher, folder, files.plain),
  };
}

async function readMemory(launcher: Launcher, folder: string, file: string): Promise<number> {
  const profile = await mkdtemp(path.join(folder, 'profile-'));
  const { app, page } = await launcher.launch({ profile, args: [file] });
  try {
    await page.getByRole('row', { name: 'The article' }).dblclick();
    await page.getByRole('textbox', { name: /^Article text/ }).waitFor();
    await settle(page);
    const client = await page.context().newCDPSession(page);
    await client.send('Performance.enable');
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
    const engineKb = await app.evaluate(({ app: own }) => {
      const engine = own
        .getAppMetrics()
        .filter(
          ({ serviceName, name, type }) =>
            type === 'Utility' && `${serviceName} ${name}`.includes('node.mojom.NodeService'),
        );
      return engine.reduce((sum, { memory }) => sum + memory.workingSetSize, 0);
    });
    if (engineKb === 0) throw new Error('the engine has no process');
    return heap / 2 ** 20 + engineKb / 1024;
  } finally {
    await app.close();
  }
}
