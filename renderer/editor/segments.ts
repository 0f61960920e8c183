import type { LineStyle } from '../../shared/codebook/codebook.ts';
import type { StoredSegment } from './mark-store.ts';
import type { MarkView } from './types.ts';

/** What is drawn in one text block. Offsets are code points of the canonical text. */
export interface BlockDrawing {
  readonly start: number;
  readonly end: number;
  /** Fragments that overlap the block, in any order. */
  readonly found: readonly StoredSegment[];
  /** Offsets where the block's inline nodes meet (bold begins, a hard break): no element can reach across. */
  readonly cuts: readonly number[];
  readonly selectedId: string | null;
  /** Layers that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  /** Id of the element that tells all about the selected mark; null or absent when there is none. */
  readonly detailsId?: string | null;
}

/** One element of the drawing: a stretch of text with the looks of every mark on it. */
export interface DrawnSegment {
  readonly start: number;
  readonly end: number;
  /** Attributes of the element, `class` and `style` among them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Lines of a kind that fit between two lines of text; deeper ones are left to the inspector. */
const laneCount = 2;

type Channel = 'fill' | 'under' | 'over' | 'part';

interface Layer {
  readonly mark: MarkView;
  readonly channel: Channel;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  readonly lane: number;
  /** Whether it is the last fragment of the mark's own text. */
  readonly isLast: boolean;
}

/**
 * Flatten the marks of a block into stretches that do not overlap, by a sweep over all their borders. Of each stretch the
 * innermost mark comes first; edges are flagged only where a fragment really begins or ends.
 */
export function buildSegments(block: BlockDrawing): DrawnSegment[] {
  const layers = assignLanes(listLayers(block));
  const borders = listBorders(block, layers);
  const drawn: DrawnSegment[] = [];
  let active: Layer[] = [];
  let next = 0;
  const byStart = layers.toSorted((left, right) => left.start - right.start);
  for (let i = 0; i + 1 < borders.length; i++) {
    const start = borders[i] ?? 0;
    const end = borders[i + 1] ?? 0;
    active = active.filter((layer) => layer.end > start);
    for (let layer = byStart[next]; layer && layer.start <= start; layer = byStart[++next]) {
      active.push(layer);
    }
    if (active.length === 0) continue;
    const stack = active.toSorted(compareDepth);
    drawn.push({ start, end, attributes: describeStretch(stack, start, end, block) });
  }
  return drawn;
}

/** Marks of a block whose underline finds no lane, with where they begin. */
export function listUndrawn(
  block: BlockDrawing,
): { readonly mark: MarkView; readonly start: number }[] {
  const lines = listLayers(block).filter(({ channel }) => channel === 'under');
  if (lines.length <= laneCount) return [];
  return assignLanes(lines).filter(({ lane }) => lane >= laneCount);
}

/** Marks that hold an offset, smallest first; a caret at an end counts. */
export function listStack(
  found: readonly StoredSegment[],
  hidden: ReadonlySet<string>,
  selectedId: string | null,
): string[] {
  const layers = found.flatMap(({ mark, segment }) =>
    isShown(mark, hidden, selectedId) ? [toLayer(mark, segment.role, segment)] : [],
  );
  return [...new Set(layers.toSorted(compareDepth).map((layer) => layer.mark.id))];
}

/** Whether a mark is drawn: its layer is shown, and a rejected one only while it is selected. */
export function isShown(
  mark: MarkView,
  hidden: ReadonlySet<string>,
  selectedId: string | null,
): boolean {
  return !hidden.has(mark.kind) && (mark.state !== 'rejected' || mark.id === selectedId);
}

/** CSS value of a colour token of the codebook, or of an own `#rrggbb`. */
export function toCssColour(colour: string): string {
  if (/^#[0-9a-f]{6}$/i.test(colour)) return colour;
  if (colour === 'quote' || colour === 'claim' || colour === 'entity')
    return `var(--${colour}-line)`;
  return /^[a-z][a-z0-9_-]*$/.test(colour)
    ? `var(--${colour.replaceAll('_', '-')})`
    : 'var(--other)';
}

function toLayer(
  mark: MarkView,
  role: string,
  { start, end }: { readonly start: number; readonly end: number },
): Layer {
  const own = mark.segments.findLast((each) => each.role === 'content' || each.role === 'span');
  return {
    mark,
    role,
    channel: channelOf(mark.kind, role),
    start,
    end,
    lane: 0,
    isLast: own?.start === start && own.role === role,
  };
}

function channelOf(kind: string, role: string): Channel {
  if (kind === 'claim') return 'over';
  if (kind !== 'quotation') return 'under';
  return role === 'content' ? 'fill' : role === 'cue' ? 'under' : 'part';
}

function listLayers(block: BlockDrawing): Layer[] {
  return block.found.flatMap(({ mark, segment }) => {
    if (segment.end <= block.start || segment.start >= block.end) return [];
    if (!isShown(mark, block.hidden, block.selectedId)) return [];
    const layer = toLayer(mark, segment.role, segment);
    // The speaker's words carry their own entity line; the quotation marks them only while it is selected.
    return layer.channel === 'part' && mark.id !== block.selectedId ? [] : [layer];
  });
}

/** Smaller before larger, so that inner lines lie nearest the text and clicks find them first. */
function compareDepth(left: Layer, right: Layer): number {
  return (
    left.end - left.start - (right.end - right.start) ||
    channelRank[left.channel] - channelRank[right.channel] ||
    right.start - left.start ||
    (left.mark.id < right.mark.id ? -1 : left.mark.id > right.mark.id ? 1 : 0)
  );
}

const channelRank: Readonly<Record<Channel, number>> = { part: 0, under: 1, over: 2, fill: 3 };

/** Gives each line the lowest lane that no smaller line under the same text has taken. */
function assignLanes(layers: readonly Layer[]): Layer[] {
  const placed: Layer[] = [];
  for (const layer of layers.toSorted(compareDepth)) {
    const taken = new Set(
      placed.flatMap((other) =>
        other.channel === layer.channel && other.start < layer.end && layer.start < other.end
          ? [other.lane]
          : [],
      ),
    );
    let lane = 0;
    while (taken.has(lane)) lane++;
    placed.push({ ...layer, lane });
  }
  return placed;
}

function listBorders(block: BlockDrawing, layers: readonly Layer[]): number[] {
  const borders = new Set<number>([block.start, block.end]);
  for (const { start, end } of layers) {
    borders.add(Math.max(start, block.start));
    borders.add(Math.min(end, block.end));
  }
  for (const cut of block.cuts) if (cut > block.start && cut < block.end) borders.add(cut);
  return [...borders].sort((left, right) => left - right);
}

function describeStretch(
  stack: readonly Layer[],
  start: number,
  end: number,
  block: BlockDrawing,
): Record<string, string> {
  const classes = ['qm-seg'];
  const styles: string[] = [];
  describeFill(stack, start, end, classes, styles);
  for (const layer of stack) {
    if (layer.lane >= laneCount || (layer.channel !== 'under' && layer.channel !== 'over'))
      continue;
    const lane = `${layer.channel === 'under' ? 'u' : 'o'}${layer.lane}`;
    classes.push(`qm-${lane}-${lineOf(layer)}`);
    styles.push(`--${lane}c:${colourOf(layer)}`);
  }
  describeSelection(stack, start, end, block.selectedId, classes);
  if (stack.some(({ mark, isLast, end: last }) => mark.doubt && isLast && last === end)) {
    classes.push('qm-doubt');
  }
  const marks = [...new Set(stack.map((layer) => layer.mark))];
  return {
    class: classes.join(' '),
    ...(styles.length > 0 && { style: styles.join(';') }),
    'data-ann': marks.map(({ id }) => id).join(' '),
    'data-kind': marks.map(({ kind }) => kind).join(' '),
    'data-state': marks.map(({ state }) => state).join(' '),
    ...describeForSpeech(stack, start, block),
  };
}

/** Said once, where a quotation or claim (or its next paragraph) begins: any more would flood a screen reader. */
function describeForSpeech(
  stack: readonly Layer[],
  start: number,
  { start: blockStart, selectedId, detailsId }: BlockDrawing,
): Record<string, string> {
  const opening = stack.filter(
    (layer) =>
      (layer.channel === 'fill' || layer.channel === 'over') &&
      (layer.start === start || start === blockStart),
  );
  if (opening.length === 0) return {};
  const isSelected = opening.some(({ mark }) => mark.id === selectedId);
  return {
    role: 'mark',
    'aria-description': opening.map(({ mark }) => mark.description).join('; '),
    ...(isSelected && detailsId && { 'aria-details': detailsId }),
  };
}

function describeFill(
  stack: readonly Layer[],
  start: number,
  end: number,
  classes: string[],
  styles: string[],
): void {
  const quotes = stack.filter(({ channel }) => channel === 'fill');
  const [inner] = quotes;
  if (!inner) return;
  const solid = quotes.filter(({ mark }) => mark.state === 'accepted').length;
  if (solid > 0) classes.push(solid > 1 ? 'qm-q2' : 'qm-q1');
  if (solid < quotes.length) classes.push('qm-hatch');
  if (!plainFills.has(inner.mark.colour)) {
    classes.push('qm-tint');
    styles.push(`--qf:${colourOf(inner)}`);
  }
  const opening = quotes.filter((layer) => layer.start === start);
  const closing = quotes.filter((layer) => layer.end === end);
  describeEdges('start', opening, classes, styles);
  describeEdges('end', closing, classes, styles);
}

/** Colours of a quotation that the fill of the theme belongs to; any other one tints it. */
const plainFills: ReadonlySet<string> = new Set(['quote', 'quote_line']);

/** The edge of the outermost quotation, and within it that of the innermost one that begins or ends at the same place. */
function describeEdges(
  side: 'start' | 'end',
  edges: readonly Layer[],
  classes: string[],
  styles: string[],
): void {
  const outer = edges.at(-1);
  const [inner] = edges;
  if (!outer || !inner) return;
  classes.push(`qm-${side}`, `qm-${side}-${lineOf(outer)}`);
  styles.push(`--q${side}:${colourOf(outer)}`);
  if (edges.length === 1) return;
  classes.push(`qm-${side}2`, `qm-${side}2-${lineOf(inner)}`);
  styles.push(`--q${side}2:${colourOf(inner)}`);
}

function describeSelection(
  stack: readonly Layer[],
  start: number,
  end: number,
  selectedId: string | null,
  classes: string[],
): void {
  const own = stack.filter(({ mark }) => mark.id === selectedId);
  if (own.length === 0) return;
  const part = own.every((layer) => layer.channel === 'part' || layer.role === 'cue');
  const name = part ? 'qm-part' : 'qm-selected';
  classes.push(name);
  if (own.some((layer) => layer.start === start)) classes.push('qm-ring-start');
  if (own.some((layer) => layer.end === end)) classes.push('qm-ring-end');
}

function lineOf({ mark, channel, role }: Layer): LineStyle {
  if (role === 'cue' || mark.state !== 'accepted') return 'dotted';
  return channel === 'over' ? (mark.status?.line ?? mark.lineStyle) : mark.lineStyle;
}

function colourOf({ mark }: Layer): string {
  return mark.state === 'rejected' ? 'var(--muted)' : toCssColour(mark.colour);
}
