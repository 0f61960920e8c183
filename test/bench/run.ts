// npm run bench [-- --large] [--only part,part] [--sizes WORDS,WORDS] [--runs N] [--seed N] [--build FOLDER]: measures, prints, and never judges.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../electron/runtime/build.mjs';
import { runScript } from '../../electron/runtime/system.mjs';
import { importWindowBenches } from './corpus-window.bench.ts';
import { exportBenches } from './export.bench.ts';
import { gridBenches } from './grid.bench.ts';
import { importBenches } from './import.bench.ts';
import { prepareLauncher, type Launcher } from './launch.ts';
import { memoryBench } from './memory.bench.ts';
import { libraryBenches } from './library.bench.ts';
import { makeCorpusProject, makeMarkedProject } from './make-project.ts';
import { formatTable, measureAll, measureOnce, type Measurement } from './measure.ts';
import { makeSearchedProject, searchBenches } from './search.bench.ts';
import { windowBenches } from './window.bench.ts';

const parts = [
  'start',
  'window',
  'memory',
  'import',
  'export',
  'search',
  'library',
  'corpus',
] as const;
type Part = (typeof parts)[number];

/** What was asked for. */
interface Plan {
  readonly isLarge: boolean;
  readonly only: readonly string[];
  readonly runs: number;
  readonly seed: number;
  /** Articles of so many words are opened in the window; null for all of them. */
  readonly words: readonly number[] | null;
  /** Folder of a build to take instead of building; undefined builds when something changed. */
  readonly output: string | undefined;
}

function readPlan(): Plan {
  const { values } = parseArgs({
    options: {
      large: { type: 'boolean', default: false },
      only: { type: 'string', default: parts.join(',') },
      runs: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      sizes: { type: 'string' },
      build: { type: 'string' },
    },
  });
  return {
    isLarge: values.large,
    only: values.only.split(','),
    runs: Math.max(1, Number(values.runs) || 5),
    seed: Number(values.seed) || 1,
    words: values.sizes?.split(',').map(Number) ?? null,
    output: values.build === undefined ? undefined : path.resolve(values.build),
  };
}

async function measurePart(
  part: Part,
  plan: Plan,
  folder: string,
  launcher: Launcher | null,
): Promise<Measurement[]> {
  const { isLarge, runs, seed } = plan;
  if (part === 'import') {
    const measured = await measureAll(
      await importBenches(folder, isLarge ? 10_000 : 500, seed),
      runs,
    );
    if (!isLarge) return measured;
    return [...measured, ...(await measureOnce(await importBenches(folder, 100_000, seed)))];
  }
  if (part === 'export') {
    const size = { words: 1000, marks: 100 };
    const count = isLarge ? 10_000 : 200;
    const file = path.join(folder, 'export.quotemark');
    makeMarkedProject(file, count, size, seed).close();
    return measureAll(exportBenches(file, folder, count * size.marks), runs);
  }
  if (part === 'search') {
    const project = makeSearchedProject(folder, isLarge ? 100_000 : 5000, seed);
    try {
      return await measureAll(searchBenches(project), runs);
    } finally {
      project.close();
    }
  }
  if (part === 'library') {
    const count = isLarge ? 100_000 : 10_000;
    const file = path.join(folder, 'library.quotemark');
    makeCorpusProject(file, count, seed).close();
    const { benches, close } = libraryBenches(file, count);
    try {
      return await measureAll(benches, runs);
    } finally {
      close();
    }
  }
  if (!launcher) throw new Error('No Electron was prepared');
  if (part === 'corpus') return measureCorpus(plan, folder, launcher);
  if (part === 'start') {
    const bench = {
      name: 'app start to usable window',
      floorIs: 'an empty Electron window',
      measure: () => launcher.timeStart('app'),
      floor: () => launcher.timeStart('empty'),
    };
    return measureAll([bench], runs);
  }
  if (part === 'memory') {
    const size = isLarge ? { words: 100_000, marks: 10_000 } : { words: 5000, marks: 500 };
    return measureAll([memoryBench(launcher, folder, size, seed)], runs);
  }
  const sizes = [
    { words: 1000, marks: 100 },
    { words: 5000, marks: 500 },
    ...(isLarge ? [{ words: 100_000, marks: 10_000 }] : []),
  ].filter(({ words }) => plan.words?.includes(words) ?? true);
  const { benches, close } = await windowBenches(launcher, folder, sizes, seed);
  try {
    return await measureAll(benches, runs);
  } finally {
    await close();
  }
}

/** The window with a long library, and while one comes in. */
async function measureCorpus(
  { isLarge, runs, seed }: Plan,
  folder: string,
  launcher: Launcher,
): Promise<Measurement[]> {
  const count = isLarge ? 100_000 : 5000;
  const file = path.join(folder, 'corpus.quotemark');
  makeCorpusProject(file, count, seed).close();
  const { benches, close } = await gridBenches(launcher, folder, file, count);
  const measured: Measurement[] = [];
  try {
    measured.push(...(await measureAll(benches, runs)));
  } finally {
    await close();
  }
  const size = { rows: count, files: count / 10, seed };
  return [...measured, ...(await measureOnce(await importWindowBenches(launcher, folder, size)))];
}

function describeMachine() {
  const [cpu] = os.cpus();
  return {
    platform: `${os.platform()} ${os.arch()}`,
    cpu: cpu?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGB: Math.round(os.totalmem() / 2 ** 30),
    loadAverage: os.loadavg()[0] ?? 0,
    node: process.version,
  };
}

await runScript(async () => {
  const plan = readPlan();
  const wanted = parts.filter((part) => plan.only.includes(part));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'quotemark-bench-'));
  const machine = describeMachine();
  const results: Measurement[] = [];
  try {
    const needsApp = wanted.some(
      (part) => part === 'start' || part === 'window' || part === 'memory' || part === 'corpus',
    );
    const launcher = needsApp ? await prepareLauncher(folder, plan.output) : null;
    for (const part of wanted) {
      console.error(`bench: ${part}`);
      results.push(...(await measurePart(part, plan, folder, launcher)));
    }
    const out = path.join(root, 'out/bench');
    await mkdir(out, { recursive: true });
    const date = new Date().toISOString();
    const electron = launcher?.version ?? null;
    const report = { machine, date, electron, seed: plan.seed, results };
    await writeFile(path.join(out, 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(formatTable(results));
  console.log(
    `\nseed ${plan.seed}, load ${machine.loadAverage.toFixed(1)} at the start; out/bench/results.json`,
  );
});
