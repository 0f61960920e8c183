import { Checkbox } from '../../ui/Checkbox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { IconDataset, IconRefused } from '../../ui/icons.ts';
import { MetadataFields, type Metadata } from '../../ui/MetadataFields.tsx';
import type { ReviewItem } from './import-state.ts';
import { TextPreview } from '../../ui/TextPreview.tsx';
import styles from './import.module.css';

export interface ImportDetailsProps {
  readonly entry: ReviewItem;
  /** The only file: its title gets the focus. */
  readonly isOnly: boolean;
  readonly onChange: (change: Partial<Metadata>) => void;
  readonly onTake: (isTaken: boolean) => void;
}

/** One file of an import: what was recognised, and the text as it will be stored. */
export function ImportDetails({ entry, isOnly, onChange, onTake }: ImportDetailsProps) {
  const { item, metadata, isTaken } = entry;
  if (item.kind === 'refused') {
    return (
      <div className={styles.details}>
        <EmptyState icon={IconRefused} title={`${item.fileName} cannot be imported`}>
          {item.problem}
        </EmptyState>
      </div>
    );
  }
  if (item.kind === 'dataset') {
    return (
      <div className={styles.details}>
        <EmptyState icon={IconDataset} title={metadata.title || item.fileName}>
          {item.preview}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.details}>
      <div className={styles.form}>
        {item.duplicateOf && (
          <div className={styles.note} role="note">
            <p>
              The same text is in this project already, as “<bdi>{item.duplicateOf.title}</bdi>”.
            </p>
            <Checkbox isSelected={isTaken} onChange={onTake}>
              Import it again
            </Checkbox>
          </div>
        )}
        {item.duplicateOf === null && item.problem !== null && (
          <p className={styles.note} role="note">
            {item.problem}
          </p>
        )}
        <MetadataFields value={metadata} onChange={onChange} autoFocus={isOnly} />
        {!isOnly && item.duplicateOf === null && (
          <Checkbox isSelected={isTaken} onChange={onTake}>
            Import this file
          </Checkbox>
        )}
        <p className={styles.facts}>
          <bdi>{item.fileName}</bdi> · {formatBytes(item.sizeBytes)} ·{' '}
          {formatCount(item.words, 'word')}
          {item.encoding !== null && ` · ${item.encoding}`}
        </p>
        <Dropped lines={item.dropped} />
      </div>
      <section className={styles.text} aria-label="Text as it will be stored">
        {/* A scrollable region must be reachable by key. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={styles.paper} tabIndex={0}>
          <TextPreview text={item.preview} language={metadata.language} />
        </div>
      </section>
    </div>
  );
}

function Dropped({ lines }: { readonly lines: ReviewItem['item']['dropped'] }) {
  if (lines.length === 0) return null;
  return (
    <details className={styles.dropped}>
      <summary>{formatCount(lines.length, 'line')} not part of the text</summary>
      <ul>
        {lines.map(({ line, text, reason }) => (
          <li key={line}>
            <bdi className={styles.droppedText}>{text}</bdi>
            <span className={styles.reason}>{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
