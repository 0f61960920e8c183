import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { IconClaim, IconEntity, IconQuotation, type IconType } from '../../../ui/icons.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { foldName } from '../pickers/names.ts';
import { inTextOrder } from '../marks/mark-order.ts';
import type { MarkContext } from '../marks/mark-views.ts';
import { matchesFilter, toOutlineRow, type OutlineRow } from './outline-rows.ts';
import styles from './Outline.module.css';

/** Layers as the outline's tabs name them. */
const tabs: readonly { readonly layer: string; readonly name: string; readonly icon: IconType }[] =
  [
    { layer: 'quotation', name: 'Quotations', icon: IconQuotation },
    { layer: 'mention', name: 'Entities', icon: IconEntity },
    { layer: 'claim', name: 'Claims', icon: IconClaim },
  ];

const none: ReadonlyMap<Id, Annotation> = new Map();

/** Every mark of the article in the order of the text, by layer, with a filter. */
export function Outline() {
  const { actions } = useAnnotate();
  const [layers, setLayers] = useState<ReadonlySet<string>>(
    new Set(tabs.map(({ layer }) => layer)),
  );
  const [query, setQuery] = useState('');
  const annotations = useSession((state) => state.article?.annotations);
  const context = useMarkContext();
  const rows = useMemo(() => {
    const filter = foldName(query);
    return inTextOrder(annotations ?? none).filter(
      (annotation) =>
        layers.has(annotation.layer) && context && matchesFilter(context, annotation, filter),
    );
  }, [annotations, layers, query, context]);
  const counts = useMemo(() => {
    const byLayer = new Map<string, number>();
    for (const { layer } of annotations?.values() ?? []) {
      byLayer.set(layer, (byLayer.get(layer) ?? 0) + 1);
    }
    return byLayer;
  }, [annotations]);
  return (
    <div className={styles.outline}>
      <div className={styles.tabs} role="group" aria-label="Kinds of marks">
        {tabs.map(({ layer, name, icon }) => (
          <button
            key={layer}
            type="button"
            className={styles.tab}
            aria-pressed={layers.has(layer)}
            aria-label={`${name}, ${counts.get(layer) ?? 0}`}
            title={name}
            onClick={() => {
              const next = new Set(layers);
              if (!next.delete(layer)) next.add(layer);
              setLayers(next);
            }}
          >
            <Icon of={icon} size={14} />
            {counts.get(layer) ?? 0}
          </button>
        ))}
      </div>
      <div className={styles.filter}>
        <SearchField label="Filter marks" value={query} onChange={setQuery} placeholder="Filter" />
      </div>
      {context && (
        <OutlineList
          rows={rows}
          hasMarks={annotations !== undefined && annotations.size > 0}
          context={context}
          onChoose={(id) => actions.select(id, { reveal: true })}
        />
      )}
    </div>
  );
}

function useMarkContext(): MarkContext | null {
  const codebook = useSession((state) => state.project?.codebook);
  const entities = useSession((state) => state.entities);
  const claims = useSession((state) => state.claims);
  return useMemo(
    () => (codebook ? { codebook, entities, claims } : null),
    [codebook, entities, claims],
  );
}

interface OutlineListProps {
  readonly rows: readonly Annotation[];
  /** Of the article, filtered or not. */
  readonly hasMarks: boolean;
  readonly context: MarkContext;
  readonly onChoose: (id: Id) => void;
}

function OutlineList({ rows, hasMarks, context, onChoose }: OutlineListProps) {
  const { reader } = useAnnotate();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 48,
    overscan: 8,
  });
  const index = rows.findIndex(({ id }) => id === selectedId);
  const move = (to: number) => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (!row) return;
    onChoose(row.id);
  };
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (index >= 0) scrollToIndex(index);
  }, [index, scrollToIndex]);
  if (rows.length === 0) {
    return (
      <p className={styles.empty}>
        {hasMarks ? 'No mark fits the filter.' : 'No marks yet. Select text and press Q, E or C.'}
      </p>
    );
  }
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      aria-label="Marks of the article"
      tabIndex={0}
      aria-activedescendant={index < 0 ? undefined : `outline-${selectedId ?? ''}`}
      data-key-context="list"
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') move(index + 1);
        else if (event.key === 'ArrowUp') move(Math.max(index, 1) - 1);
        else if (event.key === 'Home') move(0);
        else if (event.key === 'End') move(rows.length - 1);
        else if (event.key === 'Enter') reader()?.focus();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className={styles.all} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <Row
                key={row.id}
                annotation={row}
                row={toOutlineRow(context, row)}
                top={item.start}
                isSelected={row.id === selectedId}
                onChoose={onChoose}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly annotation: Annotation;
  readonly row: OutlineRow;
  readonly top: number;
  readonly isSelected: boolean;
  readonly onChoose: (id: Id) => void;
}

function Row({ annotation, row, top, isSelected, onChoose }: RowProps) {
  const { text, detail, colour } = row;
  return (
    <div
      id={`outline-${annotation.id}`}
      role="option"
      aria-selected={isSelected}
      className={styles.row}
      data-layer={annotation.layer}
      data-state={annotation.state}
      style={{ transform: `translateY(${top}px)`, '--bar': `var(--${colour})` } as CSSProperties}
      title={text}
      onClick={() => onChoose(annotation.id)}
    >
      <bdi className={styles.text}>{text}</bdi>
      <bdi className={styles.detail}>
        {annotation.state === 'suggested' && '? '}
        {annotation.doubt && '⚑ '}
        {detail}
      </bdi>
    </div>
  );
}
