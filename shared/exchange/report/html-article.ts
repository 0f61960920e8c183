import type { Article } from '../../records/records.ts';
import { escapeHtml, writeParts } from './html-text.ts';
import type { HtmlStyle } from './html-style.ts';
import {
  listEndedNotes,
  type ReportArticle,
  type ReportBlock,
  type ReportNote,
} from './report-article.ts';
import type { Piece } from './report-pieces.ts';
import { listParts, nameSource } from './report-words.ts';

/** One article of a report: text with marks drawn in it, notes beside the blocks they begin in, then its cast. */
export function writeHtmlArticle(report: ReportArticle, style: HtmlStyle): string {
  const { article, revision } = report.item;
  const [first] = report.blocks;
  const isTitled = first?.block.kind === 'heading' && first.block.text === article.title;
  const isWide = isCrowded(report);
  const language = /^[a-zA-Z0-9-]+$/.test(article.language) ? ` lang="${article.language}"` : '';
  return [
    `<article${language}>`,
    isTitled ? '' : `<h2 dir="auto">${escapeHtml(article.title || 'Untitled')}</h2>`,
    writeMeta(describeArticle(article)),
    `<div class="body${isWide ? ' wide' : ''}"${isRightToLeft(report) ? ' dir="rtl"' : ''}>`,
    ...report.blocks.map((block) =>
      writeBlock(isWide ? { ...block, notes: [] } : block, report, style),
    ),
    ...(report.blocks.length === 0
      ? report.notes.map((note) => writeNote(note, style, { withText: true }))
      : []),
    `</div>`,
    isWide ? writeNotes(report.notes, style) : '',
    writeEntities(report),
    `<p class="meta">${revision.number > 1 ? `Text corrected, revision ${revision.number}. ` : ''}SHA-256 of the text: ${escapeHtml(revision.sha256)}</p>`,
    `</article>\n`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Letters in a line of the text and of a note in the margin. */
const textLine = 72;
const noteLine = 38;

/** Whether notes need so many more lines than the text beside them that the margin would go on alone for pages. */
function isCrowded({ blocks, notes }: ReportArticle): boolean {
  const count = (lengths: readonly number[], line: number): number =>
    lengths.reduce((sum, length) => sum + Math.ceil(length / line), 0);
  const rows = blocks.flatMap(({ pieces }) => pieces.map(({ text }) => text).join('').length);
  // A note has its label and its distance to the next one besides its words.
  const words = notes.map(
    ({ source, cue, addressee, claim, note, remarks }) =>
      [source, cue, addressee, claim?.statement ?? '', note, ...remarks].join('').length + noteLine,
  );
  // Lines of notes are three quarters as high.
  return blocks.length > 0 && count(words, noteLine) * 0.75 > count(rows, textLine) * 1.5 + 12;
}

/** Whether the first letter of an article that has a direction is of a script that is written from right to left. */
function isRightToLeft({ item }: ReportArticle): boolean {
  const letter = /\p{L}/u.exec(item.revision.text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(
    letter,
  );
}

/** Notes in columns below the text. */
function writeNotes(notes: readonly ReportNote[], style: HtmlStyle): string {
  const all = notes.map((note) => writeNote(note, style, { withText: false }));
  return `<div class="notes">${all.join('')}</div>`;
}

/** What is known of an article, one by one. */
export function describeArticle({
  publisher,
  byline,
  published,
  url,
  tags,
}: Article): readonly string[] {
  const about = [publisher, byline, published?.replace('T', ' ') ?? '', url, tags.join(', ')];
  return about.filter((part) => part !== '');
}

function writeMeta(parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<p class="meta">${writeParts(parts)}</p>`;
}

function writeBlock(
  { block, pieces, notes }: ReportBlock,
  report: ReportArticle,
  style: HtmlStyle,
): string {
  const kind = block.level === null ? block.kind : `heading-${block.level}`;
  const containers = [
    ...(block.containers.includes('blockquote') ? ['quoted'] : []),
    ...(block.containers.some((one) => one !== 'blockquote') ? ['item'] : []),
  ];
  const text = pieces.map((piece) => writePiece(piece, report, style)).join('');
  const aside = notes.map((note) => writeNote(note, style, { withText: false })).join('');
  const beside = aside === '' ? '' : `<aside>${aside}</aside>`;
  return `<div class="row">${beside}<p class="${['text', kind, ...containers].join(' ')}" dir="auto">${text}</p></div>`;
}

function writePiece(piece: Piece, report: ReportArticle, style: HtmlStyle): string {
  const text = escapeHtml(piece.text);
  if (piece.segments.length === 0) return text;
  const classes = new Set(['m']);
  const quotations = piece.segments.filter(
    ({ annotation, segment }) => annotation.layer === 'quotation' && segment.role === 'content',
  );
  const inner = quotations.at(-1);
  if (inner) {
    classes.add('q').add(style.classOf('quotation', inner.annotation.label));
    if (quotations.length > 1) classes.add('q2');
    if (quotations.some((one) => piece.starts.has(one))) classes.add('qs');
    if (quotations.some((one) => piece.ends.has(one))) classes.add('qe');
  }
  for (const { annotation, segment } of piece.segments) {
    if (annotation.layer === 'quotation' && segment.role !== 'content') classes.add('part');
    if (annotation.state === 'suggested') classes.add('suggested');
  }
  const claim = piece.segments.findLast(({ annotation }) => annotation.layer === 'claim');
  const status = claim && report.numbers.get(claim.annotation.id)?.claim?.status;
  if (claim) classes.add(style.classOfStatus(status ?? null));
  // One line below: that of the shortest mark, which stands nearest to its words.
  const line = piece.segments.findLast(({ annotation }) => isUnderlined(annotation.layer));
  if (line) classes.add(style.classOf(line.annotation.layer, line.annotation.label));
  const refs = listEndedNotes(piece, report);
  const ref = refs.length === 0 ? '' : ` data-ref="${refs.join(' ')}"`;
  if (refs.length > 0) classes.add('ref');
  const keys = piece.segments.map(({ key }) => key).join(' ');
  return `<span class="${[...classes].join(' ')}" data-marks="${keys}"${ref}>${text}</span>`;
}

function isUnderlined(layer: string): boolean {
  return layer !== 'quotation' && layer !== 'claim';
}

function writeNote(
  note: ReportNote,
  style: HtmlStyle,
  { withText }: { readonly withText: boolean },
): string {
  const who = nameSource(note);
  const parts = listParts(note);
  const status = note.claim?.status ?? null;
  return [
    `<p class="note" dir="ltr"><span class="number">${note.number}</span> `,
    who === null ? '' : `<b><bdi>${escapeHtml(who)}</bdi></b> · `,
    `<span class="muted">${writeParts([note.label, ...parts])}</span>`,
    note.kind === 'claim' && status
      ? ` ${writeStatus(status.name, style.classOfStatus(status))}`
      : '',
    withText ? `<span class="words" dir="auto">${escapeHtml(note.text)}</span>` : '',
    note.claim ? `<span class="words" dir="auto">${escapeHtml(note.claim.statement)}</span>` : '',
    note.remarks.length === 0
      ? ''
      : ` <span class="said remark">${escapeHtml(note.remarks.join('; '))}</span>`,
    note.note === ''
      ? ''
      : `<span class="said muted">Note: <bdi>${escapeHtml(note.note)}</bdi></span>`,
    `</p>`,
  ].join('');
}

/** The status of a claim as a small frame. @param className Of ours. */
export function writeStatus(name: string, className: string): string {
  return `<span class="status ${className}">${escapeHtml(name)}</span>`;
}

function writeEntities({ entities }: ReportArticle): string {
  if (entities.length === 0) return '';
  const items = entities.map(({ name, type, mentions }) => {
    const count = mentions === 1 ? '' : ` ×${mentions}`;
    return `<bdi>${escapeHtml(name)}</bdi> <span class="muted">${escapeHtml(type)}${count}</span>`;
  });
  return `<p class="facts"><b>Cast:</b> ${items.join(' · ')}</p>`;
}
