import { useEffect, type KeyboardEvent } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { formatCount } from '../../ui/format.ts';
import {
  IconCheck,
  IconCopy,
  IconDataset,
  IconFile,
  IconFolder,
  IconRefused,
  IconTable,
  IconTag,
} from '../../ui/icons.ts';
import { useRows } from '../../ui/use-rows.ts';
import {
  countNear,
  countTaken,
  describeKept,
  isAllTaken,
  reviewOf,
  type Choices,
  type ImportRow,
  type ReviewItem,
  type ReviewList,
} from './import-rows.ts';
import type { ImportItem } from '../../../shared/contract/import-views.ts';
import styles from './import.module.css';

export interface ImportListProps {
  readonly list: ReviewList;
  readonly choices: Choices;
  readonly shownId: string;
  readonly onShow: (id: string) => void;
  readonly onTake: (items: readonly ImportItem[], isTaken: boolean) => void;
  readonly onTakeAll: (fileKey: string, isTaken: boolean) => void;
}

const rowHeight = 48;

function describe({ item, isTaken, versionOf, metadata }: ReviewItem): string {
  if (item.kind === 'refused') return item.problem ?? 'Cannot be read';
  if (item.duplicateOf) {
    if (isTaken) return 'Duplicate, imported again';
    return item.duplicateOf.id === '' ? 'Chosen twice' : 'Already in this project';
  }
  if (!isTaken) return 'Left out';
  if (item.marks) return `${item.marks.format}, ${formatCount(item.marks.marks, 'mark')}`;
  if (item.nearDuplicateOf) {
    const share = `${Math.floor(item.nearDuplicateOf.similarity * 100)} %`;
    // Short: the narrow list of a small window shows 18 letters.
    return versionOf === null ? `Kept, ${share} alike` : 'New version';
  }
  return item.part === null ? item.fileName : metadata.byline || formatCount(item.words, 'word');
}

function iconOf({ item }: ReviewItem): typeof IconFile {
  if (item.kind === 'refused') return IconRefused;
  if (item.kind === 'dataset') return IconDataset;
  return item.duplicateOf || item.nearDuplicateOf ? IconCopy : IconFile;
}

/** What a row says: icon, two lines, whether it comes in (null: in part, or nothing to take). */
function describeRow(row: ImportRow, list: ReviewList, choices: Choices) {
  if (row.kind === 'item') {
    const item = list.items[row.at];
    if (!item) return null;
    const entry = reviewOf(item, choices);
    const name = entry.metadata.title || entry.item.fileName;
    return { icon: iconOf(entry), name, detail: describe(entry), isTaken: entry.isTaken };
  }
  if (row.kind === 'labels') {
    const detail = `of ${formatCount(row.count, 'file')} with marks`;
    return { icon: IconTag, name: 'Labels', detail, isTaken: null };
  }
  if (row.kind === 'near') {
    const counts = countNear(list, choices);
    const detail = describeKept(counts);
    return { icon: IconCopy, name: 'Near-duplicates', detail, isTaken: isAllTaken(counts) };
  }
  const { file, from, to } = row;
  const counts = countTaken(list, choices, file.key);
  const detail = `${counts.taken.toLocaleString()} of ${formatCount(to - from, 'article')}`;
  return {
    icon: file.table ? IconTable : IconFolder,
    name: file.fileName,
    detail,
    isTaken: isAllTaken(counts),
  };
}

/** The files and articles of an import; Space takes one in or leaves it out. */
export function ImportList(props: ImportListProps) {
  const { list, choices, shownId, onShow, onTake, onTakeAll } = props;
  const { rows, items } = list;
  const { scroller, indexes, place, isFar, height, scrollTo } = useRows({
    count: rows.length,
    rowHeight,
    overscan: 8,
  });
  const pinnedAt = isFar ? place.top : 0;
  // The quick case is drop, look, Enter; arrows and Space before it.
  useEffect(() => scroller.current?.focus(), [scroller]);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === shownId),
  );
  const show = (index: number) => {
    const to = Math.min(rows.length - 1, Math.max(0, index));
    const next = rows[to];
    if (!next) return;
    scrollTo(to);
    onShow(next.id);
  };
  const take = (row: ImportRow) => {
    if (row.kind === 'labels') return;
    if (row.kind === 'near') {
      onTake(list.near, isAllTaken(countNear(list, choices)) !== true);
      return;
    }
    if (row.kind === 'file') {
      onTakeAll(row.file.key, isAllTaken(countTaken(list, choices, row.file.key)) !== true);
      return;
    }
    const item = items[row.at];
    if (item && item.kind !== 'refused') onTake([item], !reviewOf(item, choices).isTaken);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (event.key === 'ArrowDown') show(at + 1);
    else if (event.key === 'ArrowUp') show(at - 1);
    else if (event.key === 'PageDown') show(at + 10);
    else if (event.key === 'PageUp') show(at - 10);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(rows.length - 1);
    else if (event.key === ' ' && row) take(row);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Files"
      aria-multiselectable
      aria-activedescendant={`import-${shownId}`}
      tabIndex={0}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles.all} style={{ height }}>
        <div role="presentation" className={isFar ? styles.pinned : styles.rows}>
          {indexes.map((index) => {
            const row = rows[index];
            const words = row && describeRow(row, list, choices);
            if (!row || !words) return null;
            const { icon, name, detail, isTaken } = words;
            const item = row.kind === 'item' ? items[row.at] : undefined;
            const isPart = item !== undefined && item.part !== null;
            return (
              // Keys are handled by the list, which has the focus.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={row.id}
                id={`import-${row.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={isTaken === true}
                data-kind={item?.kind ?? row.kind}
                className={cx(
                  styles.row,
                  row.id === shownId && styles.shown,
                  isTaken === false && styles.out,
                  isPart && styles.part,
                )}
                style={{
                  height: rowHeight,
                  transform: `translateY(${index * rowHeight - pinnedAt}px)`,
                }}
                onClick={() => onShow(row.id)}
              >
                <Icon of={icon} />
                <span className={styles.words}>
                  <bdi className={styles.name}>{name}</bdi>
                  <span className={styles.detail}>{detail}</span>
                </span>
                {isTaken === true && <Icon of={IconCheck} size={14} />}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
