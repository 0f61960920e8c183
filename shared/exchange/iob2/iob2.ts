import { compareAnnotations, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Id, Segment } from '../../records/records.ts';
import { buildOffsetMap, sliceSpan } from '../../text/offsets.ts';
import { escapeCell } from './cells.ts';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
} from '../core/exchange-format.ts';
import { buildTokenMark, layerFile, sortMarks, tokenColumns, toWord } from './iob2-marks.ts';
import { readIob2 } from './iob2-read.ts';
import { encodeTag } from './iob2-tags.ts';
import { buildMetadata } from '../core/row-index.ts';
import { jsonLine } from '../core/source-text.ts';
import { listTokenSentences, maskText, trimSegment } from '../core/token-layers.ts';
import type { Token } from '../core/tokens.ts';

/** CoNLL-style columns: a word and its tag a line, one file a layer, with a table of where each word stands. */
export const iob2Format: ExchangeFormat = {
  id: 'iob2',
  name: 'CoNLL columns (IOB2)',
  summary:
    'A folder with a word and its tag a line, one file a layer; to train taggers, for spacy convert.',
  extension: null,
  offsetUnit: 'token',
  readAlone: 'slice',
  losses: [
    'Ids, notes, attributes, doubt, annotators, links to the cast and claims.',
    'That fragments of a mark, or content, source, cue and addressee of a quotation, belong together.',
    'White space at the ends of a mark.',
  ],
  write,
  holds,
  read: readIob2,
};

const reasons = {
  state: 'The mark is not accepted; a tag would make it look as if it were.',
  layer: 'The layer of the mark is not in the codebook.',
  blank: 'The mark covers nothing but white space, which no token holds.',
  overlap:
    'The mark, or a part of it, overlaps a longer one of its layer; only one tag fits a word.',
} as const;

function write(context: ExportContext): FormatWriter {
  const layers = layersOf(context);
  return {
    begin: () => [
      { file: 'tokens.tsv', content: `${tokenColumns.join('\t')}\n` },
      ...layers.map((layer) => ({ file: layerFile(layer), content: '' })),
    ],
    article: (item) => writeArticle(item, context),
    end: () => [],
  };
}

function writeArticle(item: DatasetArticle, context: ExportContext): ExportPiece[] {
  const { id, title } = item.article;
  const kept = chooseSegments(item, context, (annotationId, reason) =>
    context.lose({ articleId: id, annotationId, reason }),
  );
  const { text } = item.revision;
  const map = buildOffsetMap(text);
  const segments = [...kept.values()].flat().map((each) => each.segment);
  const { language } = item.article;
  const sentences = listTokenSentences({ text, language, map, segments });
  const shown = context.hasText ? text : maskText(text, segments);
  const state = context.hasText ? 'whole' : 'marks';
  const head = { id, title, metadata: buildMetadata(item), text: state };
  return [
    { file: 'articles.jsonl', content: jsonLine(head) },
    { file: 'tokens.tsv', content: writeTokens(id, shown, sentences) },
    ...layersOf(context).map((layer) => {
      const own = kept.get(layer) ?? [];
      return { file: layerFile(layer), content: writeTags(shown, sentences, own) };
    }),
  ];
}

/** The first row of an article is what stands before its first word. */
function writeTokens(id: Id, text: string, sentences: readonly (readonly Token[])[]): string {
  const map = buildOffsetMap(text);
  const tokens = sentences.flatMap((sentence, i) => sentence.map((token) => ({ token, i })));
  const until = (n: number) => tokens[n]?.token.start ?? map.lengthCodePoints;
  const row = (cells: readonly (string | number)[]) => `${cells.join('\t')}\n`;
  const article = escapeCell(id);
  const before = text.slice(0, map.toUtf16(until(0)));
  const rows = tokens.map(({ token: { start, end }, i }, n) => {
    const word = sliceSpan(text, { start, end }, map);
    const after = sliceSpan(text, { start: end, end: until(n + 1) }, map);
    return row([article, i + 1, start, end, escapeCell(word), escapeCell(after)]);
  });
  return [row([article, 0, 0, 0, '', escapeCell(before)]), ...rows].join('');
}

function writeTags(
  text: string,
  sentences: readonly (readonly Token[])[],
  kept: readonly Kept[],
): string {
  const map = buildOffsetMap(text);
  const sorted = kept.toSorted((left, right) => left.segment.start - right.segment.start);
  let next = 0;
  const lines = sentences.map((sentence) => {
    const rows = sentence.map(({ start, end }) => {
      while ((sorted[next]?.segment.end ?? Infinity) <= start) next += 1;
      const own = sorted[next];
      const isIn = own !== undefined && own.segment.start <= start;
      const prefix = own?.segment.start === start ? 'B' : 'I';
      const word = toWord(sliceSpan(text, { start, end }, map));
      return `${word} -X- _ ${isIn ? `${prefix}-${own.tag}` : 'O'}\n`;
    });
    return `${rows.join('')}\n`;
  });
  // As spaCy wants it, to the letter.
  return `-DOCSTART- -X- O O\n\n${lines.join('')}`;
}

interface Kept {
  readonly segment: Segment;
  readonly tag: string;
}

/** Segments that get a tag, by layer: the longest first, those that overlap no longer one. */
function chooseSegments(
  item: DatasetArticle,
  context: ExportContext,
  lose: (annotationId: Id, reason: string) => void,
): ReadonlyMap<string, readonly Kept[]> {
  const layers = new Map(layersOf(context).map((layer) => [layer, [] as Candidate[]] as const));
  for (const annotation of [...item.annotations].sort(compareAnnotations)) {
    const own = layers.get(annotation.layer);
    const trimmed = annotation.segments.map(trimSegment).filter((each) => each !== null);
    if (annotation.state !== 'accepted') lose(annotation.id, reasons.state);
    else if (own === undefined) lose(annotation.id, reasons.layer);
    else {
      if (trimmed.length < annotation.segments.length) lose(annotation.id, reasons.blank);
      own.push(...trimmed.map((segment) => ({ segment, annotation })));
    }
  }
  return new Map(
    [...layers].map(([layer, candidates]) => [layer, keepLongest(candidates, lose)] as const),
  );
}

interface Candidate {
  readonly segment: Segment;
  readonly annotation: Annotation;
}

function keepLongest(
  candidates: readonly Candidate[],
  lose: (annotationId: Id, reason: string) => void,
): Kept[] {
  const length = ({ segment }: Candidate) => segment.end - segment.start;
  const sorted = candidates.toSorted(
    (left, right) => length(right) - length(left) || left.segment.start - right.segment.start,
  );
  const kept: Candidate[] = [];
  const lost = new Set<Id>();
  const taken = new Uint8Array(
    candidates.reduce((most, { segment }) => Math.max(most, segment.end), 0),
  );
  for (const each of sorted) {
    const { start, end } = each.segment;
    // What was kept before is at least as long: where it overlaps, it covers an end.
    const isFree = taken[start] === 0 && taken[end - 1] === 0;
    if (isFree) kept.push(each);
    else lost.add(each.annotation.id);
    if (isFree) taken.fill(1, start, end);
  }
  for (const id of lost) lose(id, reasons.overlap);
  return kept.map(({ segment, annotation }) => {
    return { segment, tag: encodeTag(annotation.layer, segment.role, annotation.label) };
  });
}

function holds(item: DatasetArticle, context: ExportContext) {
  const kept = chooseSegments(item, context, () => undefined);
  const marks = [...kept].flatMap(([layer, own]) =>
    own.map(({ segment, tag }) => buildTokenMark(layer, tag, segment)),
  );
  return {
    id: item.article.id,
    title: item.article.title,
    text: context.hasText ? item.revision.text : null,
    marks: sortMarks(marks),
    metadata: buildMetadata(item),
    place: '',
  };
}

function layersOf({ head }: ExportContext): string[] {
  return head.codebook.codebook.layers.map(({ id }) => id);
}
