import type { DatasetArticle } from '../../formats/dataset.ts';
import type { JsonArticle } from '../../formats/json/json-article.ts';
import { buildExportArticle, buildExportHead } from '../../formats/json/quotemark-build.ts';
import type { ExportHead } from '../../formats/json/quotemark-schema.ts';
import { collectLinks, type ArticleLinks } from '../../records/read-rows.ts';
import type { Id } from '../../records/records.ts';
import { buildOffsetMap, codePoints } from '../../text/offsets.ts';
import {
  chosenUnits,
  type ChosenUnit,
  type ExchangeFormat,
  type ExportContext,
  type FormatWriter,
} from '../core/exchange-format.ts';
import { stringifyInLine, stringifyJsonLine, stringifyLine } from '../core/json-lines.ts';
import { buildAnnotatedArticle, indexRows } from '../core/row-index.ts';
import { compareTexts } from '../../util/compare-texts.ts';
import { lineFormat, unitNames } from './jsonl-line.ts';
import { readJsonl } from './jsonl-read.ts';

/** Some megabytes. */
const keptTexts = 10_000;

/** One article a line, each with the rows that its marks name: what a script reads without loading a whole project. */
export const jsonlFormat: ExchangeFormat = {
  id: 'jsonl',
  name: 'JSON Lines',
  summary: 'One article a line with all it needs; for scripts that read article by article.',
  extension: '.jsonl',
  offsetUnit: 'code point',
  offsetUnits: chosenUnits,
  readAlone: 'line',
  losses: [
    'The codebook, comments, and members of the cast and claims that no mark of an article names.',
  ],
  losesByKind: true,
  write,
  holds: (item, context) => {
    const held = buildAnnotatedArticle(item, indexRows(context.head));
    if (context.hasText) return held;
    // Without the text a reader has the positions as they were counted.
    const counted = countMarks(held.marks, item.revision.text, context.offsetUnit);
    return { ...held, text: null, marks: counted };
  },
  read: readJsonl,
};

function write(context: ExportContext): FormatWriter {
  const head = buildExportHead({ ...context.head, comments: [] }, context.making);
  const rows = {
    annotators: new Map(head.annotators.map((row) => [row.id, row])),
    entities: new Map(head.entities.map((row) => [row.id, row])),
    claims: new Map(head.claims.map((row) => [row.id, row])),
  };
  const stringifyEntity = keepTexts<ExportHead['entities'][number]>(stringifyInLine);
  return {
    begin: () => [],
    article(item) {
      const line = buildLine(item, collectLinks(item.annotations), rows, context);
      return [{ file: '', content: stringifyLine(line) }];
    },
    // A database writes the positions that it has.
    ...((context.offsetUnit ?? 'code point') === 'code point' && {
      jsonArticle({ item, text, document, marks }: JsonArticle, links: ArticleLinks) {
        const line = buildLine(item, links, rows, context);
        return stringifyJsonLine(line, {
          text,
          document,
          annotations: ['[', marks, ']'],
          entities: [`[${line.entities.map(stringifyEntity).join(',')}]`],
        }).map((content) => ({ file: '', content }));
      },
    }),
    end: () => [],
  };
}

/** The same as `stringify`, which is asked once for each of the first some thousand: a cast stands in many lines. */
function keepTexts<Row>(stringify: (row: Row) => string): (row: Row) => string {
  const texts = new Map<Row, string>();
  return (row) => {
    const known = texts.get(row);
    if (known !== undefined) return known;
    const text = stringify(row);
    if (texts.size < keptTexts) texts.set(row, text);
    return text;
  };
}

/** The same marks with positions in another unit of the text. */
function countMarks<
  Place extends { readonly start: number; readonly end: number },
  Mark extends { readonly segments: readonly Place[] },
>(marks: readonly Mark[], text: string, unit: ChosenUnit | null): readonly Mark[] {
  if (unit === null || unit === 'code point') return marks;
  const map = buildOffsetMap(text);
  const count = (offset: number): number =>
    unit === 'byte' ? map.toByte(codePoints(offset)) : map.toUtf16(codePoints(offset));
  return marks.map((mark) => ({
    ...mark,
    segments: mark.segments.map((place) => {
      return { ...place, start: count(place.start), end: count(place.end) };
    }),
  }));
}

interface Rows {
  readonly annotators: ReadonlyMap<Id, ExportHead['annotators'][number]>;
  readonly entities: ReadonlyMap<Id, ExportHead['entities'][number]>;
  readonly claims: ReadonlyMap<Id, ExportHead['claims'][number]>;
}

function buildLine(
  item: DatasetArticle,
  links: ArticleLinks,
  rows: Rows,
  { head, making, hasText, offsetUnit }: ExportContext,
) {
  const { document, text, ...article } = buildExportArticle(item);
  const annotations = countMarks(article.annotations, text, offsetUnit);
  const claimRows = pick(rows.claims, links.claimIds);
  const entityRows = pickEntities(rows.entities, [
    ...links.entityIds,
    ...claimRows.map(({ claimant }) => claimant),
  ]);
  return {
    format: lineFormat,
    version: 1,
    offset_unit: unitNames[offsetUnit ?? 'code point'],
    exported_at: making.exportedAt,
    generator: making.generator,
    project: { id: head.project.id, name: head.project.name },
    ...article,
    annotations,
    ...(hasText && { text, document }),
    annotators: pick(rows.annotators, [
      ...links.annotatorIds,
      ...item.states.map(({ annotatorId }) => annotatorId),
      ...claimRows.flatMap(({ events }) => events.map(({ annotator }) => annotator)),
    ]),
    entities: entityRows,
    claims: claimRows,
  };
}

/** Rows with the ids, each once, in the order of their ids. */
function pick<Row>(rows: ReadonlyMap<Id, Row>, ids: Iterable<Id | null>): Row[] {
  return [...new Set(ids)]
    .filter((id) => id !== null)
    .sort(compareTexts)
    .map((id) => rows.get(id))
    .filter((row) => row !== undefined);
}

/** The same for entities, with those that they are redirects to. */
function pickEntities(rows: Rows['entities'], ids: readonly (Id | null)[]) {
  const all = [...ids];
  // The list grows while it is walked, by the redirects of what is on it.
  for (let i = 0; i < all.length; i++) {
    const next = rows.get(all[i] ?? '')?.merged_into ?? null;
    if (next !== null && !all.includes(next)) all.push(next);
  }
  return pick(rows, all);
}
