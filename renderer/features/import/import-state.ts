import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { Grant } from '../../../shared/contract/shell.ts';
import type { JsonObject } from '../../../shared/util/json.ts';
import type { TableMapping } from '../../../shared/formats/articles/table-mapping.ts';
import type {
  ImportItem,
  ImportReport,
  ImportSession,
} from '../../../shared/contract/import-views.ts';
import { failureOf, type Workspace } from '../../app/workspace.ts';
import { formatCount } from '../../ui/format.ts';
import {
  buildChoice,
  changeFile,
  changeItems,
  countTaken,
  findFaulty,
  forgetFile,
  noChoices,
  ReviewBuilder,
  type ItemChange,
  type ReviewList,
} from './import-rows.ts';
import { fetchRest, pageItems, useReread } from './use-reread.ts';

/** Where an import is: picking or reading files, reviewing, storing. */
export type ImportStage =
  | { readonly kind: 'reading'; readonly progress: Progress | null }
  | { readonly kind: 'review' }
  | { readonly kind: 'storing'; readonly progress: Progress | null }
  | { readonly kind: 'failed'; readonly message: string };

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

const emptyList: ReviewList = new ReviewBuilder().build();

/** An import from chosen files to the stored articles. */
export function useImport(workspace: Workspace, grants: readonly Grant[], onClose: () => void) {
  const [stage, setStage] = useState<ImportStage>({ kind: 'reading', progress: null });
  const [choices, setChoices] = useState(noChoices);
  const [list, setList] = useState<ReviewList>(emptyList);
  const [head, setHead] = useState<Pick<ImportSession, 'sessionId' | 'note'> | null>(null);
  const session = useRef<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const { engine } = workspace.clients;

  const { rereading, reread, stop } = useReread(workspace, (read, fileKey) => {
    setList(read);
    setChoices((before) => forgetFile(before, fileKey));
  });

  useEffect(() => {
    const controller = new AbortController();
    running.current = controller;
    const progress = (done: Progress) => setStage({ kind: 'reading', progress: done });
    const read = async () => {
      const answer = await engine.call(
        'import.read',
        { grants: grants.map(({ grant }) => grant), first: pageItems },
        { signal: controller.signal, onProgress: progress },
      );
      session.current = answer.sessionId;
      const builder = new ReviewBuilder();
      builder.add(answer);
      const { sessionId, itemCount } = answer;
      const { signal } = controller;
      await fetchRest(
        workspace,
        builder,
        { sessionId, fileKey: null, itemCount },
        { signal, progress },
      );
      if (controller.signal.aborted) return;
      setList(builder.build());
      setHead(answer);
      setStage({ kind: 'review' });
    };
    read().catch((error: unknown) => {
      if (controller.signal.aborted) return;
      setStage({ kind: 'failed', message: failureOf(error)?.message ?? String(error) });
    });
    return () => controller.abort();
  }, [engine, workspace, grants]);

  const update = useCallback((item: ImportItem, change: ItemChange) => {
    setChoices((before) => changeItems(before, [item], change));
  }, []);

  const take = useCallback((items: readonly ImportItem[], isTaken: boolean) => {
    setChoices((before) => changeItems(before, items, { isTaken }));
  }, []);

  const takeAll = useCallback((fileKey: string, isTaken: boolean) => {
    setChoices((before) => changeFile(before, fileKey, isTaken));
  }, []);

  const map = (fileKey: string, mapping: TableMapping | null) => {
    if (session.current === null) return;
    void reread(session.current, list, { fileKey, mapping });
  };

  const cancel = () => {
    running.current?.abort();
    stop();
    if (stage.kind === 'reading') workspace.announce('Import cancelled');
    const { current } = session;
    // The engine drops it by itself as well; this only frees the memory sooner.
    if (current !== null)
      void engine.call('import.discard', { sessionId: current }).catch(() => null);
    onClose();
  };

  const store = async (labels: JsonObject) => {
    const sessionId = session.current;
    const isNothing = countTaken(list, choices).taken === 0;
    if (sessionId === null || rereading || isNothing || findFaulty(list, choices)) return;
    const controller = new AbortController();
    running.current = controller;
    setStage({ kind: 'storing', progress: null });
    try {
      const report = await engine.call(
        'import.commit',
        { sessionId, labels, ...buildChoice(choices) },
        {
          signal: controller.signal,
          onProgress: (progress) => setStage({ kind: 'storing', progress }),
        },
      );
      session.current = null;
      onClose();
      tellReport(workspace, report);
    } catch (error) {
      if (controller.signal.aborted) {
        return workspace.announce('Import cancelled: nothing came in');
      }
      workspace.fail(error, 'Importing');
      setStage({ kind: 'review' });
    }
  };

  return { stage, list, choices, rereading, head, update, take, takeAll, map, cancel, store };
}
