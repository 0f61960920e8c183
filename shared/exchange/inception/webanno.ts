import { compareSegments, type DatasetArticle } from '../../formats/dataset.ts';
import type { Segment } from '../../records/records.ts';
import { buildOffsetMap, sliceSpan, type OffsetMap } from '../../text/offsets.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { writeHead } from '../core/article-head.ts';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
} from '../core/exchange-format.ts';
import { createFileNamer } from '../core/file-names.ts';
import { attributeFeatures, markFeatureNames, sortById, toFeatures } from './mark-features.ts';
import { buildAnnotatedArticle, indexRows } from '../core/row-index.ts';
import { listTokenSentences, maskText, trimSegment } from '../core/token-layers.ts';
import type { Token } from '../core/tokens.ts';
import { escapeForm, writeStack } from './webanno-cells.ts';
import { readWebanno } from './webanno-read.ts';

/** WebAnno TSV 3.3: tokens with a column for each feature of each layer. */
export const webannoFormat: ExchangeFormat = {
  id: 'webanno',
  name: 'WebAnno TSV 3.3',
  summary:
    'A folder with a table of tokens and annotations for each article; for INCEpTION and WebAnno.',
  extension: null,
  offsetUnit: 'utf-16',
  readAlone: 'article',
  losses: [
    'The codebook, comments, the history of claims, and members of the cast that no mark names.',
    'Links between the fragments of a mark, and the parts of a quotation, but for the feature “mark” they share.',
  ],
  write,
  holds,
  read: readWebanno,
};

/** Layers by ours; every other one is `Mark`. */
const layerNames: Readonly<Record<string, string>> = {
  quotation: 'webanno.custom.Quotation',
  mention: 'webanno.custom.Mention',
  claim: 'webanno.custom.Claim',
};
const otherName = 'webanno.custom.Mark';

const reason = 'The mark, or a part of it, covers nothing but white space, which no token holds.';

function write(context: ExportContext): FormatWriter {
  const nameFile = createFileNamer();
  return {
    begin: () => [],
    article: (item) => writeArticle(item, nameFile(item.article.title), context),
    end: () => [],
  };
}

function writeArticle(item: DatasetArticle, name: string, context: ExportContext): ExportPiece[] {
  const { marks } = buildAnnotatedArticle(item, indexRows(context.head));
  for (const mark of marks) {
    if (keepMark(mark)?.segments.length === mark.segments.length) continue;
    context.lose({ articleId: item.article.id, annotationId: mark.id, reason });
  }
  const kept = marks.map(keepMark).filter((mark) => mark !== null);
  const segments = kept
    .flatMap((mark) => mark.segments.map(trimSegment))
    .filter((each) => each !== null);
  const { text } = item.revision;
  const shown = context.hasText ? text : maskText(text, segments);
  const table = writeTable({ item, text, shown, segments, marks: kept, context });
  return [
    { file: `${name}.tsv`, content: table },
    { file: `${name}.txt`, content: shown },
    writeHead(name, item, context.hasText),
  ];
}

/** What of a mark a token can hold; null when that is nothing. */
function keepMark(mark: AnnotatedMark): AnnotatedMark | null {
  const segments = mark.segments.filter((segment) => trimSegment(segment) !== null);
  if (segments.length === 0) return null;
  return { ...mark, segments: segments.sort(compareSegments) };
}

function holds(item: DatasetArticle, context: ExportContext): AnnotatedArticle {
  const whole = buildAnnotatedArticle(item, indexRows(context.head));
  return {
    ...whole,
    text: context.hasText ? whole.text : null,
    marks: sortById(whole.marks.map(keepMark).filter((mark) => mark !== null)),
  };
}

interface TableTask {
  readonly item: DatasetArticle;
  readonly text: string;
  /** The text as it may be seen. */
  readonly shown: string;
  readonly segments: readonly Segment[];
  readonly marks: readonly AnnotatedMark[];
  readonly context: ExportContext;
}

/** A column group of the table: one of our layers. */
interface Layer {
  readonly name: string;
  readonly features: readonly string[];
  readonly spans: readonly LayerSpan[];
}

/** One segment of a mark. */
interface LayerSpan {
  readonly start: number;
  readonly end: number;
  readonly features: Readonly<Record<string, string | null>>;
  id: string | null;
}

function writeTable({ item, text, shown, segments, marks, context }: TableTask): string {
  const map = buildOffsetMap(shown);
  const { language } = item.article;
  const sentences = listTokenSentences({ text, language, map: buildOffsetMap(text), segments });
  // A layer without marks would be empty columns on every row.
  const layers = buildLayers(marks, map, context).filter(({ spans }) => spans.length > 0);
  numberSpans(layers, sentences.flat());
  const head = layers.map(({ name, features }) => `#T_SP=${[name, ...features].join('|')}\n`);
  const find = layers.map(createFinder);
  const blocks = sentences.map((sentence, i) => {
    const [first, last] = [sentence[0], sentence.at(-1)];
    if (first === undefined || last === undefined) return '';
    const words = sliceSpan(shown, { start: first.start, end: last.end }, map);
    const lines = words.split('\n').map((line) => `#Text=${escapeForm(line)}\n`);
    const rows = sentence.map(({ start, end }, k) => {
      const form = escapeForm(sliceSpan(shown, { start, end }, map));
      const cells = layers.flatMap(({ features }, n) => {
        const stack = find[n]?.(start) ?? [];
        return features.map((feature) =>
          writeStack(stack.map((span) => ({ value: span.features[feature] ?? null, id: span.id }))),
        );
      });
      const place = `${map.toUtf16(start)}-${map.toUtf16(end)}`;
      return `${[`${i + 1}-${k + 1}`, place, form, ...cells].join('\t')}\t\n`;
    });
    return `\n${lines.join('')}${rows.join('')}`;
  });
  return `#FORMAT=WebAnno TSV 3.3\n${head.join('')}\n${blocks.join('')}`;
}

function buildLayers(
  marks: readonly AnnotatedMark[],
  map: OffsetMap,
  { head }: ExportContext,
): Layer[] {
  const { codebook } = head.codebook;
  const names = [...new Set([...Object.values(layerNames), otherName])];
  return names.map((name) => {
    const isOther = name === otherName;
    const own = marks.filter(({ layer }) => (layerNames[layer ?? ''] ?? otherName) === name);
    const layerIds = isOther ? [] : Object.keys(layerNames).filter((id) => layerNames[id] === name);
    const attributes = layerIds.flatMap((id) => attributeFeatures(codebook, id));
    return {
      name,
      features: [...markFeatureNames, ...attributes, isOther ? 'layer' : 'role', 'extent'],
      spans: own.flatMap((mark) => listSpans(mark, attributes, map)),
    };
  });
}

/** The segments of a mark: the first has all features, the others those that tell whose they are. */
function listSpans(
  mark: AnnotatedMark,
  attributes: readonly string[],
  map: OffsetMap,
): LayerSpan[] {
  return mark.segments.flatMap((segment, i) => {
    const place = trimSegment(segment);
    if (place === null) return [];
    const isExact = place.start === segment.start && place.end === segment.end;
    const extent = isExact ? null : `${map.toUtf16(segment.start)}-${map.toUtf16(segment.end)}`;
    const { id, label, layer } = mark;
    const features = i === 0 ? toFeatures(mark, attributes) : { mark: id, label };
    const own = { ...features, layer, role: segment.role, extent };
    return [{ start: place.start, end: place.end, features: own, id: null }];
  });
}

/** An annotation of several tokens, or one that shares a token with another of its layer, is told by a number. */
function numberSpans(layers: readonly Layer[], tokens: readonly Token[]): void {
  let count = 0;
  for (const layer of layers) {
    const find = createFinder(layer);
    const numbered = new Set<LayerSpan>();
    const seen = new Set<LayerSpan>();
    for (const { start } of tokens) {
      const stack = find(start);
      for (const span of stack) {
        if (stack.length > 1 || seen.has(span)) numbered.add(span);
        seen.add(span);
      }
    }
    for (const span of layer.spans) if (numbered.has(span)) span.id = String(++count);
  }
}

/** The annotations of a layer at a token, asked for in the order of tokens; in the order in which they begin. */
function createFinder({ spans }: Layer): (start: number) => readonly LayerSpan[] {
  const sorted = spans.toSorted((left, right) => left.start - right.start);
  let next = 0;
  let open: LayerSpan[] = [];
  return (start) => {
    open = open.filter(({ end }) => end > start);
    for (; (sorted[next]?.start ?? Infinity) <= start; next++) {
      const span = sorted[next];
      if (span) open.push(span);
    }
    return open;
  };
}
