// node export-child.ts FILE.quotemark FORMAT TARGET [write|cancel]: exports once in a process of its own and prints what it took.
import { openProject } from '../../electron/engine/open.ts';
import { dispatchTo } from './import.bench.ts';
import { benchAnnotator } from './make-project.ts';

/** What one export took. */
export interface ExportTimes {
  /** From the call to its answer. */
  readonly totalMs: number;
  /** Up to the moment when reading back begins. */
  readonly writeMs: number;
  /** From cancelling in the midst of writing to the refusal; null when it was not cancelled. */
  readonly cancelMs: number | null;
  /** Of all threads, from the call to its answer: does not grow when other programs want the processor too. */
  readonly cpuMs: number;
  /** The same up to the moment when reading back begins. */
  readonly writeCpuMs: number;
  /** Most memory that the process had at any moment, all of Node included. */
  readonly peakMB: number;
}

const [file = '', format = '', target = '', mode = 'write'] = process.argv.slice(2);
const project = openProject(file, { annotator: benchAnnotator, readOnly: true, trusted: true });
const call = dispatchTo(project);
const cancelling = new AbortController();
const startCpu = process.cpuUsage();
const start = performance.now();
let cancelledAt: number | null = null;
let readBackAt: number | null = null;
let writeCpu: NodeJS.CpuUsage | null = null;
const result = await call(
  'export.write',
  { format, target },
  {
    signal: cancelling.signal,
    progress({ done, total, label }) {
      if (label === 'Reading back') {
        readBackAt ??= performance.now();
        writeCpu ??= process.cpuUsage(startCpu);
      }
      if (mode !== 'cancel' || cancelledAt !== null || done * 2 < (total ?? 0)) return;
      cancelledAt = performance.now();
      cancelling.abort();
    },
  },
);
const end = performance.now();
const cpu = process.cpuUsage(startCpu);
const inMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;
project.close();
if (result.ok === (cancelledAt !== null)) {
  throw new Error(result.ok ? 'the export was not cancelled' : result.error.message);
}
const times: ExportTimes = {
  totalMs: end - start,
  writeMs: (readBackAt ?? end) - start,
  cancelMs: cancelledAt && end - cancelledAt,
  cpuMs: inMs(cpu),
  writeCpuMs: inMs(writeCpu ?? cpu),
  // In kilobytes.
  peakMB: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(times));
