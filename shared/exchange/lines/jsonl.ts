import { z } from 'zod';
import { compareSegments, type DatasetArticle } from '../../formats/dataset.ts';
import type { JsonArticle } from '../../formats/json/json-article.ts';
import { formatPath } from '../../formats/json/json-text.ts';
import { buildExportArticle, buildExportHead } from '../../formats/json/quotemark-build.ts';
import {
  exportFileSchema,
  exportOffsetUnit,
  type ExportAnnotation,
  type ExportHead,
} from '../../formats/json/quotemark-schema.ts';
import type { MarkLinks } from '../../records/read-rows.ts';
import type { Id, Segment } from '../../records/records.ts';
import {
  buildOffsetMap,
  bytes,
  codePoints,
  sliceSpan,
  utf16,
  type CodePointOffset,
  type OffsetMap,
} from '../../text/offsets.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import {
  chosenUnits,
  type ChosenUnit,
  type ExchangeFormat,
  type ExportContext,
  type FormatWriter,
  type SourceFile,
} from '../core/exchange-format.ts';
import { badLine, parseLines, stringifyJsonLine, stringifyLine } from '../core/json-lines.ts';
import { buildAnnotatedArticle, indexRows } from '../core/row-index.ts';
import { compareTexts } from '../../util/compare-texts.ts';

const lineFormat = 'quotemark-article';

/** How a line says what its positions count. */
const unitNames = {
  'code point': exportOffsetUnit,
  'utf-16': 'utf-16 code unit',
  byte: 'utf-8 byte',
} as const satisfies Record<ChosenUnit, string>;

const { articles, annotators, entities, claims } = exportFileSchema.shape;
const lineSchema = articles.element.omit({ document: true, text: true }).extend({
  format: z.literal(lineFormat),
  version: z.literal(1),
  offset_unit: z.enum(Object.values(unitNames)),
  text: z.string().optional(),
  annotators,
  entities,
  claims,
});
type Line = z.infer<typeof lineSchema>;

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
  read,
};

function write(context: ExportContext): FormatWriter {
  const head = buildExportHead({ ...context.head, comments: [] }, context.making);
  const rows = {
    annotators: new Map(head.annotators.map((row) => [row.id, row])),
    entities: new Map(head.entities.map((row) => [row.id, row])),
    claims: new Map(head.claims.map((row) => [row.id, row])),
  };
  return {
    begin: () => [],
    article(item) {
      const line = buildLine(item, item.annotations, rows, context);
      return [{ file: '', content: stringifyLine(line) }];
    },
    // A database writes the positions that it has.
    ...((context.offsetUnit ?? 'code point') === 'code point' && {
      jsonArticle: ({ item, text, document, marks }: JsonArticle, links: readonly MarkLinks[]) =>
        stringifyJsonLine(buildLine(item, links, rows, context), {
          text,
          document,
          annotations: ['[', marks, ']'],
        }).map((content) => ({ file: '', content })),
    }),
    end: () => [],
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
  marks: readonly MarkLinks[],
  rows: Rows,
  { head, making, hasText, offsetUnit }: ExportContext,
) {
  const { document, text, ...article } = buildExportArticle(item);
  const annotations = countMarks(article.annotations, text, offsetUnit);
  const claimRows = pick(
    rows.claims,
    marks.map(({ claimId }) => claimId),
  );
  const entityRows = pickEntities(rows.entities, [
    ...marks.flatMap(({ entityId, speakerId }) => [entityId, speakerId]),
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
      ...marks.map(({ annotatorId }) => annotatorId),
      ...item.states.map(({ annotatorId }) => annotatorId),
      ...claimRows.flatMap(({ events }) => events.map(({ annotator }) => annotator)),
    ]),
    entities: entityRows,
    claims: claimRows,
  };
}

/** Rows with the ids, each once, in the order of their ids. */
function pick<Row>(rows: ReadonlyMap<Id, Row>, ids: readonly (Id | null)[]): Row[] {
  const wanted = new Set(ids.filter((id) => id !== null));
  return [...wanted]
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

function* read(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  for (const file of files) {
    for (const { value, place } of parseLines(file)) {
      const parsed = lineSchema.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = issue ? `${formatPath(issue.path) || 'the article'}: ${issue.message}` : '';
        throw badLine(file, place, where);
      }
      yield readLine(parsed.data, (reason) => badLine(file, place, reason), place);
    }
  }
}

function readLine(line: Line, bad: (reason: string) => Error, place: string): AnnotatedArticle {
  const names = {
    annotators: new Map(line.annotators.map(({ id, name }) => [id, name])),
    entities: new Map(line.entities.map(({ id, name }) => [id, name])),
    claims: new Map(line.claims.map((claim) => [claim.id, claim])),
  };
  const text = line.text ?? null;
  const map = text === null ? null : buildOffsetMap(text);
  const unit = chosenUnits.find((name) => unitNames[name] === line.offset_unit) ?? 'code point';
  const { byline, publisher, url, published, language, tags } = line;
  return {
    id: line.id,
    title: line.title,
    text,
    marks: line.annotations.map((annotation): AnnotatedMark => {
      const link = annotation.layer === 'quotation' ? annotation.speaker : annotation.entity;
      const claim = names.claims.get(annotation.claim ?? '');
      return {
        id: annotation.id,
        layer: annotation.layer,
        label: annotation.label,
        segments: readSegments(annotation, { text, map, unit }, bad),
        attributes: annotation.attributes,
        note: annotation.note,
        doubt: annotation.doubt,
        state: annotation.state,
        annotator: names.annotators.get(annotation.annotator) ?? null,
        entity: names.entities.get(link ?? '') ?? null,
        claim: claim?.statement ?? null,
        status: claim?.status ?? null,
      };
    }),
    metadata: {
      ...(byline !== '' && { byline }),
      ...(publisher !== '' && { publisher }),
      ...(url !== '' && { url }),
      ...(published !== null && { published }),
      ...(language !== '' && { language }),
      ...(tags.length > 0 && { tags }),
    },
    place,
  };
}

/** What positions of a line stand in. */
interface CountedText {
  readonly text: string | null;
  readonly map: OffsetMap | null;
  readonly unit: ChosenUnit;
}

/** Segments whose words stand where they say, in code points; as they were counted when there is no text. */
function readSegments(
  { id, segments }: Pick<ExportAnnotation, 'id' | 'segments'>,
  { text, map, unit }: CountedText,
  bad: (reason: string) => Error,
): Segment[] {
  return segments
    .map(({ role, start, end, exact }): Segment => {
      if (text === null || map === null) {
        if (start >= end) throw bad(`the mark ${id} lies at ${start} to ${end}, which is nowhere.`);
        return { role, start: codePoints(start), end: codePoints(end), exact };
      }
      const [from, to] = [toCodePoints(start, map, unit), toCodePoints(end, map, unit)];
      if (start >= end || from === null || to === null) {
        throw bad(`the mark ${id} lies at ${start} to ${end}, outside of the text.`);
      }
      const span = { start: from, end: to };
      if (sliceSpan(text, span, map) !== exact) {
        throw bad(`the mark ${id} does not cover “${exact}” at ${start} to ${end}.`);
      }
      return { role, ...span, exact };
    })
    .sort(compareSegments);
}

/** null outside of the text and inside of a character. */
function toCodePoints(offset: number, map: OffsetMap, unit: ChosenUnit): CodePointOffset | null {
  try {
    if (unit === 'utf-16') return map.toCodePoint(utf16(offset));
    if (unit === 'byte') return map.fromByte(bytes(offset));
    return offset <= map.lengthCodePoints ? codePoints(offset) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
