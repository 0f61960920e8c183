import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { TableMapping } from '../../../shared/formats/articles/table-mapping.ts';
import type { Workspace } from '../../app/workspace.ts';
import { ReviewBuilder, type ReviewList } from './import-rows.ts';

/** Items of one message: what the window takes in well within a frame. */
export const pageItems = 500;

/** Who hears how far a list is. */
interface Hearing {
  readonly signal: AbortSignal;
  readonly progress?: (progress: Progress) => void;
}

/** Fetch the items after the first ones, of a session or of one file of it. */
export async function fetchRest(
  { clients }: Workspace,
  builder: ReviewBuilder,
  which: {
    readonly sessionId: string;
    readonly fileKey: string | null;
    readonly itemCount: number;
  },
  { signal, progress }: Hearing,
): Promise<void> {
  const { itemCount, ...of } = which;
  for (let offset = Math.min(pageItems, itemCount); offset < itemCount && !signal.aborted;) {
    progress?.({ done: offset, total: itemCount, label: 'Listing…' });
    const window = { ...of, offset, limit: pageItems };
    const page = await clients.engine.call('import.items', window, { signal });
    if (page.items.length === 0) break;
    builder.add(page);
    offset += page.items.length;
  }
}

/** A file that is read anew, with its columns as they were chosen last; null where it is read as at first. */
export interface Rereading {
  readonly fileKey: string;
  readonly mapping: TableMapping | null;
}

/**
 * Read one file of an import anew, when its columns are named or it was mended. One file at a time, so that what comes in for one
 * is never put into a list of before the other; of several choices for it the last one counts, and ends the reading for those
 * before it.
 */
export function useReread(workspace: Workspace, onRead: (list: ReviewList, key: string) => void) {
  const [rereading, setRereading] = useState<Rereading | null>(null);
  const running = useRef<{ readonly fileKey: string; readonly stop: AbortController } | null>(null);
  const stop = () => running.current?.stop.abort();
  useEffect(() => stop, []);

  const reread = async (sessionId: string, list: ReviewList, next: Rereading): Promise<void> => {
    const { fileKey } = next;
    if (running.current && running.current.fileKey !== fileKey) return;
    stop();
    const own = { fileKey, stop: new AbortController() };
    running.current = own;
    setRereading(next);
    const { signal } = own.stop;
    try {
      const read = await readAnew(workspace, sessionId, list, next, signal);
      if (!signal.aborted) onRead(read, fileKey);
    } catch (error) {
      if (!signal.aborted) workspace.fail(error, 'Reading the file');
    } finally {
      if (running.current === own) {
        running.current = null;
        setRereading(null);
      }
    }
  };
  return { rereading, reread, stop };
}

/** The list with what a file holds now, at the place of what it held. */
async function readAnew(
  workspace: Workspace,
  sessionId: string,
  { items, rows }: ReviewList,
  { fileKey, mapping }: Rereading,
  signal: AbortSignal,
): Promise<ReviewList> {
  const input = { sessionId, fileKey, mapping, first: pageItems };
  const read = await workspace.clients.engine.call('import.remap', input, { signal });
  const builder = new ReviewBuilder();
  const at = items.findIndex((item) => item.fileKey === fileKey);
  const known = rows.flatMap((row) => (row.kind === 'file' ? [row.file] : []));
  builder.add({ files: [...known, read.file], items: [...items.slice(0, at), ...read.items] });
  const { itemCount } = read;
  await fetchRest(workspace, builder, { sessionId, fileKey, itemCount }, { signal });
  builder.add({ files: [], items: items.slice(at).filter((item) => item.fileKey !== fileKey) });
  return builder.build();
}
