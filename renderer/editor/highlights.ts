import type { Span } from '../../shared/text/offsets.ts';

/** Names of the CSS highlights that the reader paints, and the text editor (`qm-edit-…`). */
export type HighlightName =
  | 'qm-edit-claim'
  | 'qm-edit-mention'
  | 'qm-edit-quotation'
  | 'qm-edit-role'
  | 'qm-find'
  | 'qm-find-current'
  | 'qm-flash'
  | 'qm-hover'
  | 'qm-preview'
  | 'qm-sentence';

const priorities: Readonly<Record<HighlightName, number>> = {
  'qm-edit-quotation': 0,
  'qm-edit-role': 1,
  'qm-edit-mention': 2,
  'qm-edit-claim': 3,
  'qm-sentence': 0,
  'qm-hover': 1,
  'qm-preview': 2,
  'qm-flash': 3,
  'qm-find': 4,
  'qm-find-current': 5,
};

/** Spans that the caller has found for the person. */
export interface Found {
  readonly hits: readonly Span[];
  /** Index into the hits; null for none. */
  readonly current: number | null;
  readonly sentence: Span | null;
}

export const nothingFound: Found = { hits: [], current: null, sentence: null };

/** Ranges of one reader in the highlights of the page, which all readers share. */
export interface HighlightPainter {
  /** Replace this reader's ranges under a name. */
  paint(name: HighlightName, ranges: readonly AbstractRange[]): void;
  clear(): void;
}

/** Build a painter. Highlights need no element and change no layout: right for what comes and goes. */
export function buildHighlightPainter(): HighlightPainter {
  const own = new Map<HighlightName, readonly AbstractRange[]>();

  function paint(name: HighlightName, ranges: readonly AbstractRange[]): void {
    const old = own.get(name) ?? [];
    if (old.length === 0 && ranges.length === 0) return;
    const highlight = getHighlight(name);
    for (const range of old) highlight.delete(range);
    for (const range of ranges) highlight.add(range);
    own.set(name, ranges);
    if (highlight.size === 0) CSS.highlights.delete(name);
  }

  return { paint, clear: () => [...own.keys()].forEach((name) => paint(name, [])) };
}

function getHighlight(name: HighlightName): Highlight {
  const known = CSS.highlights.get(name);
  if (known) return known;
  const highlight = new Highlight();
  highlight.priority = priorities[name];
  CSS.highlights.set(name, highlight);
  return highlight;
}
