import type { DatasetArticle } from '../../formats/dataset.ts';
import { buildOffsetMap } from '../../text/offsets.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle } from '../core/annotated-article.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { buildArticleDetails } from '../core/held-marks.ts';
import { noteUnit, placeSpans, type GivenSpan } from '../core/offset-unit.ts';
import { objectOf, objectsOf, positionOf, textOf } from '../core/source-text.ts';
import {
  buildDetails,
  buildSpanGraph,
  joinSpanGraph,
  type FlatSpan,
  type ReadLink,
  type ReadSpan,
} from '../core/span-graph.ts';
import { listTokens, type Token } from '../core/tokens.ts';
import { buildSpanLines, type ReadLine, type SpanLine } from './span-lines.ts';

/** One task a line with tokens, spans and relations. Documentation: «Annotation task formats» of Prodigy. */
export const prodigyFormat = buildSpanLines({
  id: 'prodigy',
  name: 'spaCy and Prodigy',
  summary: 'One article a line with tokens, spans and relations; for Prodigy and spaCy.',
  offsetUnit: 'code point',
  losses: [
    'Tokens are cut where a mark begins or ends inside a word: spaCy’s own tokens differ there.',
  ],
  openFile: () => buildTask,
  readLine: readTask,
});

function buildTask(article: AnnotatedArticle, item: DatasetArticle): JsonObject {
  const { text } = item.revision;
  const { spans, links } = buildSpanGraph(article.marks);
  const cuts = {
    starts: new Set<number>(spans.map(({ segment }) => segment.start)),
    ends: new Set<number>(spans.map(({ segment }) => segment.end)),
  };
  const tokens = listTokens(text, item.article.language, cuts, buildOffsetMap(text));
  const firsts = new Map<number, number>(tokens.map((token, i) => [token.start, i]));
  const lasts = new Map<number, number>(tokens.map((token, i) => [token.end, i]));
  const toSpan = ({ segment, label, id }: FlatSpan) => ({
    start: segment.start,
    end: segment.end,
    token_start: firsts.get(segment.start) ?? 0,
    // Inclusive, unlike `end`.
    token_end: lasts.get(segment.end) ?? 0,
    label,
    text: segment.exact,
    id,
  });
  return {
    text,
    meta: buildArticleDetails(article),
    answer: 'accept',
    tokens: tokens.map(toJsonToken),
    spans: spans.map((span) => ({
      ...toSpan(span),
      ...(span.mark && buildDetails(span.mark)),
    })),
    // The head of a relation is the part, its child the words that were said.
    relations: links.map(({ from, to, type }) => ({
      head: lasts.get(to.segment.end) ?? 0,
      child: lasts.get(from.segment.end) ?? 0,
      label: type,
      head_span: toSpan(to),
      child_span: toSpan(from),
    })),
  };
}

function toJsonToken(token: Token, id: number): JsonObject {
  const { text, start, end, hasSpaceAfter } = token;
  return { text, start, end, id, ws: hasSpaceAfter };
}

function readTask(file: SourceFile, { value, place, text }: SpanLine): ReadLine {
  const where = `${file.name}, ${place}`;
  const own = objectsOf(value['spans']);
  const tokens = objectsOf(value['tokens']);
  const given = [...own.map((span, i) => toGiven(span, `${where}, span ${i + 1}`))];
  // Tokens say which text they cover, spans of Prodigy often do not: together they tell the unit.
  const witnesses = tokens.map((token, i) => toGiven(token, `${where}, token ${i + 1}`));
  const placed = placeSpans(text, [...given, ...witnesses], 'code point');
  const spans = own.flatMap((span, i): ReadSpan[] => {
    const segment = placed.spans[i];
    if (!segment) return [];
    return [{ key: String(i), label: textOf(span['label']), segment, details: span }];
  });
  const annotator = textOf(value['_annotator_id']) ?? textOf(value['_session_id']);
  const marks = joinSpanGraph(spans, readLinks(value, own)).map((mark) => ({
    ...mark,
    annotator: mark.annotator ?? annotator,
    // Somebody has looked at the task and said no, or passed it over.
    state: stateOf(value, mark.state),
  }));
  return { text: placed.text, marks, ...noteUnit(placed, 'code point') };
}

function stateOf<State extends string>(value: JsonObject, state: State) {
  if (value['answer'] === 'reject') return 'rejected';
  return value['answer'] === 'ignore' ? 'suggested' : state;
}

function toGiven(value: JsonObject, place: string): GivenSpan {
  const exact = textOf(value['text']);
  return { start: positionOf(value['start']), end: positionOf(value['end']), exact, place };
}

/** Relations between spans: by the spans they repeat, else by their last tokens. */
function readLinks(value: JsonObject, spans: readonly JsonObject[]): ReadLink[] {
  return objectsOf(value['relations']).flatMap((relation): ReadLink[] => {
    const head = findSpan(spans, objectOf(relation['head_span']), relation['head']);
    const child = findSpan(spans, objectOf(relation['child_span']), relation['child']);
    const type = textOf(relation['label']);
    if (head === -1 || child === -1 || type === null) return [];
    return [{ from: String(child), to: String(head), type }];
  });
}

function findSpan(
  spans: readonly JsonObject[],
  repeated: JsonObject | null,
  token: JsonObject[string] | undefined,
): number {
  if (repeated === null) return spans.findIndex((span) => span['token_end'] === token);
  const id = repeated['id'];
  const byId = id === undefined ? -1 : spans.findIndex((span) => span['id'] === id);
  if (byId !== -1) return byId;
  return spans.findIndex((span) =>
    ['start', 'end', 'label'].every((key) => span[key] === repeated[key]),
  );
}
