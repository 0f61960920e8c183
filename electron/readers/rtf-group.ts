import type { RtfFlow, RtfParagraphKind, RtfTextStyle } from './rtf-flow.ts';

/** Where the text of a group goes. */
export type RtfTarget =
  | { readonly kind: 'flow'; readonly flow: RtfFlow }
  /** A value that is no part of a paragraph: a title, the name of a style, what a field does, the mark of a list's entry. */
  | { readonly kind: 'value' | 'style' | 'mark'; text: string }
  /** What is told by words alone: the font table, the stylesheet, the information, a time in it. */
  | { readonly kind: 'fonts' | 'styles' | 'info' | 'time' }
  /** Nowhere. `partly`: but for a group in it that is the one to read. */
  | { readonly kind: 'nothing' | 'partly' };

/** A style of a paragraph, as the stylesheet names it. */
export interface RtfStyle {
  readonly name: string;
  /** Level as a heading, from 0; null for one of the text. */
  readonly outline: number | null;
}

/** What holds in a group of an RTF file; a group begins with what holds in the one around it. */
export interface RtfGroup extends RtfTextStyle {
  readonly target: RtfTarget;
  readonly isHidden: boolean;
  /** Number of the font. */
  readonly font: number;
  /** So many characters after `\u` stand for it where it cannot be read. */
  readonly fallback: number;
  /** Number of the paragraph's style. */
  readonly style: number;
  /** Level of the paragraph as a heading, from 0; null when it has none of its own. */
  readonly outline: number | null;
  readonly isInTable: boolean;
  /** What the field around it does, as far as it was read; null outside of fields. */
  readonly field: Extract<RtfTarget, { readonly kind: 'value' | 'style' | 'mark' }> | null;
}

/** How text is set by default, `\plain`. */
const plainText = { isBold: false, isItalic: false, isHidden: false } as const;
/** What a paragraph is by default, `\pard`. */
export const plainParagraph = { style: 0, outline: null, isInTable: false } as const;

/** The first group of a file, or of a text of its own within it. */
export function startGroup(target: RtfTarget, font: number): RtfGroup {
  return { target, ...plainText, ...plainParagraph, href: null, font, fallback: 1, field: null };
}

const skipped: ReadonlySet<string> = new Set(
  'pict object colortbl header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor atntime nonshppict xe tc rxe listtable template revtbl filetbl ftnsep ftnsepc aftnsep aftnsepc shprslt do bkmkstart bkmkend txe'.split(
    ' ',
  ),
);
const partly: ReadonlySet<string> = new Set(['upr', 'shp', 'shpinst', 'shpgrp']);

/** Targets that the groups of one file share. */
export interface RtfTargets {
  readonly title: RtfTarget;
  readonly author: RtfTarget;
  readonly company: RtfTarget;
  readonly keywords: RtfTarget;
  /** Foot- and endnotes, and texts in boxes. */
  readonly notes: RtfTarget;
}

/**
 * Where the text of a group goes that begins with a word; null when the word says nothing of that.
 *
 * @param around What holds in the group around it; null in the first one.
 * @param isOptional Whether the group may be passed over by who does not know the word, `\*`.
 */
export function findTarget(
  name: string,
  { target, field }: RtfGroup,
  around: RtfGroup | null,
  isOptional: boolean,
  targets: RtfTargets,
): RtfTarget | null {
  const nothing = { kind: 'nothing' } as const;
  if (target.kind === 'nothing') return target;
  if (target.kind === 'partly') {
    if (name === 'ud') return around?.target ?? nothing;
    if (name === 'shptxt') return targets.notes;
    return partly.has(name) ? target : nothing;
  }
  if (target.kind === 'info') {
    if (name === 'title' || name === 'author' || name === 'company' || name === 'keywords') {
      return targets[name];
    }
    if (name === 'upr') return { kind: 'partly' };
    return name === 'creatim' ? { kind: 'time' } : nothing;
  }
  if (skipped.has(name)) return nothing;
  if (partly.has(name)) return { kind: 'partly' };
  if (name === 'footnote') return targets.notes;
  if (name === 'fonttbl') return { kind: 'fonts' };
  if (name === 'stylesheet') return { kind: 'styles' };
  if (name === 'info') return { kind: 'info' };
  if (name === 'fldinst' && field) return field;
  if (name === 'listtext' || name === 'pntext') return { kind: 'mark', text: '' };
  return isOptional ? nothing : null;
}

/** What a word changes in its group; null for one that changes nothing of what is read. */
export function changeOf(
  name: string,
  number: number | null,
  defaultFont: number,
): Partial<RtfGroup> | null {
  const isOn = number !== 0;
  switch (name) {
    case 'b':
      return { isBold: isOn };
    case 'i':
      return { isItalic: isOn };
    case 'v':
    case 'deleted':
      return { isHidden: isOn };
    case 'f':
      return { font: number ?? 0 };
    case 'plain':
      return { ...plainText, font: defaultFont };
    case 'pard':
      return plainParagraph;
    case 'uc':
      return { fallback: Math.max(0, number ?? 1) };
    case 's':
      return { style: number ?? 0 };
    case 'outlinelevel':
      return { outline: number };
    case 'intbl':
      return { isInTable: isOn };
    default:
      return null;
  }
}

/** What a paragraph is, by its own level, its style, or the list that it is an entry of. */
export function kindOfParagraph(
  { outline, style }: RtfGroup,
  styles: ReadonlyMap<number, RtfStyle>,
  list: 'ul' | 'ol' | null,
): RtfParagraphKind {
  const known = styles.get(style);
  const name = known?.name.toLowerCase() ?? '';
  const named = /^(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*(\d)$/.exec(name)?.[1];
  const level = outline ?? known?.outline ?? (named === undefined ? null : Number(named) - 1);
  if (level !== null && level >= 0 && level < 9) {
    return level === 0 ? 'h1' : level === 1 ? 'h2' : 'h3';
  }
  if (name === 'title') return 'h1';
  if (name === 'subtitle') return 'h2';
  if (name === 'caption') return 'figcaption';
  if (/^(?:intense )?(?:quote|quotations?)$/.test(name)) return 'blockquote';
  return list ?? 'p';
}

/** The list that an entry with this mark is in: `•`, or `1.`, `b)`, `(iv)`. */
export function listOfMark(mark: string): 'ul' | 'ol' {
  return /^\(?(?:\d+|[a-z]{1,4})[.)]/i.test(mark.trim()) ? 'ol' : 'ul';
}

/** Address of a field `HYPERLINK "https://…"`; null for another one, and for a place in the same document. */
export function hrefOf(instruction: string): string | null {
  const [, quoted, plain] = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))/i.exec(instruction) ?? [];
  return quoted ?? plain ?? null;
}
