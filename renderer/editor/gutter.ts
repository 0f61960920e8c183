import type { EditorView } from '@tiptap/pm/view';
import type { BlockWindow, DrawingState } from './decorations.ts';
import type { MarkStore, StoredSegment } from './mark-store.ts';
import { toOffset } from './positions.ts';
import type { BlockPlace, PositionMap } from './positions.ts';
import { isShown, toCssColour } from './segments.ts';
import type { MarkView } from './types.ts';
import { findBlockElement, isLaidOut } from './viewport.ts';

/** What stands in the margins: claim bars at the start, speaker chips at the end. */
export interface Gutter {
  readonly element: HTMLElement;
  /** Measure the blocks of a window that have a layout, and draw their margins anew where anything differs. */
  update(view: EditorView, positions: PositionMap, window: BlockWindow, state: DrawingState): void;
}

interface Bar {
  readonly mark: MarkView;
  readonly dir: string;
  readonly top: number;
  readonly bottom: number;
  readonly hasIcon: boolean;
}

interface Chip {
  readonly mark: MarkView;
  readonly dir: string;
  readonly top: number;
}

/** Bars that stand side by side; what is beyond is counted. */
const barLanes = 3;
const chipHeightPx = 20;

/**
 * Build the layer of margin signs. It lies outside the editable element, so that no caret meets it, and is placed by the
 * boxes of visible text only: a block that is skipped is never laid out for its margin's sake.
 */
export function buildGutter(store: MarkStore): Gutter {
  const element = document.createElement('div');
  element.className = 'qm-gutter';
  // The same facts are in the descriptions of the marks and in the outline.
  element.setAttribute('aria-hidden', 'true');
  let drawn = '';

  function update(
    view: EditorView,
    positions: PositionMap,
    window: BlockWindow,
    state: DrawingState,
  ): void {
    const origin = element.getBoundingClientRect().top;
    const bars: Bar[] = [];
    const chips: Chip[] = [];
    for (let index = window.first; index <= window.last; index++) {
      const block = positions.blocks[index];
      const box = findBlockElement(view, positions, index);
      if (!block || !box || !isLaidOut(box)) continue;
      const found = store
        .listTouching(block.startCodePoint, block.endCodePoint)
        .filter(({ mark, segment }) => {
          const isInside = segment.end > block.startCodePoint && segment.start < block.endCodePoint;
          return isInside && isShown(mark, state.hidden, state.selectedId);
        });
      if (found.length === 0) continue;
      const { direction: dir } = getComputedStyle(box);
      const measure = (offset: number, side: -1 | 1) =>
        view.coordsAtPos(positions.toPos(toOffset(offset)), side);
      for (const each of found) {
        if (each.mark.kind === 'claim') bars.push(measureBar(each, block, dir, origin, measure));
        else if (isChipHere(each, block)) {
          chips.push({ mark: each.mark, dir, top: measure(each.segment.start, 1).top - origin });
        }
      }
    }
    draw(bars, chips, state.selectedId);
  }

  function draw(bars: readonly Bar[], chips: readonly Chip[], selectedId: string | null): void {
    const nodes = [...drawBars(bars), ...drawChips(chips)];
    for (const node of nodes) {
      if (node.dataset['ann'] === selectedId) node.classList.add('qm-selected');
    }
    const signature = nodes
      .map((node) => `${node.className}|${node.style.cssText}|${node.title}|${node.textContent}`)
      .join('\n');
    if (signature === drawn) return;
    drawn = signature;
    element.replaceChildren(...nodes);
  }

  return { element, update };
}

type Measure = (offset: number, side: -1 | 1) => { readonly top: number; readonly bottom: number };

function measureBar(
  { mark, segment }: StoredSegment,
  block: BlockPlace,
  dir: string,
  origin: number,
  measure: Measure,
): Bar {
  const start = Math.max(segment.start, block.startCodePoint);
  const end = Math.min(segment.end, block.endCodePoint);
  return {
    mark,
    dir,
    top: measure(start, 1).top - origin,
    bottom: measure(end, -1).bottom - origin,
    hasIcon: segment.start >= block.startCodePoint,
  };
}

/** A quotation has one chip, beside its first content fragment. */
function isChipHere({ mark, segment, ordinal }: StoredSegment, block: BlockPlace): boolean {
  const hasText = mark.chip !== null || mark.state === 'suggested';
  const isOpening = segment.role === 'content' && ordinal === 0;
  return mark.kind === 'quotation' && hasText && isOpening && segment.start >= block.startCodePoint;
}

function drawBars(bars: readonly Bar[]): HTMLElement[] {
  const placed: { readonly bottom: number; readonly lane: number }[] = [];
  const hidden: Bar[] = [];
  const nodes: HTMLElement[] = [];
  for (const bar of bars.toSorted((left, right) => left.top - right.top)) {
    const taken = new Set(placed.flatMap((each) => (each.bottom > bar.top ? [each.lane] : [])));
    let lane = 0;
    while (taken.has(lane)) lane++;
    placed.push({ bottom: bar.bottom, lane });
    if (lane >= barLanes) hidden.push(bar);
    else nodes.push(drawBar(bar, lane));
  }
  const [first] = hidden;
  if (first) {
    const more = sign('qm-more', first, hidden.map(({ mark }) => mark.description).join('\n'));
    more.textContent = `+${hidden.length}`;
    nodes.push(more);
  }
  return nodes;
}

function drawBar(bar: Bar, lane: number): HTMLElement {
  const { mark } = bar;
  const line = mark.state === 'suggested' ? 'dotted' : (mark.status?.line ?? mark.lineStyle);
  const node = sign(`qm-bar qm-bar-${line} qm-lane-${lane}`, bar, mark.description);
  node.style.height = `${Math.round(bar.bottom - bar.top)}px`;
  node.style.setProperty('--bc', toCssColour(mark.status?.colour ?? mark.colour));
  if (bar.hasIcon) {
    const icon = document.createElement('span');
    icon.className = 'qm-icon';
    icon.textContent = mark.state === 'suggested' ? '?' : (mark.status?.icon ?? '');
    node.append(icon);
  }
  return node;
}

function drawChips(chips: readonly Chip[]): HTMLElement[] {
  let free = -Infinity;
  return chips
    .toSorted((left, right) => left.top - right.top)
    .map((chip) => {
      const top = Math.max(chip.top, free);
      free = top + chipHeightPx;
      const node = sign('qm-chip', { ...chip, top }, chip.mark.description);
      // A long name is cut at its own end, whatever the direction of the text beside it.
      node.dir = 'auto';
      const name = chip.mark.chip ?? '';
      const query = chip.mark.state === 'suggested' ? '? ' : '';
      node.append(text('qm-name', query + name), text('qm-initials', query + initialsOf(name)));
      return node;
    });
}

function sign(
  className: string,
  place: { readonly mark: MarkView; readonly dir: string; readonly top: number },
  title: string,
): HTMLElement {
  const node = document.createElement('div');
  node.className = `${className} qm-${place.dir}`;
  node.dataset['ann'] = place.mark.id;
  node.title = title;
  node.style.top = `${Math.round(place.top)}px`;
  return node;
}

function text(className: string, content: string): HTMLElement {
  const node = document.createElement('bdi');
  node.className = className;
  node.textContent = content;
  return node;
}

/** First letters of a name, remarks in brackets left out. A description, which has no capitals, is abbreviated at its end instead. */
function initialsOf(name: string): string {
  const words = name
    .replaceAll(/\(.*?\)/gu, '')
    .split(/\s+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const capitals = words.filter((word) => /^[^\p{Ll}]/u.test(word));
  if (capitals.length === 0) return words.join(' ');
  if (capitals.length < words.length) return capitals.map((word) => [...word][0]).join('');
  return words
    .slice(0, 3)
    .map((word) => [...word][0] ?? '')
    .join('');
}
