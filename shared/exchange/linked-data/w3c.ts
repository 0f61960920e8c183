import { compareAnnotations, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Segment } from '../../records/records.ts';
import { buildOffsetMap, codePoints, type OffsetMap } from '../../text/offsets.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { ExchangeFormat, ExportContext, ExportPiece } from '../core/exchange-format.ts';
import { buildAnnotatedArticle, indexRows } from '../core/row-index.ts';
import { jsonText } from '../core/source-text.ts';
import { buildSpanGraph, joinLabel, type FlatSpan } from '../core/span-graph.ts';
import { contexts, terms, urnOf } from './w3c-terms.ts';
import { readW3c } from './w3c-read.ts';

/** Code points of context on each side of a quoted passage. */
const contextLength = 32;

/**
 * One AnnotationPage an article with its text beside it. A quotation targets its content; source, cue and addressee are
 * annotations of their own, which linking annotations tie to it.
 *
 * @see W3C Web Annotation Data Model (2017); positions are code points by its section 4.2.4
 */
export const w3cFormat: ExchangeFormat = {
  id: 'w3c',
  name: 'W3C Web Annotation',
  summary: 'A folder with a JSON-LD page of annotations and the text of each article.',
  extension: null,
  offsetUnit: 'code point',
  readAlone: 'article',
  losses: [
    'Headings, lists and links of the text, notes on articles and comments.',
    'The cast beyond names, and of claims all but statement and status.',
  ],
  write(context) {
    let count = 0;
    return {
      begin: () => [],
      article: (item) => writeArticle(item, context, ++count),
      end: () => [],
    };
  },
  holds,
  read: readW3c,
};

function holds(item: DatasetArticle, context: ExportContext): AnnotatedArticle {
  const held = buildAnnotatedArticle(item, indexRows(context.head));
  return context.hasText ? held : { ...held, text: null };
}

function writeArticle(item: DatasetArticle, context: ExportContext, count: number): ExportPiece[] {
  const name = String(count).padStart(6, '0');
  const textFile = context.hasText ? `${name}.txt` : null;
  const article = holds(item, context);
  const annotations = [...item.annotations].sort(compareAnnotations);
  const source = urnOf('article', item.article.id);
  const quoting: Quoting = {
    source,
    text: context.hasText ? item.revision.text : null,
    map: buildOffsetMap(item.revision.text),
  };
  const page = {
    '@context': contexts,
    id: urnOf('page', item.article.id),
    type: 'AnnotationPage',
    [terms.article]: buildArticle(article, item, textFile),
    startIndex: 0,
    items: buildItems(article, annotations, quoting),
  };
  const pages = [{ file: `articles/${name}.jsonld`, content: `${stringifyPage(page)}\n` }];
  if (textFile === null) return pages;
  return [...pages, { file: `articles/${textFile}`, content: item.revision.text }];
}

/** One annotation a line, so that pages can be compared by lines. */
function stringifyPage({ items, ...page }: JsonObject & { readonly items: readonly JsonObject[] }) {
  const head = jsonText(page).slice(0, -1);
  const lines = items.map((item) => `\n${jsonText(item)}`);
  return `${head},"items":[${lines.join(',')}\n]}`;
}

function buildArticle(
  article: AnnotatedArticle,
  { article: row, revision }: DatasetArticle,
  textFile: string | null,
): JsonObject {
  const { byline, publisher, url, published, language, tags } = article.metadata;
  return {
    id: urnOf('article', row.id),
    ...(article.title !== '' && { 'schema:headline': article.title }),
    ...(byline !== undefined && { 'schema:author': byline }),
    ...(publisher !== undefined && { 'schema:publisher': publisher }),
    ...(url !== undefined && { 'schema:url': url }),
    ...(published !== undefined && { 'schema:datePublished': published }),
    ...(language !== undefined && { 'schema:inLanguage': language }),
    ...(tags !== undefined && { 'schema:keywords': tags }),
    ...(textFile !== null && { [terms.textFile]: textFile }),
    [terms.textHash]: revision.sha256,
  };
}

interface Quoting {
  readonly source: string;
  /** null when no more of the text may be written than the marks cover. */
  readonly text: string | null;
  readonly map: OffsetMap;
}

function buildItems(
  article: AnnotatedArticle,
  annotations: readonly Annotation[],
  quoting: Quoting,
): JsonObject[] {
  return article.marks.flatMap((mark, i) => {
    const annotation = annotations[i];
    if (!annotation) return [];
    const { spans, links } = buildSpanGraph([mark]);
    const parts = links.filter(({ type }) => type !== 'fragment');
    const partSpans = parts.map(({ to }) => to);
    const own = spans.filter((span) => !partSpans.includes(span));
    return [
      buildAnnotation(mark, annotation, own, quoting),
      ...parts.flatMap(({ to, type }) => [
        buildPart(to, annotation, quoting),
        buildLink(to, type, annotation),
      ]),
    ];
  });
}

function buildAnnotation(
  mark: AnnotatedMark,
  annotation: Annotation,
  spans: readonly FlatSpan[],
  quoting: Quoting,
): JsonObject {
  const targets = spans.map(({ segment }) => buildTarget(segment, quoting));
  const hasAttributes = Object.keys(mark.attributes).length > 0;
  return {
    id: urnOf('annotation', annotation.id),
    type: 'Annotation',
    motivation: 'classifying',
    created: annotation.createdAt,
    modified: annotation.updatedAt,
    creator: {
      id: urnOf('annotator', annotation.annotatorId),
      ...(mark.annotator !== null && { name: mark.annotator }),
    },
    body: [
      { type: 'TextualBody', purpose: 'tagging', value: joinLabel(mark) },
      ...buildBody('identifying', mark.entity),
      ...buildBody('describing', mark.claim),
      ...buildBody('commenting', mark.note === '' ? null : mark.note),
    ],
    target: targets.length === 1 ? (targets[0] ?? null) : targets,
    [terms.layer]: annotation.layer,
    ...(mark.state !== 'accepted' && { [terms.state]: mark.state }),
    ...(mark.doubt && { [terms.doubt]: true }),
    ...(mark.status !== null && { [terms.status]: mark.status }),
    ...(hasAttributes && { [terms.attributes]: mark.attributes }),
  };
}

function buildBody(purpose: string, value: string | null): JsonObject[] {
  return value === null ? [] : [{ type: 'TextualBody', purpose, value }];
}

function buildPart(span: FlatSpan, annotation: Annotation, quoting: Quoting): JsonObject {
  return {
    id: urnOf('annotation', span.id),
    type: 'Annotation',
    motivation: 'tagging',
    body: { type: 'TextualBody', purpose: 'tagging', value: span.label },
    target: buildTarget(span.segment, quoting),
    [terms.partOf]: { id: urnOf('annotation', annotation.id) },
  };
}

/** Two targets of one annotation have no order, so the quotation is the target and its part the body. */
function buildLink(span: FlatSpan, type: string, annotation: Annotation): JsonObject {
  return {
    id: `${urnOf('annotation', span.id)}.link`,
    type: 'Annotation',
    motivation: 'linking',
    body: [
      { type: 'SpecificResource', purpose: 'linking', source: urnOf('annotation', span.id) },
      { type: 'TextualBody', purpose: 'tagging', value: type },
    ],
    target: urnOf('annotation', annotation.id),
  };
}

function buildTarget({ start, end, exact }: Segment, { source, text, map }: Quoting): JsonObject {
  const slice = (from: number, to: number): string =>
    (text ?? '').slice(map.toUtf16(codePoints(from)), map.toUtf16(codePoints(to)));
  const prefix = text && slice(Math.max(0, start - contextLength), start);
  const suffix = text && slice(end, Math.min(map.lengthCodePoints, end + contextLength));
  return {
    type: 'SpecificResource',
    source,
    selector: [
      { type: 'TextPositionSelector', start, end },
      { type: 'TextQuoteSelector', exact, ...(prefix && { prefix }), ...(suffix && { suffix }) },
    ],
  };
}
