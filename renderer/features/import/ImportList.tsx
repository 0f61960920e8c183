import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconCheck, IconCopy, IconDataset, IconFile, IconRefused } from '../../ui/icons.ts';
import type { ReviewItem } from './import-state.ts';
import styles from './import.module.css';

export interface ImportListProps {
  readonly items: readonly ReviewItem[];
  readonly shownKey: string;
  readonly onShow: (key: string) => void;
  readonly onTake: (key: string, isTaken: boolean) => void;
}

const rowHeight = 48;

function describe({ item, isTaken }: ReviewItem): string {
  if (item.kind === 'refused') return item.problem ?? 'Cannot be read';
  if (item.duplicateOf) return isTaken ? 'Duplicate, imported again' : 'Already in this project';
  return isTaken ? item.fileName : 'Left out';
}

/** The files of an import; Space takes one in or leaves it out. */
export function ImportList({ items, shownKey, onShow, onTake }: ImportListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const at = Math.max(
    0,
    items.findIndex(({ item }) => item.key === shownKey),
  );
  const show = (index: number) => {
    const next = items[Math.min(items.length - 1, Math.max(0, index))];
    if (!next) return;
    virtualizer.scrollToIndex(items.indexOf(next));
    onShow(next.item.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = items[at];
    if (event.key === 'ArrowDown') show(at + 1);
    else if (event.key === 'ArrowUp') show(at - 1);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(items.length - 1);
    else if (event.key === ' ' && entry && entry.item.kind !== 'refused') {
      onTake(entry.item.key, !entry.isTaken);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Files"
      aria-multiselectable
      aria-activedescendant={`import-${shownKey}`}
      tabIndex={0}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      <div
        role="presentation"
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const entry = items[index];
          if (!entry) return null;
          const { item, isTaken, metadata } = entry;
          const icon =
            item.kind === 'refused'
              ? IconRefused
              : item.kind === 'dataset'
                ? IconDataset
                : item.duplicateOf
                  ? IconCopy
                  : IconFile;
          return (
            // Keys are handled by the list, which has the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={item.key}
              id={`import-${item.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={isTaken}
              data-kind={item.kind}
              className={cx(
                styles.row,
                item.key === shownKey && styles.shown,
                !isTaken && styles.out,
              )}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              onClick={() => onShow(item.key)}
            >
              <Icon of={icon} />
              <span className={styles.words}>
                <bdi className={styles.name}>{metadata.title || item.fileName}</bdi>
                <span className={styles.detail}>{describe(entry)}</span>
              </span>
              {isTaken && <Icon of={IconCheck} size={14} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
