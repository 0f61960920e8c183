import { useState } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconAlert } from '../../ui/icons.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { ImportDetails } from './ImportDetails.tsx';
import { ImportList } from './ImportList.tsx';
import type { Grant } from '../../../shared/contract/shell.ts';
import { findFault, useImport, type ReviewItem } from './import-state.ts';
import styles from './import.module.css';

export interface ImportDialogProps {
  readonly workspace: Workspace;
  /** The files to read. */
  readonly grants: readonly Grant[];
  readonly onClose: () => void;
}

function countWords(items: readonly ReviewItem[]): string {
  const duplicates = items.filter(({ item }) => item.duplicateOf !== null).length;
  const refused = items.filter(({ item }) => item.kind === 'refused').length;
  return [
    formatCount(items.length, 'file'),
    ...(duplicates > 0 ? [formatCount(duplicates, 'duplicate')] : []),
    ...(refused > 0 ? [`${refused.toLocaleString()} refused`] : []),
  ].join(' · ');
}

/** Review of what is about to come in: recognised metadata to correct, text as it will be stored, what was taken out and why. */
export function ImportDialog({ workspace, grants, onClose }: ImportDialogProps) {
  const { stage, items, update, cancel, store } = useImport(workspace, grants, onClose);
  const [shownKey, setShownKey] = useState<string | null>(null);
  const shown = items.find(({ item }) => item.key === shownKey) ?? items[0];
  const taken = items.filter(({ isTaken }) => isTaken);
  const faulty = taken.find(findFault);
  const isReview = stage.kind === 'review';
  const label = taken.length === 1 ? 'Import' : `Import ${taken.length.toLocaleString()}`;
  const submit = () => {
    if (faulty) setShownKey(faulty.item.key);
    else void store();
  };
  return (
    <Dialog
      title={items.length === 1 ? 'Import article' : 'Import articles'}
      width={items.length > 1 ? 1040 : 820}
      tall
      flush
      onClose={cancel}
      status={isReview && countWords(items)}
      footer={
        <>
          <Button onPress={cancel}>Cancel</Button>
          {isReview && (
            <Button tone="primary" shortcut="↵" isDisabled={taken.length === 0} onPress={submit}>
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
          {items.length > 1 && (
            <ImportList
              items={items}
              shownKey={shown.item.key}
              onShow={setShownKey}
              onTake={(key, isTaken) => update(key, { isTaken })}
            />
          )}
          <ImportDetails
            key={shown.item.key}
            entry={shown}
            isOnly={items.length === 1}
            onChange={(metadata) =>
              update(shown.item.key, { metadata: { ...shown.metadata, ...metadata } })
            }
            onTake={(isTaken) => update(shown.item.key, { isTaken })}
          />
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
