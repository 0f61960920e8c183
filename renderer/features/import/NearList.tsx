import { useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { formatCount } from '../../ui/format.ts';
import type { ImportItem } from '../../../shared/contract/import-views.ts';
import { describeKept, isAllTaken, type ReviewItem } from './import-rows.ts';
import styles from './import.module.css';

/** Most copies of one text that are listed. */
const maxShown = 50;

export interface NearListProps {
  /** Items that are nearly the same as another article. */
  readonly items: readonly ReviewItem[];
  readonly onTake: (items: readonly ImportItem[], isTaken: boolean) => void;
}

interface NearGroup {
  readonly key: string;
  /** The text that the others are copies of. */
  readonly title: string;
  readonly isStored: boolean;
  readonly copies: readonly ReviewItem[];
}

/** Copies by the article they are copies of, those with the most first. */
function groupCopies(items: readonly ReviewItem[]): readonly NearGroup[] {
  const groups = new Map<string, NearGroup & { readonly copies: ReviewItem[] }>();
  for (const entry of items) {
    const near = entry.item.nearDuplicateOf;
    if (!near) continue;
    const isStored = near.id !== '';
    const key = isStored ? `stored ${near.id}` : `chosen ${near.title}`;
    const group = groups.get(key) ?? { key, title: near.title, isStored, copies: [] };
    group.copies.push(entry);
    groups.set(key, group);
  }
  return [...groups.values()].sort((left, right) => right.copies.length - left.copies.length);
}

function sumOf(entries: readonly ReviewItem[]) {
  const taken = entries.filter(({ isTaken }) => isTaken).length;
  return { possible: entries.length, taken };
}

/** What becomes of a copy. */
function describeFate({ isTaken, versionOf }: ReviewItem): string {
  if (!isTaken) return 'left out';
  return versionOf === null ? 'kept' : 'new version';
}

const moves: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrows go from box to box; Space, as ever, ticks. */
function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const move = moves[event.key];
  const boxes = [...event.currentTarget.querySelectorAll('input')];
  const at = boxes.findIndex((box) => box === document.activeElement);
  if (!move || at < 0) return;
  event.preventDefault();
  boxes[move(at, boxes.length - 1)]?.focus();
}

/** All near-duplicates of an import, copies of one text together: which come in is said for one, a group, or all. */
export function NearList({ items, onTake }: NearListProps) {
  const groups = groupCopies(items);
  const [wanted, setWanted] = useState<string | null>(null);
  const keys = [
    ...(groups.length > 1 ? ['all'] : []),
    ...groups.flatMap(({ key, copies }) => [key, ...copies.map(({ item }) => item.key)]),
  ];
  /** The one that Tab leads to. */
  const current = keys.find((key) => key === wanted) ?? keys[0];
  const box = (key: string, entries: readonly ReviewItem[], children: ReactNode) => {
    const isAll = isAllTaken(sumOf(entries));
    return (
      <Checkbox
        isSelected={isAll === true}
        isIndeterminate={isAll === null}
        excludeFromTabOrder={key !== current}
        onChange={() => {
          onTake(
            entries.map(({ item }) => item),
            isAll !== true,
          );
        }}
      >
        {children}
      </Checkbox>
    );
  };
  const onFocus = ({ target }: FocusEvent) => {
    const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-near]') : null;
    if (row?.dataset['near'] !== undefined) setWanted(row.dataset['near']);
  };
  return (
    <div
      role="group"
      aria-label="Near-duplicates"
      className={styles.file}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <h3 className={styles.fileName}>Near-duplicates</h3>
      <p className={styles.facts}>
        {formatCount(items.length, 'article')} with nearly the text of another one, as copies of
        news agencies have. What is ticked is kept and comes in.
      </p>
      {groups.length > 1 && (
        <div data-near="all">{box('all', items, `All of them: ${describeKept(sumOf(items))}`)}</div>
      )}
      {groups.map(({ key, title, isStored, copies }) => (
        <section key={key} className={styles.group} aria-label={title}>
          <div data-near={key}>
            {box(
              key,
              copies,
              <>
                <bdi className={styles.fileName}>{title}</bdi>{' '}
                <span className={styles.detail}>
                  {isStored ? 'in this project' : 'chosen with them'} ·{' '}
                  {describeKept(sumOf(copies))}
                </span>
              </>,
            )}
          </div>
          <ul className={styles.copies}>
            {copies.slice(0, maxShown).map((entry) => (
              <li key={entry.item.key} data-near={entry.item.key}>
                {box(entry.item.key, [entry], <Copy entry={entry} />)}
              </li>
            ))}
            {copies.length > maxShown && (
              <li className={styles.facts}>
                and {(copies.length - maxShown).toLocaleString()} more
              </li>
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Copy({ entry }: { readonly entry: ReviewItem }) {
  const { item, metadata } = entry;
  return (
    <>
      <bdi>{metadata.title || item.fileName}</bdi>{' '}
      <span className={styles.detail}>
        {[
          metadata.publisher || item.fileName,
          `${Math.floor((item.nearDuplicateOf?.similarity ?? 0) * 100)} %`,
          describeFate(entry),
        ].join(' · ')}
      </span>
    </>
  );
}
