import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { memoryFlags } from '../../electron/main/memory-flags.ts';
import type { ExportTimes } from './export-child.ts';
import { describeFloor, writeFloor } from './export-floor.ts';
import { timeOf, type Bench } from './measure.ts';

const run = promisify(execFile);
const formats = ['csv', 'jsonl', 'json'] as const;
/** Aims that have no floor: they are their own. */
const aims = { peakMB: 300, cancelMs: 200 };

/**
 * Exports of a project, each in a process of its own, through the handlers that the window and the command line use: the time of
 * writing, that with reading back, the most memory, and how long cancelling takes in the midst of it.
 *
 * @param file Path of a project that nobody has open.
 */
export function exportBenches(file: string, folder: string, annotations: number): Bench[] {
  return formats.flatMap((format): Bench[] => {
    const mode = format === 'csv' ? 'csv' : 'json';
    const name = `export ${format}, ${annotations} marks`;
    let times: ExportTimes | null = null;
    const floor = () => timeOf(() => writeFloor(file, mode, path.join(folder, 'floor')));
    const last = (): ExportTimes => {
      if (!times) throw new Error('no export was made yet');
      return times;
    };
    return [
      {
        name,
        floorIs: describeFloor(mode),
        measure: async () => (times = await exportOnce(file, format, folder, 'write')).writeMs,
        floor,
      },
      {
        name: `${name}, read back and compared`,
        floorIs: describeFloor(mode),
        measure: () => Promise.resolve(last().totalMs),
        floor,
      },
      {
        name: `${name}, most memory`,
        unit: 'MB' as const,
        floorIs: 'the aim',
        measure: () => Promise.resolve(last().peakMB),
        floor: () => Promise.resolve(aims.peakMB),
      },
      {
        name: `${name}, cancelled`,
        floorIs: 'the aim',
        measure: async () => (await exportOnce(file, format, folder, 'cancel')).cancelMs ?? NaN,
        floor: () => Promise.resolve(aims.cancelMs),
      },
    ];
  });
}

/** @throws Error when the export fails, or when a cancelled one leaves something. */
async function exportOnce(
  file: string,
  format: string,
  folder: string,
  mode: 'write' | 'cancel',
): Promise<ExportTimes> {
  const target = path.join(folder, `export-${format}`);
  const child = path.join(import.meta.dirname, 'export-child.ts');
  const args = [...memoryFlags, child, file, format, target, mode];
  const { stdout } = await run(process.execPath, args);
  if (existsSync(target) === (mode === 'cancel')) throw new Error(`${mode}: ${target}`);
  for (const left of [target, `${target}.manifest.json`]) {
    rmSync(left, { recursive: true, force: true });
  }
  // Written by our own child.
  return JSON.parse(stdout) as ExportTimes;
}
