import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../../shared/contract/channel.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { ExportSelection } from './export-plan.ts';
import type { ExportProject, ExportSource } from './export-source.ts';

/** Time that may pass before other work gets its turn. */
const turnMs = 12;

/** Thrown when the project changed while it was read; the export begins again. Never leaves this room. */
export class ProjectChanged extends Error {}

/** What the parts of an export share. */
export interface ExportRun {
  readonly source: ExportSource;
  readonly selection: ExportSelection;
  readonly generator: string;
  /** UTC instant. */
  readonly exportedAt: string;
  /** @param label What is done with the articles; writing them when left out. */
  readonly report: (done: number, total: number, label?: string) => void;
  /** Let other work run when it is time. @throws Refusal `cancelled`; ProjectChanged. */
  readonly breathe: () => Promise<void>;
  /** The export has ended, one way or the other. */
  readonly stop: () => void;
}

/** Start an export of the project as it is now. */
export function startRun(
  project: ExportProject,
  selection: ExportSelection,
  making: { readonly generator: string; readonly exportedAt: string },
  context: CallContext,
): ExportRun {
  let isChanged = false;
  const stop = project.onStep(() => (isChanged = true));
  let last = performance.now();
  return {
    source: project.read,
    selection,
    ...making,
    report: (done, total, label = 'Writing articles') => context.progress({ done, total, label }),
    async breathe() {
      if (performance.now() - last >= turnMs) {
        await setImmediate();
        last = performance.now();
      }
      if (context.signal.aborted) throw new Refusal('cancelled', 'The export was cancelled.');
      if (project.isStoring()) {
        await project.whenFree(() => null);
        throw new ProjectChanged();
      }
      if (isChanged) throw new ProjectChanged();
    },
    stop,
  };
}
