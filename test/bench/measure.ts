/** What numbers count. */
export type Unit = 'ms' | 'MB' | 'frames' | 'times';

/** One thing that was measured, in the same run as its floor. */
export interface Measurement {
  readonly name: string;
  readonly unit: Unit;
  readonly median: number;
  readonly p95: number;
  /** Median of the floor. */
  readonly floor: number;
  /** Median over floor. */
  readonly ratio: number;
  /** Repetitions; each measured the thing and its floor, in turn. */
  readonly runs: number;
  /** What the floor is. */
  readonly floorIs: string;
  readonly values: readonly number[];
  readonly floors: readonly number[];
}

/** One value, or those of several repetitions. */
export type Values = number | readonly number[];

/** A thing to measure. Both functions return one value or, where one round gives several, all of them. */
export interface Bench {
  readonly name: string;
  /** Milliseconds when left out. */
  readonly unit?: Unit;
  readonly floorIs: string;
  readonly measure: () => Promise<Values>;
  readonly floor: () => Promise<Values>;
}

/**
 * Measure some things and their floors `runs` times in turn, so that whatever else the machine does falls on all alike. A first
 * round warms up and is not counted.
 */
export async function measureAll(benches: readonly Bench[], runs: number): Promise<Measurement[]> {
  const times: Times[] = benches.map(() => ({ values: [], floors: [] }));
  for (let run = 0; run <= runs; run++) {
    for (const [i, bench] of benches.entries()) {
      // Whoever comes second may find things warm: each does half of the time.
      const floorFirst = run % 2 === 0 ? await bench.floor() : null;
      const value = await bench.measure();
      const floor = floorFirst ?? (await bench.floor());
      if (run === 0) continue;
      times[i]?.values.push(...listOf(value));
      times[i]?.floors.push(...listOf(floor));
    }
  }
  return summariseAll(benches, times);
}

/** The same once, without a warm-up: for what takes minutes. */
export async function measureOnce(benches: readonly Bench[]): Promise<Measurement[]> {
  const times: Times[] = [];
  for (const bench of benches) {
    const values = [...listOf(await bench.measure())];
    times.push({ values, floors: [...listOf(await bench.floor())] });
  }
  return summariseAll(benches, times);
}

interface Times {
  readonly values: number[];
  readonly floors: number[];
}

function summariseAll(benches: readonly Bench[], times: readonly Times[]): Measurement[] {
  return benches.map(({ name, unit = 'ms', floorIs }, i) => {
    const { values = [], floors = [] } = times[i] ?? {};
    return summarise({ name, unit, floorIs }, values, floors);
  });
}

function listOf(values: Values): readonly number[] {
  return typeof values === 'number' ? [values] : values;
}

function summarise(
  bench: Pick<Measurement, 'name' | 'unit' | 'floorIs'>,
  values: readonly number[],
  floors: readonly number[],
): Measurement {
  const median = quantile(values, 0.5);
  const floor = quantile(floors, 0.5);
  return {
    ...bench,
    median: round(median),
    p95: round(quantile(values, 0.95)),
    floor: round(floor),
    ratio: Math.round((median / floor) * 100) / 100,
    runs: values.length,
    values: values.map(round),
    floors: floors.map(round),
  };
}

/** The value below which that part of the values lies; the larger of two. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The results as a table for a terminal. */
export function formatTable(results: readonly Measurement[]): string {
  const head = ['', 'unit', 'median', 'p95', 'floor', '× floor', 'runs', 'floor is'];
  const rows = results.map((result) => [
    result.name,
    result.unit,
    result.median.toFixed(1),
    result.p95.toFixed(1),
    result.floor.toFixed(1),
    result.ratio.toFixed(2),
    String(result.runs),
    result.floorIs,
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const isText = (column: number) => column < 2 || column === head.length - 1;
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Milliseconds that some work takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
