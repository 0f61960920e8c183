import { Button } from '../../ui/Button.tsx';
import { Checkbox, Segments } from '../../ui/Checkbox.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { IconDataset, IconRefused } from '../../ui/icons.ts';
import { MetadataFields, type Metadata } from '../../ui/MetadataFields.tsx';
import type { ReviewItem } from './import-rows.ts';
import { TextPreview } from '../../ui/TextPreview.tsx';
import styles from './import.module.css';

export interface ImportDetailsProps {
  readonly entry: ReviewItem;
  /** The only file: its title gets the focus. */
  readonly isOnly: boolean;
  /** Some file is being read anew: no other one can be meanwhile. */
  readonly isRereading: boolean;
  readonly onChange: (change: Partial<Metadata>) => void;
  readonly onTake: (isTaken: boolean) => void;
  /** The text becomes a new version of that article; null for an article of its own. */
  readonly onVersion: (articleId: string | null) => void;
  /** Read the file again: it may have been mended, or was open elsewhere. */
  readonly onRetry: () => void;
}

/** One file of an import: what was recognised, and the text as it will be stored. */
export function ImportDetails(props: ImportDetailsProps) {
  const { entry, isOnly, isRereading, onChange, onTake, onRetry } = props;
  const { item, metadata, isTaken } = entry;
  if (item.kind === 'refused') {
    return (
      <div className={styles.details}>
        <EmptyState
          icon={IconRefused}
          title={`${item.fileName} cannot be imported`}
          actions={
            <Button isDisabled={isRereading} onPress={onRetry}>
              Read it again
            </Button>
          }
        >
          {item.problem}
        </EmptyState>
      </div>
    );
  }
  if (item.marks) return <MarkedFile {...props} marks={item.marks} />;
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
              {item.duplicateOf.id === ''
                ? 'The same text was chosen with it, in'
                : 'The same text is in this project already, as'}{' '}
              “<bdi>{item.duplicateOf.title}</bdi>”.
            </p>
            <Checkbox isSelected={isTaken} onChange={onTake}>
              Import it again
            </Checkbox>
          </div>
        )}
        {item.nearDuplicateOf && <NearDuplicate {...props} near={item.nearDuplicateOf} />}
        {item.duplicateOf === null && item.problem !== null && (
          <p className={styles.note} role="note">
            {item.problem}
          </p>
        )}
        <MetadataFields value={metadata} onChange={onChange} autoFocus={isOnly} />
        {!isOnly && item.duplicateOf === null && item.nearDuplicateOf === null && (
          <Checkbox isSelected={isTaken} onChange={onTake}>
            {item.part === null ? 'Import this file' : 'Import this article'}
          </Checkbox>
        )}
        <p className={styles.facts}>
          <bdi>{item.fileName}</bdi>
          {item.part !== null && `, ${item.part.toLocaleString()}`} · {formatBytes(item.sizeBytes)}{' '}
          · {formatCount(item.words, 'word')}
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

/** A file with marks of another program: what comes in, and how its positions were read. */
function MarkedFile({
  entry,
  marks,
  onTake,
}: ImportDetailsProps & { readonly marks: NonNullable<ReviewItem['item']['marks']> }) {
  const { item, isTaken } = entry;
  const titles = item.preview.split('\n').filter((title) => title !== '');
  return (
    <div className={styles.marks}>
      <h3 className={styles.fileName}>
        <bdi>{item.fileName}</bdi>
      </h3>
      <p>
        {marks.format}: {formatCount(marks.articles, 'article')} with{' '}
        {formatCount(marks.marks, 'mark')}.
        {marks.suggested > 0 &&
          ` Of them ${marks.suggested.toLocaleString()} ${marks.suggested === 1 ? 'is a guess of a program and comes in as a suggestion' : 'are guesses of a program and come in as suggestions'}.`}
      </p>
      <Checkbox isSelected={isTaken} onChange={onTake}>
        Import this file
      </Checkbox>
      <p className={styles.facts}>
        {marks.unit !== null && `${marks.unit} `}A text that is in this project already keeps its
        article and gets the marks.
      </p>
      <ul className={styles.titles} aria-label="Articles">
        {titles.map((title, i) => (
          // Titles may be the same, and never change their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <bdi>{title}</bdi>
          </li>
        ))}
        {marks.articles > titles.length && (
          <li className={styles.facts}>
            and {(marks.articles - titles.length).toLocaleString()} more
          </li>
        )}
      </ul>
    </div>
  );
}

/** Syndicated copies differ by a few words: whoever imports says what this one is. */
function NearDuplicate({
  entry,
  near,
  onTake,
  onVersion,
}: ImportDetailsProps & { readonly near: NonNullable<ReviewItem['item']['nearDuplicateOf']> }) {
  const choose = (choice: 'article' | 'version' | 'out') => {
    onTake(choice !== 'out');
    onVersion(choice === 'version' ? near.id : null);
  };
  const chosen = !entry.isTaken ? 'out' : entry.versionOf === null ? 'article' : 'version';
  return (
    <div className={styles.note} role="note">
      <p>
        Near-duplicate of “<bdi>{near.title}</bdi>”
        {near.id === '' ? ', chosen with it' : ' in this project'}:{' '}
        {Math.floor(near.similarity * 100)} % the same.
      </p>
      <Segments
        label="What becomes of it"
        hideLabel
        value={chosen}
        onChange={choose}
        options={[
          { id: 'article', label: 'New article' },
          ...(near.id === '' ? [] : [{ id: 'version', label: 'New version' } as const]),
          { id: 'out', label: 'Leave out' },
        ]}
      />
      {chosen === 'version' && <p>Marks are carried into the new text; its details stay.</p>}
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
