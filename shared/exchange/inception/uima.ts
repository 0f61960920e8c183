import { compareSegments, extentOf, type DatasetArticle } from '../../formats/dataset.ts';
import { buildOffsetMap, codePoints, type OffsetMap } from '../../text/offsets.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { ExchangeFormat, ExportContext, FormatWriter } from '../core/exchange-format.ts';
import { createFileNamer } from '../core/file-names.ts';
import { attributeFeatures, sortById, toFeatures } from './mark-features.ts';
import { buildAnnotatedArticle, indexRows } from '../core/row-index.ts';
import { jsonText } from '../core/source-text.ts';
import { maskText } from '../core/token-layers.ts';
import { readUima } from './uima-read.ts';
import { articleType, buildTypes, partType, typeOfLayer } from './uima-types.ts';

/** UIMA CAS JSON 0.4 with its type system: each mark an annotation with its segments as parts. */
export const uimaFormat: ExchangeFormat = {
  id: 'uima',
  name: 'UIMA CAS JSON',
  summary:
    'A folder with a CAS for each article, its types included; for UIMA, DKPro and INCEpTION.',
  extension: null,
  offsetUnit: 'utf-16',
  readAlone: 'article',
  losses: [
    'The codebook, comments, the history of claims, and members of the cast that no mark names.',
  ],
  write,
  holds,
  read: readUima,
};

function write(context: ExportContext): FormatWriter {
  const nameFile = createFileNamer();
  const types = jsonText(buildTypes(context.head.codebook.codebook));
  return {
    begin: () => [],
    article: (item) => {
      const file = `${nameFile(item.article.title)}.json`;
      return [{ file, content: writeCas(item, types, context) }];
    },
    end: () => [],
  };
}

function holds(item: DatasetArticle, context: ExportContext): AnnotatedArticle {
  const whole = buildAnnotatedArticle(item, indexRows(context.head));
  const marks = sortById(whole.marks);
  return { ...whole, marks, text: context.hasText ? whole.text : null };
}

/** One feature structure a line. */
function writeCas(item: DatasetArticle, types: string, context: ExportContext): string {
  const article = buildAnnotatedArticle(item, indexRows(context.head));
  const { text } = item.revision;
  const segments = article.marks.flatMap((mark) => mark.segments);
  const shown = context.hasText ? text : maskText(text, segments);
  const map = buildOffsetMap(shown);
  const structures: JsonObject[] = [];
  const members: number[] = [];
  const add = (type: string, features: JsonObject): number => {
    structures.push({ '%ID': structures.length + 1, '%TYPE': type, ...features });
    return structures.length;
  };
  add('uima.cas.Sofa', {
    sofaNum: 1,
    sofaID: '_InitialView',
    mimeType: 'text/plain',
    sofaString: shown,
  });
  members.push(add(articleType, headOf(article, item, shown, context)));
  for (const mark of article.marks) members.push(...addMark(mark, map, { add, context }));
  const lines = structures.map(jsonText).join(',\n');
  const views = jsonText({ _InitialView: { '%SOFA': 1, '%MEMBERS': members } });
  return `{"%TYPES":${types},\n"%FEATURE_STRUCTURES":[\n${lines}\n],\n"%VIEWS":${views}}\n`;
}

function headOf(
  article: AnnotatedArticle,
  item: DatasetArticle,
  shown: string,
  { hasText }: ExportContext,
): JsonObject {
  return {
    '@sofa': 1,
    begin: 0,
    end: shown.length,
    language: item.article.language || 'x-unspecified',
    articleId: article.id,
    title: article.title,
    metadata: jsonText(article.metadata),
    carries: hasText ? 'whole' : 'marks',
  };
}

interface Sink {
  readonly add: (type: string, features: JsonObject) => number;
  readonly context: ExportContext;
}

/** Parts first, then what names them. Gives the ids of those that the view shows. */
function addMark(mark: AnnotatedMark, map: OffsetMap, { add, context }: Sink): number[] {
  const place = (start: number, end: number) => ({
    '@sofa': 1,
    begin: map.toUtf16(codePoints(start)),
    end: map.toUtf16(codePoints(end)),
  });
  const parts = mark.segments
    .toSorted(compareSegments)
    .map(({ role, start, end, exact }) => add(partType, { ...place(start, end), role, exact }));
  const array = add(`${partType}[]`, { '%ELEMENTS': parts });
  const layer = mark.layer ?? '';
  const features = toFeatures(mark, attributeFeatures(context.head.codebook.codebook, layer));
  const set = Object.entries(features).filter(
    ([name, value]) => value !== null && name !== 'doubt',
  );
  const { start, end } = extentOf(mark);
  const id = add(typeOfLayer(layer), {
    ...place(start, end),
    layer,
    ...Object.fromEntries(set),
    doubt: mark.doubt,
    '@parts': array,
  });
  return [...parts, id];
}
