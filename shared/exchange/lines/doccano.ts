import { buildOffsetMap } from '../../text/offsets.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import type { AnnotatedArticle } from '../core/annotated-article.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { buildArticleDetails } from '../core/held-marks.ts';
import { noteUnit, placeSpans } from '../core/offset-unit.ts';
import { idOf, listOf, objectsOf, positionOf, textOf } from '../core/source-text.ts';
import {
  buildDetails,
  buildSpanGraph,
  joinSpanGraph,
  type ReadLink,
  type ReadSpan,
} from '../core/span-graph.ts';
import { buildSpanLines, type ReadLine, type SpanLine } from './span-lines.ts';

/**
 * One article a line with entities and relations, in UTF-16 units as doccano's editor counts. doccano keeps what else stands
 * in a line as metadata: there are our details, found again by place and label of the entity.
 */
export const doccanoFormat = buildSpanLines({
  id: 'doccano',
  name: 'doccano',
  summary: 'One article a line with entities and relations; for sequence labelling in doccano.',
  offsetUnit: 'utf-16',
  losses: ['doccano itself drops marks that overlap, in silence, unless the project allows them.'],
  openFile: () => {
    // doccano takes ids as those of the whole file.
    const last = { entity: 0, relation: 0 };
    return (article, item) => buildExample(article, item.revision.text, last);
  },
  readLine: readExample,
});

function buildExample(
  article: AnnotatedArticle,
  text: string,
  last: { entity: number; relation: number },
): JsonObject {
  const { spans, links } = buildSpanGraph(article.marks);
  const map = buildOffsetMap(text);
  const ids = new Map(spans.map((span) => [span, ++last.entity]));
  const placed = spans.map((span) => ({
    label: span.label,
    start_offset: map.toUtf16(span.segment.start),
    end_offset: map.toUtf16(span.segment.end),
  }));
  return {
    text,
    ...buildArticleDetails(article),
    offset_unit: 'utf-16',
    entities: spans.map((span, i) => ({ id: ids.get(span) ?? 0, ...placed[i] })),
    relations: links.map(({ from, to, type }) => ({
      id: ++last.relation,
      from_id: ids.get(from) ?? 0,
      to_id: ids.get(to) ?? 0,
      type,
    })),
    details: spans.map(({ segment, mark }, i) => ({
      ...placed[i],
      text: segment.exact,
      ...(mark && buildDetails(mark)),
    })),
  };
}

/** An entity in any of doccano's shapes. */
interface Entity {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly label: string | null;
  readonly details: JsonObject | null;
}

function readExample(file: SourceFile, { value, place, text }: SpanLine): ReadLine {
  const entities = readEntities(value);
  const placed = placeSpans(
    text,
    entities.map(({ start, end, details }, i) => {
      const where = `${file.name}, ${place}, entity ${i + 1}`;
      return { start, end, exact: textOf(details?.['text']), place: where };
    }),
    'utf-16',
  );
  const spans = entities.flatMap(({ key, label, details }, i): ReadSpan[] => {
    const segment = placed.spans[i];
    return segment ? [{ key, label, segment, details }] : [];
  });
  const marks = joinSpanGraph(spans, readLinks(value));
  return { text: placed.text, marks, ...noteUnit(placed, 'utf-16') };
}

/** Entities with relations, or `label`, `labels` as lists of `[start, end, label]`. */
function readEntities(value: JsonObject): Entity[] {
  const details = groupDetails(objectsOf(value['details']));
  const build = (start: JsonValue, end: JsonValue, label: JsonValue, key: string): Entity => {
    const name = textOf(label);
    return {
      key,
      start: positionOf(start),
      end: positionOf(end),
      label: name,
      // The same place and label twice: their details stand in the same order.
      details: details.get(JSON.stringify([start, end, name]))?.shift() ?? null,
    };
  };
  const entities = objectsOf(value['entities']).map((entity, i) => {
    const { start_offset: start = null, end_offset: end = null, label = null } = entity;
    return build(start, end, label, idOf(entity['id']) ?? `entity ${i + 1}`);
  });
  if (entities.length > 0) return entities;
  const lists = [...listOf(value['label']), ...listOf(value['labels'])];
  return lists.flatMap((item, i) => {
    const [start = null, end = null, label = null] = Array.isArray(item) ? listOf(item) : [];
    return Array.isArray(item) ? [build(start, end, label, `label ${i + 1}`)] : [];
  });
}

function groupDetails(rows: readonly JsonObject[]): Map<string, JsonObject[]> {
  const groups = new Map<string, JsonObject[]>();
  for (const row of rows) {
    const { start_offset: start = null, end_offset: end = null, label = null } = row;
    const key = JSON.stringify([start, end, label]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function readLinks(value: JsonObject): ReadLink[] {
  return objectsOf(value['relations']).flatMap((relation): ReadLink[] => {
    const [from, to] = [idOf(relation['from_id']), idOf(relation['to_id'])];
    const type = textOf(relation['type']);
    return from === null || to === null || type === null ? [] : [{ from, to, type }];
  });
}
