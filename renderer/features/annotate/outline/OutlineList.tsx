import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import type { MarkContext } from '../marks/mark-views.ts';
import { directionOf } from '../marks/mark-sync.ts';
import type { OutlineItem } from './outline-items.ts';
import { describeRow, toOutlineRow } from './outline-rows.ts';
import styles from './Outline.module.css';

const rowPx = 48;
const headingPx = 28;
const depthPx = 12;
const maxDepth = 4;

interface OutlineListProps {
  readonly items: readonly OutlineItem[];
  readonly context: MarkContext;
  readonly inside: ReadonlyMap<Id, ReadonlyMap<string, number>>;
  readonly openComments: ReadonlyMap<Id, number>;
}

const nothing: ReadonlyMap<string, number> = new Map();

function idAt(item: OutlineItem | undefined): Id | null {
  return item?.kind === 'mark' ? item.annotation.id : null;
}

/** The next mark from an index on, itself included; the last one before it when there is none. */
function nearestMark(items: readonly OutlineItem[], index: number, step: 1 | -1): Id | null {
  for (let at = index; at >= 0 && at < items.length; at += step) {
    const id = idAt(items[at]);
    if (id !== null) return id;
  }
  return null;
}

/** Only lines near the screen exist; the heading of the paragraph at the top stays there. */
function useLines(items: readonly OutlineItem[]) {
  const scroller = useRef<HTMLDivElement>(null);
  const sticky = useRef(0);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'heading' ? headingPx : rowPx),
    getItemKey: (index) => {
      const item = items[index];
      return item?.kind === 'mark' ? item.annotation.id : `p${item?.paragraph.number ?? index}`;
    },
    overscan: 8,
    // A row that is scrolled to must not end up below the heading that stays.
    scrollPaddingStart: headingPx,
    rangeExtractor: (range) => {
      let first = range.startIndex;
      while (first > 0 && items[first]?.kind !== 'heading') first -= 1;
      sticky.current = first;
      const shown = defaultRangeExtractor(range);
      return shown.includes(first) ? shown : [first, ...shown];
    },
  });
  // Sizes are known from the kinds of lines: a new list of them is measured anew.
  useEffect(() => virtual.measure(), [items, virtual]);
  return { scroller, sticky, virtual };
}

/** The marks as a list of which one is chosen. */
export function OutlineList({ items, context, inside, openComments }: OutlineListProps) {
  const { actions, store } = useAnnotate();
  const { settings } = useWorkspace();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const language = useSession((state) => state.article?.article.language ?? '');
  const { scroller, sticky, virtual } = useLines(items);
  const index = selectedId === null ? -1 : items.findIndex((item) => idAt(item) === selectedId);
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (index >= 0) scrollToIndex(index);
  }, [index, scrollToIndex]);
  const total = items.reduce((count, { kind }) => count + (kind === 'mark' ? 1 : 0), 0);

  const targetOf = (event: KeyboardEvent): Id | null => {
    const letter = settings.get().singleKeys ? event.key.toLowerCase() : '';
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowPx) - 1);
    if (event.key === 'ArrowDown' || letter === 'j') return nearestMark(items, index + 1, 1);
    if (event.key === 'ArrowUp' || letter === 'k')
      return nearestMark(items, Math.max(index, 2) - 1, -1);
    const last = items.length - 1;
    if (event.key === 'PageDown') return nearestMark(items, Math.min(index + page, last), -1);
    if (event.key === 'PageUp') return nearestMark(items, Math.max(index - page, 1), 1);
    if (event.key === 'Home') return nearestMark(items, 0, 1);
    if (event.key === 'End') return nearestMark(items, last, -1);
    return null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = targetOf(event);
    if (target === null) return;
    actions.select(target, { reveal: true });
    event.preventDefault();
    event.stopPropagation();
  };
  /** The menu of a row: of the one under the pointer, which is selected by that, or of the selected one when a key asks. */
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const { target } = event;
    const row = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
    const id = row?.dataset['mark'] ?? selectedId;
    if (id === null) return;
    if (id !== selectedId) actions.select(id, { reveal: true });
    const below = row ? null : document.getElementById(`outline-${id}`)?.getBoundingClientRect();
    const { x, y } = below ? { x: below.left + 24, y: below.bottom } : { x: event.clientX, y: event.clientY }; // prettier-ignore
    store.setState({ menu: { x, y, stack: [id] } });
  };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label="Marks of the article"
      tabIndex={0}
      aria-activedescendant={index < 0 ? undefined : `outline-${selectedId ?? ''}`}
      data-key-context="list"
      dir={directionOf(language) === 'rtl' ? 'rtl' : 'ltr'}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <div role="presentation" className={styles.all} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((line) => {
          const item = items[line.index];
          if (!item) return null;
          if (item.kind === 'heading') {
            const isSticky = line.index === sticky.current;
            return <Heading key={line.key} item={item} top={isSticky ? null : line.start} />;
          }
          const { annotation, depth, paragraph } = item;
          const place = {
            paragraph,
            inside: inside.get(annotation.id) ?? nothing,
            openComments: openComments.get(annotation.id) ?? 0,
          };
          return (
            <Row
              key={line.key}
              annotation={annotation}
              context={context}
              name={describeRow(context, annotation, place)}
              hasComments={place.openComments > 0}
              top={line.start}
              depth={Math.min(depth, maxDepth)}
              size={total}
              isSelected={annotation.id === selectedId}
            />
          );
        })}
      </div>
    </div>
  );
}

interface HeadingProps {
  readonly item: Extract<OutlineItem, { kind: 'heading' }>;
  /** null for the one that stays at the top of the list. */
  readonly top: number | null;
}

/** Left out for screen readers: every row names its paragraph. */
function Heading({ item, top }: HeadingProps) {
  return (
    <div
      aria-hidden
      className={styles.heading}
      data-sticky={top === null || undefined}
      style={top === null ? undefined : { transform: `translateY(${top}px)` }}
    >
      <span className={styles.number}>¶{item.paragraph.number}</span>
      <bdi className={styles.words}>{item.paragraph.words}</bdi>
      <span>{item.count}</span>
    </div>
  );
}

interface RowProps {
  readonly annotation: Annotation;
  readonly context: MarkContext;
  readonly name: string;
  readonly hasComments: boolean;
  readonly top: number;
  readonly depth: number;
  /** Rows in the whole list. */
  readonly size: number;
  readonly isSelected: boolean;
}

function Row(props: RowProps) {
  const { annotation, context, name, top, depth, isSelected, size } = props;
  const { actions } = useAnnotate();
  const { text, detail, colour } = toOutlineRow(context, annotation);
  const line = colour.startsWith('#') ? colour : `var(--${colour})`;
  const measured = { '--line': line, '--indent': `${depth * depthPx}px` } as CSSProperties;
  return (
    <div
      id={`outline-${annotation.id}`}
      role="option"
      aria-selected={isSelected}
      aria-setsize={size}
      className={styles.row}
      data-mark={annotation.id}
      data-layer={annotation.layer}
      data-state={annotation.state}
      style={{ transform: `translateY(${top}px)`, ...measured }}
      title={text}
      onClick={() => actions.select(annotation.id, { reveal: true })}
    >
      <span className="visually-hidden">{name}</span>
      <bdi aria-hidden className={styles.text}>
        {text}
      </bdi>
      <span aria-hidden className={styles.detail}>
        {annotation.state === 'suggested' && '? '}
        {annotation.doubt && '⚑ '}
        {props.hasComments && '✉ '}
        <bdi>{detail}</bdi>
      </span>
    </div>
  );
}
