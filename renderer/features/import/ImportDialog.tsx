import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconAlert } from '../../ui/icons.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { FileDetails } from './FileDetails.tsx';
import {
  countTaken,
  findFaulty,
  reviewOf,
  type ReviewCounts,
  type ReviewItem,
} from './import-rows.ts';
import { ImportDetails } from './ImportDetails.tsx';
import { ImportList } from './ImportList.tsx';
import { buildLabelMap, collectLabels, listTargets } from './label-choices.ts';
import { LabelMapping } from './LabelMapping.tsx';
import { NearList } from './NearList.tsx';
import type { Grant } from '../../../shared/contract/shell.ts';
import { useImport } from './import-state.ts';
import styles from './import.module.css';

export interface ImportDialogProps {
  readonly workspace: Workspace;
  /** The files to read. */
  readonly grants: readonly Grant[];
  readonly onClose: () => void;
}

function countWords(counts: ReviewCounts, itemCount: number, note: string | null): string {
  const { files, near, duplicates, refused } = counts;
  return [
    formatCount(files, 'file'),
    ...(itemCount > files ? [formatCount(itemCount - refused, 'article')] : []),
    ...(duplicates > 0 ? [formatCount(duplicates, 'duplicate')] : []),
    ...(near > 0 ? [formatCount(near, 'near-duplicate')] : []),
    ...(refused > 0 ? [`${refused.toLocaleString()} refused`] : []),
    ...(note === null ? [] : [note]),
  ].join(' · ');
}

interface ItemDetailsProps {
  readonly review: ReturnType<typeof useImport>;
  readonly workspace: Workspace;
  readonly entry: ReviewItem;
}

/** One article, its text asked for when the list came without it. */
function ItemDetails({ review, workspace, entry }: ItemDetailsProps) {
  const { item } = entry;
  const { update } = review;
  const sessionId = review.head?.sessionId ?? null;
  const { data } = useQuery({
    queryKey: ['import.item', sessionId, item.key, item.title],
    queryFn: () =>
      workspace.clients.engine.call('import.item', { sessionId: sessionId ?? '', key: item.key }),
    enabled: sessionId !== null && item.kind === 'article' && item.preview === '',
  });
  const { preview, dropped } = data ?? item;
  return (
    <ImportDetails
      entry={{ ...entry, item: { ...item, preview, dropped } }}
      isOnly={review.list.items.length === 1}
      isRereading={review.rereading !== null}
      onChange={(metadata) => update(item, { metadata: { ...entry.metadata, ...metadata } })}
      onTake={(isTaken) => update(item, { isTaken })}
      onVersion={(versionOf) => update(item, { versionOf })}
      onRetry={() => review.map(item.fileKey, null)}
    />
  );
}

/** Review of what is about to come in: recognised metadata to correct, text as it will be stored, what was taken out and why. */
export function ImportDialog({ workspace, grants, onClose }: ImportDialogProps) {
  const review = useImport(workspace, grants, onClose);
  const { stage, list, choices: made, cancel, store } = review;
  const { items, rows, marked, counts } = list;
  const [shownKey, setShownKey] = useState<string | null>(null);
  const [choices, setChoices] = useState<ReadonlyMap<string, string>>(new Map());
  const project = useStore(workspace.session.store, (state) => state.project);
  const codebook = project?.codebook;
  const settings = project?.project.settings;
  const labels = useMemo(
    () => (codebook && settings ? collectLabels(marked, codebook, settings) : []),
    [marked, codebook, settings],
  );
  const shown = rows.find(({ id }) => id === shownKey) ?? rows[0];
  const item = shown?.kind === 'item' ? items[shown.at] : undefined;
  const { taken } = useMemo(() => countTaken(list, made), [list, made]);
  const faulty = useMemo(() => findFaulty(list, made), [list, made]);
  const isReview = stage.kind === 'review';
  const label = taken === 1 ? 'Import' : `Import ${taken.toLocaleString()}`;
  const submit = () => {
    if (faulty) setShownKey(faulty.key);
    else {
      const used = new Set(
        marked.flatMap((item) =>
          reviewOf(item, made).isTaken ? (item.marks?.labels.map(({ name }) => name) ?? []) : [],
        ),
      );
      const chosen = labels.filter(({ name }) => used.has(name));
      void store(buildLabelMap(chosen, choices));
    }
  };
  return (
    <Dialog
      title={rows.length <= 1 ? 'Import article' : 'Import articles'}
      width={rows.length > 1 ? 1040 : 820}
      tall
      flush
      onClose={cancel}
      status={isReview && countWords(counts, items.length, review.head?.note ?? null)}
      footer={
        <>
          <Button onPress={cancel}>Cancel</Button>
          {isReview && (
            <Button
              tone="primary"
              shortcut="↵"
              isDisabled={taken === 0 || review.rereading !== null}
              onPress={submit}
            >
              {label}
            </Button>
          )}
        </>
      }
    >
      {isReview && shown ? (
        // Enter imports from anywhere in the review: the quick case is drop, look, Enter.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <form
          className={styles.review}
          aria-label="Review"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
          onKeyDown={(event) => {
            const isText = event.target instanceof HTMLTextAreaElement && event.target.rows > 1;
            const isPlain = !event.nativeEvent.isComposing && !event.defaultPrevented;
            if (event.key !== 'Enter' || !isPlain || event.shiftKey) return;
            if (event.target instanceof HTMLButtonElement && !event.ctrlKey) return;
            // The title is a text area only to wrap.
            if (isText && !event.ctrlKey) return;
            event.preventDefault();
            submit();
          }}
        >
          {rows.length > 1 && (
            <ImportList
              list={list}
              choices={made}
              shownId={shown.id}
              onShow={setShownKey}
              onTake={review.take}
              onTakeAll={review.takeAll}
            />
          )}
          {shown.kind === 'labels' ? (
            <LabelMapping
              labels={labels}
              choices={choices}
              options={codebook ? listTargets(codebook) : []}
              onChoose={(names, id) =>
                setChoices(
                  (before) => new Map([...before, ...names.map((name) => [name, id] as const)]),
                )
              }
            />
          ) : shown.kind === 'near' ? (
            <NearList items={list.near.map((each) => reviewOf(each, made))} onTake={review.take} />
          ) : shown.kind === 'file' ? (
            <FileDetails
              key={shown.id}
              row={shown}
              list={list}
              choices={made}
              rereading={review.rereading}
              onMap={(mapping) => review.map(shown.file.key, mapping)}
              onTakeAll={(isTaken) => review.takeAll(shown.file.key, isTaken)}
            />
          ) : item ? (
            <ItemDetails
              key={shown.id}
              review={review}
              workspace={workspace}
              entry={reviewOf(item, made)}
            />
          ) : null}
        </form>
      ) : (
        <div className={styles.waiting}>
          {stage.kind === 'failed' ? (
            <EmptyState icon={IconAlert} title="The files could not be read">
              {stage.message}
            </EmptyState>
          ) : stage.kind === 'review' ? (
            <EmptyState title="There was nothing to import in what you chose" />
          ) : (
            <ProgressBar
              label={
                stage.progress?.label ?? (stage.kind === 'storing' ? 'Importing…' : 'Reading…')
              }
              done={stage.progress?.done ?? 0}
              total={stage.progress?.total ?? null}
            />
          )}
        </div>
      )}
    </Dialog>
  );
}
