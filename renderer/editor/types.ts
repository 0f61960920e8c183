import type { LineStyle } from '../../shared/codebook/codebook.ts';
import type { AnnotationState, Id, SegmentRole } from '../../shared/records/records.ts';
import type { RichDocument } from '../../shared/text/document.ts';
import type { CodePointOffset, Span } from '../../shared/text/offsets.ts';

/** One fragment of a mark, in code points of the canonical text. */
export interface MarkSegment extends Span {
  readonly role: SegmentRole;
}

/** Status of a claim as the margin shows it. */
export interface MarkStatus {
  readonly id: string;
  /** One character: ○ ✓ ! ✕ ⊘. */
  readonly icon: string;
  /** Style of the overline and the margin bar. */
  readonly line: LineStyle;
  /** Colour token of icon and bar; that of the mark when absent. */
  readonly colour?: string;
}

/** An annotation as the reader draws it. Built by the caller from records and codebook; the reader knows neither. */
export interface MarkView {
  readonly id: Id;
  /** Layer: `quotation` (fill and edges), `claim` (overline and margin bar), every other one an underline. */
  readonly kind: string;
  /** Name of the label, `Direct`, `Person`; null when none is given. */
  readonly label: string | null;
  readonly lineStyle: LineStyle;
  /** Colour token without dashes, `quote`, `person`, `claim`, or `#rrggbb`. */
  readonly colour: string;
  readonly state: AnnotationState;
  readonly doubt: boolean;
  /** Sorted by role, then start, as stored. At least one. */
  readonly segments: readonly MarkSegment[];
  /** Name in the end margin (the speaker of a quotation); null for none. */
  readonly chip: string | null;
  readonly status: MarkStatus | null;
  /** For screen readers: `Direct quotation, Ana Ruiz`. */
  readonly description: string;
}

/** Marks to put (by id, new or replacing) and ids to remove. */
export interface MarkPatch {
  readonly put?: readonly MarkView[];
  readonly remove?: readonly Id[];
}

/** The revision that the reader shows. */
export interface ReaderArticle {
  readonly document: RichDocument;
  /** BCP 47; empty when unknown. Decides word edges, fonts, speech. */
  readonly language: string;
  /** `auto` lets each block find out by its first strong character. */
  readonly direction: 'ltr' | 'rtl' | 'auto';
}

/** Where caret and selection are. */
export interface ReaderSelection {
  /** `span` when text is selected. */
  readonly mode: 'read' | 'span';
  /** The moving end of the selection. */
  readonly caret: CodePointOffset;
  /** The selected text, widened to whole grapheme clusters; null when nothing is selected. */
  readonly span: Span | null;
  /** Number of the text block that holds the caret, from 0. */
  readonly blockIndex: number;
}

/** A click on a mark, its chip or margin bar, or on bare text. */
export interface MarkClick {
  /** The mark to select: the smallest, or the next one outward when one of the stack is selected already; null on bare text. */
  readonly id: Id | null;
  /** All marks at the place, smallest first. */
  readonly stack: readonly Id[];
  readonly offset: CodePointOffset | null;
}

/** New borders of one fragment, after a drag of its handle. */
export interface MarkResize {
  readonly id: Id;
  readonly role: SegmentRole;
  /** Number of the fragment within its role, from 0. */
  readonly ordinal: number;
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
}

/** A request for the context menu, by mouse, Shift+F10 or the menu key. */
export interface ReaderContextMenu {
  /** Viewport coordinates in CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly stack: readonly Id[];
  /** Where the pointer is; null for a menu by keys, which is at the caret, and in the margin. */
  readonly offset: CodePointOffset | null;
}

/** What stands in the way of an input: its `inputType` of the Input Events standard, or the kind of event. */
export interface LockedInput {
  readonly inputType: string;
}

/** Callbacks and words of a reader. */
export interface ReaderOptions {
  /** Accessible name. Default `Article text, locked, letter keys are commands`. */
  readonly label?: string;
  /** Id of an element outside the reader that tells all about the selected mark, for screen readers. */
  readonly detailsId?: string;
  /** Whether borders that are dragged stop at words; Alt turns it round. Default `word`. */
  readonly getSnap?: () => 'word' | 'off';
  /** Whether the selected mark has handles. Default true. */
  readonly canResize?: () => boolean;
  readonly onSelectionChange?: (selection: ReaderSelection) => void;
  readonly onMarkClick?: (click: MarkClick) => void;
  readonly onResize?: (resize: MarkResize) => void;
  readonly onContextMenu?: (menu: ReaderContextMenu) => void;
  /** Somebody tried to change the text: typed a letter that no command took, pasted, cut, dropped, composed. */
  readonly onLockedInput?: (input: LockedInput) => void;
}

/** A locked reader in an element. Offsets are code points of the canonical text. */
export interface ReaderHandle {
  /** Show a revision. Marks, selection and scroll position start anew. */
  setArticle(article: ReaderArticle): void;
  /** Replace all marks. */
  setMarks(marks: readonly MarkView[]): void;
  patchMarks(patch: MarkPatch): void;
  /** Draw a mark as selected, with handles. Does not scroll: see `reveal`. */
  setSelected(id: Id | null): void;
  /** Layers (`MarkView.kind`) that are not drawn and not clickable. */
  setHidden(layers: readonly string[]): void;
  /** Hide every mark as long as it is true; nothing moves. */
  setPeek(isPeeking: boolean): void;
  getSelection(): ReaderSelection;
  /** Take over a caret that the browser moved just now, before it tells of it. */
  takeCaret(): void;
  /** Select text, or place the caret when the span is empty. Does not take the focus or scroll. */
  setSelection(span: Span): void;
  /** Ids of the drawn marks that hold an offset (a caret at an end counts), smallest first. */
  marksAt(offset: CodePointOffset): Id[];
  /** Scroll a span into the middle half of the view; does nothing when its start is there already. */
  reveal(span: Span): void;
  /** Say that the reader is about to get another size: what is in view now is kept there, also right after scrolling. */
  notePlace(): void;
  /** Light a span up for a moment. */
  flash(span: Span): void;
  /** Show find hits; `current` is an index into them, or null. */
  setFindHits(spans: readonly Span[], current: number | null): void;
  /** Set a sentence quietly apart; null for none. */
  setSentence(span: Span | null): void;
  /** Canonical text of the shown revision. */
  getText(): string;
  /** Rectangle of the first line of a span in viewport coordinates, for a popover; null when nothing is shown. */
  rectOf(span: Span): DOMRect | null;
  focus(): void;
  destroy(): void;
}
