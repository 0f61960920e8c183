import type { ArticleCells, MarkCells, SegmentCells } from '../../records/read-rows.ts';
import type { Id } from '../../records/records.ts';
import { buildOffsetMap, codePoints, type OffsetMap } from '../../text/offsets.ts';
import { parseObject, stringifyObject } from './csv-cells.ts';
import type { CsvNames } from './csv-rows.ts';
import { fragmentSeparator } from './csv-tables.ts';
import { quoteCell } from './csv-text.ts';
import { segmentRoles } from '../../records/records.ts';
import { compareTexts } from '../../util/compare-texts.ts';

/** What all rows of an article share. */
export interface CsvArticle {
  readonly id: Id;
  readonly title: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly text: string;
}

/** Records of the tables that marks fill, and how many there are. */
export type CsvMarkTables = Readonly<
  Record<'annotations' | 'segments' | 'quotations' | 'mentions', { text: string; rows: number }>
>;

interface Placed {
  readonly mark: MarkCells;
  readonly segments: SegmentCells[];
  readonly start: number;
  readonly end: number;
}

/**
 * The records that `buildArticleRows` and `stringifyRows` give for the variant `exact`, without rows and cells in between: half
 * of the time, and hardly anything to collect. A test holds both to the same bytes.
 */
export function stringifyMarks(
  article: CsvArticle,
  given: ArticleCells,
  names: CsvNames,
): CsvMarkTables {
  const tables = {
    annotations: { text: '', rows: 0 },
    segments: { text: '', rows: 0 },
    quotations: { text: '', rows: 0 },
    mentions: { text: '', rows: 0 },
  };
  const add = (table: keyof CsvMarkTables, record: string): void => {
    tables[table].text += record;
    tables[table].rows += 1;
  };
  const count = buildCounter(buildOffsetMap(article.text));
  const articleId = quoteCell(article.id);
  const title = quoteCell(article.title);
  const news = `${quoteCell(article.publisher)},${cell(article.published)}`;
  for (const { mark, segments, start, end } of placeMarks(given)) {
    const id = quoteCell(mark.id);
    const label = cell(mark.label);
    const offsets = count(start, end);
    const isQuotation = mark.layer === 'quotation';
    const main = joinExact(segments, isQuotation ? 'content' : 'span');
    const kind = `${quoteCell(mark.layer)},${label}`;
    add(
      'annotations',
      `${id},${articleId},${kind},${mark.state},${quoteCell(mark.annotatorId)},${cell(names.annotators.get(mark.annotatorId))},${mark.createdAt},${mark.updatedAt},${mark.doubt === 1},${quoteCell(mark.note)},${attributesCell(mark.attributes)},${cell(mark.entityId)},${cell(mark.speakerId)},${cell(mark.claimId)},${offsets},${main}\r\n`,
    );
    let [role, ordinal] = ['', 0];
    for (const segment of segments) {
      ordinal = segment.role === role ? ordinal + 1 : 1;
      role = segment.role;
      add(
        'segments',
        `${id},${articleId},${kind},${role},${ordinal},${count(segment.start, segment.end)},${quoteCell(segment.exact)}\r\n`,
      );
    }
    if (mark.state === 'rejected') continue;
    if (isQuotation) {
      const content = segments.filter((segment) => segment.role === 'content');
      const place = count(leastStart(content), mostEnd(content));
      add(
        'quotations',
        `${id},${articleId},${title},${news},${label},${main},${joinExact(segments, 'source')},${cell(mark.speakerId)},${nameCell(names, mark.speakerId)},${joinExact(segments, 'cue')},${place}\r\n`,
      );
    } else if (mark.layer === 'mention') {
      add(
        'mentions',
        `${id},${articleId},${title},${label},${main},${cell(mark.entityId)},${nameCell(names, mark.entityId)},${offsets}\r\n`,
      );
    }
  }
  return tables;
}

/** Marks with their segments, in the order of every export. */
function placeMarks({ marks, segments }: ArticleCells): Placed[] {
  const segmentsOf = new Map<number, SegmentCells[]>();
  for (const segment of segments) {
    const list = segmentsOf.get(segment.rowId);
    if (list) list.push(segment);
    else segmentsOf.set(segment.rowId, [segment]);
  }
  return marks
    .map((mark) => {
      const own = segmentsOf.get(mark.rowId) ?? [];
      if (own.length > 1) own.sort(compareParts);
      return { mark, segments: own, start: leastStart(own), end: mostEnd(own) };
    })
    .sort((a, b) => a.start - b.start || b.end - a.end || compareTexts(a.mark.id, b.mark.id));
}

const ranks = new Map<string, number>(segmentRoles.map((role, i) => [role, i]));

function compareParts(left: SegmentCells, right: SegmentCells): number {
  return (
    (ranks.get(left.role) ?? 0) - (ranks.get(right.role) ?? 0) ||
    left.start - right.start ||
    left.end - right.end
  );
}

function leastStart(segments: readonly SegmentCells[]): number {
  return segments.reduce((least, { start }) => Math.min(least, start), Infinity);
}

function mostEnd(segments: readonly SegmentCells[]): number {
  return segments.reduce((most, { end }) => Math.max(most, end), 0);
}

/** A span in all units, as cells. */
function buildCounter(map: OffsetMap): (start: number, end: number) => string {
  return (first, last) => {
    const [start, end] = [codePoints(first), codePoints(last)];
    return `${start},${end},${map.toUtf16(start)},${map.toUtf16(end)},${map.toByte(start)},${map.toByte(end)}`;
  };
}

function cell(text: string | null | undefined): string {
  return text === null || text === undefined ? '' : quoteCell(text);
}

function nameCell({ entities }: CsvNames, id: Id | null): string {
  return id === null ? '' : cell(entities.get(id));
}

function joinExact(segments: readonly SegmentCells[], role: string): string {
  const texts = segments.filter((segment) => segment.role === role).map(({ exact }) => exact);
  return quoteCell(texts.length === 1 ? (texts[0] ?? '') : texts.join(fragmentSeparator));
}

const none = '{}';
/** Few attributes differ, whatever the number of marks. */
const attributeCells = new Map<string, string>();
const mostAttributeCells = 1000;

function attributesCell(json: string): string {
  if (json === none) return none;
  const known = attributeCells.get(json);
  if (known !== undefined) return known;
  const made = quoteCell(stringifyObject(parseObject(json)));
  if (attributeCells.size >= mostAttributeCells) attributeCells.clear();
  attributeCells.set(json, made);
  return made;
}
