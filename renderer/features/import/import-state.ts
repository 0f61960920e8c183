import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { Grant } from '../../../shared/contract/shell.ts';
import type { JsonObject } from '../../../shared/util/json.ts';
import type { TableMapping } from '../../../shared/formats/articles/table-mapping.ts';
import type {
  ImportFile,
  ImportItem,
  ImportReport,
  ImportSession,
} from '../../../shared/contract/import-views.ts';
import { failureOf, type Workspace } from '../../app/workspace.ts';
import { formatCount } from '../../ui/format.ts';
import { checkDateInput, normaliseDateInput } from '../../ui/news-date.ts';
import type { Metadata } from '../../ui/MetadataFields.tsx';

/** A proposal with what the person made of it. */
export interface ReviewItem {
  readonly item: ImportItem;
  readonly metadata: Metadata;
  readonly isTaken: boolean;
  /** The article that gets this text as a new version; null for an article of its own. */
  readonly versionOf: string | null;
}

/** Where an import is: picking or reading files, reviewing, storing. */
export type ImportStage =
  | { readonly kind: 'reading'; readonly progress: Progress | null }
  | { readonly kind: 'review' }
  | { readonly kind: 'storing'; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly message: string };

function toReview(item: ImportItem): ReviewItem {
  const { title, byline, publisher, url, language, tags, published } = item;
  return {
    item,
    metadata: { title, byline, publisher, url, language, tags, published: published ?? '' },
    // A duplicate comes in only when the person says so.
    isTaken: item.kind !== 'refused' && item.duplicateOf === null,
    versionOf: null,
  };
}

/** What stands in the way of storing an item; null when nothing. */
export function findFault({ metadata, isTaken }: ReviewItem): string | null {
  return isTaken ? checkDateInput(metadata.published) : null;
}

/** Say what came in, offer to take it back, and open the article when it is one. */
function tellReport(workspace: Workspace, report: ImportReport): void {
  const [only] = report.articleIds;
  const words = [
    ...(report.imported > 0 || report.revised === 0
      ? [`${formatCount(report.imported, 'article')} imported`]
      : []),
    ...(report.marks > 0 ? [formatCount(report.marks, 'mark')] : []),
    ...(report.revised > 0 ? [formatCount(report.revised, 'new version')] : []),
    ...(report.skipped.length > 0
      ? [`${formatCount(report.skipped.length, 'file')} left out`]
      : []),
  ];
  const reasons = [...report.skipped, ...report.leftOut].map(
    ({ fileName, reason }) => `${fileName}: ${reason}`,
  );
  const message = [words.join(', '), ...reasons.slice(0, 3)].join('\n');
  if (report.stepId === null) workspace.toast({ message });
  else workspace.offerUndo(message);
  if (report.articleIds.length === 1 && only !== undefined) {
    workspace.openArticle(only).catch((error: unknown) => workspace.fail(error));
  } else {
    workspace.go('library');
  }
}

/** An import from chosen files to the stored articles. */
export function useImport(workspace: Workspace, grants: readonly Grant[], onClose: () => void) {
  const [stage, setStage] = useState<ImportStage>({ kind: 'reading', progress: null });
  const [items, setItems] = useState<readonly ReviewItem[]>([]);
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [head, setHead] = useState<Pick<ImportSession, 'sessionId' | 'note'> | null>(null);
  const [busyFile, setBusyFile] = useState<string | null>(null);
  const session = useRef<ImportSession | null>(null);
  const running = useRef<AbortController | null>(null);
  const { engine } = workspace.clients;

  useEffect(() => {
    const controller = new AbortController();
    running.current = controller;
    const read = async () => {
      const answer = await engine.call(
        'import.read',
        { grants: grants.map(({ grant }) => grant) },
        {
          signal: controller.signal,
          onProgress: (progress) => setStage({ kind: 'reading', progress }),
        },
      );
      session.current = answer;
      setItems(answer.items.map(toReview));
      setFiles(answer.files);
      setHead(answer);
      setStage({ kind: 'review' });
    };
    read().catch((error: unknown) => {
      if (controller.signal.aborted) return;
      setStage({ kind: 'failed', message: failureOf(error)?.message ?? String(error) });
    });
    return () => controller.abort();
  }, [engine, grants]);

  const update = useCallback((key: string, change: Partial<Omit<ReviewItem, 'item'>>) => {
    setItems((before) =>
      before.map((entry) => (entry.item.key === key ? { ...entry, ...change } : entry)),
    );
  }, []);

  const takeAll = useCallback((fileKey: string, isTaken: boolean) => {
    setItems((before) =>
      before.map((entry) =>
        entry.item.fileKey === fileKey && entry.item.kind !== 'refused'
          ? { ...entry, isTaken }
          : entry,
      ),
    );
  }, []);

  const map = async (fileKey: string, mapping: TableMapping | null) => {
    if (!session.current) return;
    setBusyFile(fileKey);
    try {
      const { sessionId } = session.current;
      const read = await engine.call('import.remap', { sessionId, fileKey, mapping });
      setFiles((before) => before.map((file) => (file.key === fileKey ? read.file : file)));
      setItems((before) => {
        const at = before.findIndex(({ item }) => item.fileKey === fileKey);
        const others = before.filter(({ item }) => item.fileKey !== fileKey);
        return [...others.slice(0, at), ...read.items.map(toReview), ...others.slice(at)];
      });
    } catch (error) {
      workspace.fail(error, 'Reading the file');
    } finally {
      setBusyFile(null);
    }
  };

  const cancel = () => {
    running.current?.abort();
    const { current } = session;
    // The engine drops it by itself as well; this only frees the memory sooner.
    if (current)
      void engine.call('import.discard', { sessionId: current.sessionId }).catch(() => null);
    onClose();
  };

  const store = async (labels: JsonObject) => {
    const taken = items.filter(({ isTaken }) => isTaken);
    if (!session.current || taken.length === 0 || taken.some(findFault)) return;
    const controller = new AbortController();
    running.current = controller;
    setStage({ kind: 'storing', progress: null });
    try {
      const report = await engine.call(
        'import.commit',
        {
          sessionId: session.current.sessionId,
          labels,
          items: taken.map(({ item, metadata, versionOf }) => ({
            ...metadata,
            key: item.key,
            versionOf,
            tags: [...metadata.tags],
            published: normaliseDateInput(metadata.published) || null,
          })),
        },
        {
          signal: controller.signal,
          onProgress: (progress) => setStage({ kind: 'storing', progress }),
        },
      );
      session.current = null;
      onClose();
      tellReport(workspace, report);
    } catch (error) {
      if (controller.signal.aborted) return;
      workspace.fail(error, 'Importing');
      setStage({ kind: 'review' });
    }
  };

  return { stage, items, files, busyFile, head, update, takeAll, map, cancel, store };
}
