import { findAgency, looksLikePublisher } from './agencies.ts';
import type { TextParagraph } from './article-lines.ts';
import type { DropReason, Finding, MetadataCollector } from './article-metadata.ts';
import { looksLikePersonName, looksLikePublisherLine, recogniseHeadLine } from './head-line.ts';
import type { HeadLine } from './head-line.ts';
import { readNamedValue } from './header-lines.ts';
import {
  findFurniture,
  isCaption,
  isFurnitureAnywhere,
  opensRelatedLinks,
} from './page-furniture.ts';
import { isBody, isHeadingLike } from './paragraph-shape.ts';

/** How the paragraphs of a plain text lie around an article's body. Indexes are of `paragraphs`; -1 for none. */
export interface ArticleLayout {
  readonly paragraphs: readonly TextParagraph[];
  /** Paragraphs that the person wants kept. */
  readonly kept: ReadonlySet<number>;
  /** Number of header lines at the top. */
  readonly headers: number;
  readonly headline: number;
  /** The sub-headline right below the headline. */
  readonly deck: number;
  /** By paragraph: the byline, date or publisher line it is. */
  readonly headLines: readonly (HeadLine | null)[];
  /** By paragraph: the kind of page furniture it is. */
  readonly furniture: readonly (DropReason | null)[];
}

/** Paragraphs of a text without a body that may be its head. */
const maxHead = 12;

/**
 * Find head, body and tail of an article and what the lines around the body are. Header lines add what they say to the
 * metadata at once.
 *
 * @param keepLines Lines, counted from 1, that are to stay whatever they look like.
 */
export function buildLayout(
  paragraphs: readonly TextParagraph[],
  collector: MetadataCollector,
  keepLines: ReadonlySet<number>,
): ArticleLayout {
  const isKept = (each: TextParagraph): boolean =>
    keepLines.has(each.first) || keepLines.has(each.last);
  const kept = new Set(paragraphs.flatMap((each, i) => (isKept(each) ? [i] : [])));
  const bodyStart = paragraphs.findIndex((each) => isBody(each.text));
  const bodyEnd = paragraphs.findLastIndex((each) => isBody(each.text)) + 1;
  const headers = readHeaders(paragraphs, collector, kept);
  const headEnd = bodyStart === -1 ? Math.min(paragraphs.length, maxHead) : bodyStart;
  const furniture = listFurniture(paragraphs, { headEnd, bodyEnd, kept });
  const headLines = paragraphs.map((each, i) =>
    i >= headers && i < headEnd && !kept.has(i) ? recogniseHeadLine(each.text) : null,
  );
  const open = paragraphs.flatMap((_each, i) =>
    i >= headers && i < headEnd && headLines[i] === null && furniture[i] === null ? [i] : [],
  );
  const headline = findHeadline(paragraphs, open, bodyStart !== -1);
  if (headline !== -1)
    addNamesAround(
      paragraphs,
      headLines,
      open.filter((i) => i !== headline && !kept.has(i)),
      headline,
    );
  const below = open.find(
    (i) => i > headline && headLines[i] === null && !isCaption(paragraphs[i]?.text ?? ''),
  );
  const hasDeck =
    headline !== -1 && bodyStart !== -1 && isDeck(paragraphs[below ?? -1]?.text ?? '');
  return {
    paragraphs,
    kept,
    headers,
    headline,
    deck: hasDeck ? (below ?? -1) : -1,
    headLines,
    furniture,
  };
}

/**
 * Named lines at the very top (`Subject: …`, `Date: …`), as of a mail or of some archives. Two known names make a header; one
 * alone may be the beginning of a sentence.
 *
 * @returns How many paragraphs they are.
 */
function readHeaders(
  paragraphs: readonly TextParagraph[],
  collector: MetadataCollector,
  kept: ReadonlySet<number>,
): number {
  const values: { readonly key: string; readonly value: string; readonly line: number }[] = [];
  for (const [i, paragraph] of paragraphs.entries()) {
    const match = /^([\p{L}_-]{2,30}):\s+(.{1,500})$/u.exec(paragraph.text);
    const [, key = '', value = ''] = match ?? [];
    const ends = kept.has(i) || (paragraph.isSetOff && values.length > 0);
    if (match === null || ends || readNamedValue(key, value) === null) break;
    values.push({ key, value, line: paragraph.first });
  }
  if (values.length < 2) return 0;
  for (const { key, value, line } of values) {
    const named = readNamedValue(key, value);
    named?.findings.forEach((finding) => collector.add(finding, line));
    if (named !== null && named.tags.length > 0) collector.addTags(named.tags, line);
    if (named?.note) collector.addNote(named.note);
  }
  return values.length;
}

/** The first substantial line of the head without a full stop at its end; one that names a paper only when there is no other. */
function findHeadline(
  paragraphs: readonly TextParagraph[],
  open: readonly number[],
  hasBody: boolean,
): number {
  const textOf = (i: number): string => paragraphs[i]?.text ?? '';
  const candidates = open.filter((i) => !isCaption(textOf(i)) && isHeadingLike(textOf(i), 250));
  const index = candidates.find((i) => !looksLikePublisherLine(textOf(i))) ?? candidates[0] ?? -1;
  // Without a body, only a line with something after it is a headline.
  return hasBody || index < paragraphs.length - 1 ? index : -1;
}

/** Of the open lines of the head, recognise the paper's name, and below the headline a person's name beside a line already known. */
function addNamesAround(
  paragraphs: readonly TextParagraph[],
  headLines: (HeadLine | null)[],
  open: readonly number[],
  headline: number,
): void {
  const add = (i: number, finding: Finding): void => {
    headLines[i] = { reason: 'byline', findings: [finding], isAmbiguousDate: false };
  };
  const textOf = (i: number): string => paragraphs[i]?.text ?? '';
  for (const i of open) {
    if (!looksLikePublisherLine(textOf(i))) continue;
    const name = textOf(i).split(',')[0] ?? '';
    add(i, {
      field: 'publisher',
      value: findAgency(name) ?? name,
      confidence: 'medium',
      why: 'name of a paper alone',
    });
  }
  for (const i of open) {
    const isBeside = [headLines[i - 1], headLines[i + 1]].some(
      (each) => each !== null && each !== undefined,
    );
    if (i < headline || headLines[i] !== null || !isBeside || !looksLikePersonName(textOf(i)))
      continue;
    if (looksLikePublisher(textOf(i))) continue;
    add(i, {
      field: 'byline',
      value: textOf(i),
      confidence: 'medium',
      why: 'name beside the date',
    });
  }
}

/** A sub-headline: shaped like a headline, and more than a name or a label. */
function isDeck(text: string): boolean {
  const isDense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]/u.test(text);
  return isHeadingLike(text, 200) && (isDense || text.split(/\s+/).length >= 4);
}

interface Borders {
  readonly headEnd: number;
  readonly bodyEnd: number;
  readonly kept: ReadonlySet<number>;
}

/** Furniture by paragraph: of every kind around the body, advertising alone within it, and all links below «Related». */
function listFurniture(
  paragraphs: readonly TextParagraph[],
  borders: Borders,
): (DropReason | null)[] {
  const { headEnd, bodyEnd, kept } = borders;
  const repeated = listRepeated(paragraphs, headEnd, bodyEnd);
  let isBelowRelated = false;
  return paragraphs.map(({ text }, i): DropReason | null => {
    if (kept.has(i)) return null;
    if (i >= headEnd && i < bodyEnd) return isFurnitureAnywhere(text) ? 'furniture' : null;
    if (i >= bodyEnd && opensRelatedLinks(text)) isBelowRelated = true;
    const known = findFurniture(text) ?? (repeated.has(text) ? 'repeated' : null);
    return known ?? (isBelowRelated && text.length <= 120 && !isCaption(text) ? 'furniture' : null);
  });
}

/** Short lines that come more than once around the body: the site's name, a repeated headline. */
function listRepeated(
  paragraphs: readonly TextParagraph[],
  headEnd: number,
  bodyEnd: number,
): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  paragraphs.forEach(({ text }, i) => {
    if (i >= headEnd && i < bodyEnd) return;
    if (seen.has(text) && text.length <= 40) repeated.add(text);
    seen.add(text);
  });
  return repeated;
}
