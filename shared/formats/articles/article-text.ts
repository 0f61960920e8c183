import type { BlockNode } from '../../text/document.ts';
import { headingBlock, textBlock } from '../../text/plain-document.ts';
import { buildLayout } from './article-layout.ts';
import type { ArticleLayout } from './article-layout.ts';
import { listParagraphs } from './article-lines.ts';
import type { TextParagraph } from './article-lines.ts';
import { createCollector } from './article-metadata.ts';
import type {
  DropReason,
  DroppedLine,
  MetadataCollector,
  ParsedArticle,
  ParseHints,
} from './article-metadata.ts';
import { recogniseHeadLine } from './head-line.ts';
import { ambiguousDateNote } from './header-lines.ts';
import { addBodyLanguage, addFromFileName, addOrigin } from './article-origin.ts';
import { isBody, isHeadingLike } from './paragraph-shape.ts';
import { findFurniture, isCaption, isFurnitureAnywhere } from './page-furniture.ts';

/**
 * Understand a plain text as a news article: headline, byline, agency, date, captions and body, without the furniture of the
 * page it was copied from.
 *
 * The headline stays as the first heading. Bylines, dates, headers and furniture leave the document and are listed in
 * `dropped`, each with its reason. The words of what stays are not changed; lines of a wrapped text are joined.
 *
 * @param text Normalised text (`normaliseText`).
 */
export function parseArticleText(text: string, hints: ParseHints = {}): ParsedArticle {
  const collector = createCollector();
  const keep = new Set(hints.keepLines ?? []);
  const paragraphs = listParagraphs(text, standsAlone);
  const layout = buildLayout(paragraphs, collector, keep);
  const classified = paragraphs.map((_paragraph, i) => classify(layout, i, collector));
  const title = collector.valueOf('title');
  const blocks = classified.flatMap(({ block }) => (block === null ? [] : [block]));
  const hasHeadline = blocks.some((block) => block.type === 'heading' && block.attrs.level === 1);
  if (title !== '' && !hasHeadline) blocks.unshift(headingBlock(1, title));
  addFromBody(classified, collector);
  addFromFileName(hints.fileName ?? '', collector);
  addLanguage(classified, collector);
  return {
    document: { type: 'doc', content: blocks.length === 0 ? [{ type: 'paragraph' }] : blocks },
    ...collector.build(),
    dropped: classified.flatMap((each) => listDropped(each, text)),
  };
}

/** A paragraph with what became of it: its block, or the reason why it has none. */
interface Classified {
  readonly paragraph: TextParagraph;
  readonly block: BlockNode | null;
  readonly reason: DropReason | null;
}

function classify(layout: ArticleLayout, i: number, collector: MetadataCollector): Classified {
  const paragraph = layout.paragraphs[i];
  if (paragraph === undefined) throw new RangeError(`no paragraph ${i}`);
  const drop = (reason: DropReason): Classified => ({ paragraph, block: null, reason });
  const keep = (block: BlockNode): Classified => ({ paragraph, block, reason: null });
  if (i < layout.headers) return drop('header');
  if (i === layout.headline) {
    const finding = {
      field: 'title',
      value: paragraph.text,
      confidence: 'high',
      why: 'headline',
    } as const;
    collector.add(finding, paragraph.first);
    return keep(headingBlock(1, paragraph.text));
  }
  const headLine = layout.headLines[i];
  if (headLine !== null && headLine !== undefined) {
    for (const finding of headLine.findings) collector.add(finding, paragraph.first);
    if (headLine.isAmbiguousDate)
      collector.addNote(ambiguousDateNote(collector.valueOf('published')));
    return drop(headLine.reason);
  }
  const furniture = layout.furniture[i];
  if (furniture !== null && furniture !== undefined) return drop(furniture);
  if (layout.kept.has(i)) return keep(textBlock('paragraph', paragraph.text));
  if (isCaption(paragraph.text)) return keep(textBlock('caption', paragraph.text));
  if (i === layout.deck || isSubheading(layout.paragraphs, i))
    return keep(headingBlock(2, paragraph.text));
  return keep(textBlock('paragraph', paragraph.text));
}

/** Lines that a wrapped paragraph must not swallow. */
function standsAlone(line: string): boolean {
  return (
    recogniseHeadLine(line) !== null ||
    findFurniture(line) !== null ||
    /^[\p{L}-]{2,25}:\s/u.test(line)
  );
}

/** A short line between two paragraphs of the body that opens neither a list nor a quotation and is no sentence. */
function isSubheading(paragraphs: readonly TextParagraph[], i: number): boolean {
  const here = paragraphs[i];
  if (here === undefined || here.first !== here.last || !isHeadingLike(here.text, 80)) return false;
  // Some papers set a few quoted words as a sub-headline, in single marks.
  const isQuoted = /^['‘][^'’].*['’]$/u.test(here.text);
  const opens =
    isQuoted || (/^[\p{Lu}\p{Lo}\p{Lt}\p{N}¿¡]/u.test(here.text) && !/^\d+[.)]\s/.test(here.text));
  if (!opens || here.text.split(/\s+/).length > 12 || /["”»!]$/u.test(here.text)) return false;
  const isContent = ({ text }: TextParagraph): boolean => !isFurnitureAnywhere(text);
  const before = paragraphs.slice(Math.max(0, i - 3), i).findLast(isContent);
  const next = paragraphs.slice(i + 1, i + 4).find(isContent);
  if (before === undefined || next === undefined) return false;
  return (isBody(before.text) || isCaption(before.text)) && isBody(next.text);
}

function addFromBody(classified: readonly Classified[], collector: MetadataCollector): void {
  const body = classified.filter(({ block }) => block?.type === 'paragraph');
  addOrigin(
    body.map(({ paragraph }) => ({ text: paragraph.text, line: paragraph.first })),
    collector,
  );
  const copyright = classified.find(({ reason }) => reason === 'copyright')?.paragraph;
  const owner =
    /(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}\s*)?(?:by\s+)?([^.,|]{2,50})/iu.exec(
      copyright?.text ?? '',
    )?.[1] ?? '';
  if (copyright !== undefined) {
    const value = owner.replace(/\s*(?:\d{4}|all rights reserved.*)$/i, '').trim();
    collector.add(
      { field: 'publisher', value, confidence: 'low', why: 'copyright line' },
      copyright.first,
    );
  }
}

function addLanguage(classified: readonly Classified[], collector: MetadataCollector): void {
  const body = classified
    .filter(({ block }) => block !== null)
    .map(({ paragraph }) => paragraph.text);
  addBodyLanguage(body.join('\n'), collector);
}

function listDropped({ paragraph, reason }: Classified, text: string): DroppedLine[] {
  if (reason === null) return [];
  if (paragraph.first === paragraph.last)
    return [{ line: paragraph.first, text: paragraph.text, reason }];
  const lines = text.split('\n').slice(paragraph.first - 1, paragraph.last);
  return lines.map((line, i) => ({ line: paragraph.first + i, text: line.trim(), reason }));
}
