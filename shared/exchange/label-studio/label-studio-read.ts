import type { JsonObject, JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { readArticleDetails } from '../core/held-marks.ts';
import { badLine } from '../core/json-lines.ts';
import { idOf, listOf, objectOf, objectsOf, positionOf, textOf } from '../core/source-text.ts';
import { readRecords, type PlacedValue } from '../core/source-text.ts';
import { choicesName, entityControl } from './label-studio-config.ts';
import { noteUnit, placeSpans, type GivenSpan } from '../core/offset-unit.ts';
import { compareMarks, joinSpanGraph, type ReadLink, type ReadSpan } from '../core/span-graph.ts';

/** A label of a region: several labels of one region are several marks. */
interface Region {
  readonly key: string;
  readonly label: string;
  readonly given: GivenSpan;
  readonly details: JsonObject;
}

/** Results of one annotation or prediction. */
interface Group {
  readonly regions: readonly Region[];
  readonly links: readonly ReadLink[];
  readonly annotator: string | null;
  readonly isPrediction: boolean;
}

/**
 * Articles of Label Studio's JSON export, ours or another's, old ones with UTF-16 positions included. Cancelled annotations
 * and regions that do not lie in text are left out.
 *
 * @throws Refusal `bad_input` naming file and task.
 */
export function* readLabelStudio(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  const sources = files.filter(({ name }) => !/(?:\.xml|manifest\.json)$/i.test(name));
  if (sources.length === 0) throw new Refusal('bad_input', 'There is no file with tasks.');
  for (const file of sources) {
    for (const { value, place } of readRecords(file)) {
      yield readTask(file, { value, place: place.replace('item', 'task') });
    }
  }
}

function readTask(file: SourceFile, { value, place }: PlacedValue): AnnotatedArticle {
  const data = objectOf(value['data']) ?? {};
  const text = findText(data);
  if (text === null) throw badLine(file, place, 'It has no text under “data”.');
  const where = `${file.name}, ${place}`;
  const groups = [
    ...objectsOf(value['annotations'] ?? value['completions'])
      .filter((annotation) => annotation['was_cancelled'] !== true)
      .map((annotation, i) => readGroup(annotation, text, `${where}, annotation ${i + 1}`)),
    ...objectsOf(value['predictions']).map((prediction, i) => ({
      ...readGroup(prediction, text, `${where}, prediction ${i + 1}`),
      annotator: textOf(prediction['model_version']),
      isPrediction: true,
    })),
  ];
  const given = groups.flatMap(({ regions }) => regions.map((region) => region.given));
  const placed = placeSpans(text, given, 'code point');
  let next = 0;
  const marks = groups.flatMap((group) => {
    const spans = group.regions.flatMap(({ key, label, details }): ReadSpan[] => {
      const segment = placed.spans[next++];
      return segment ? [{ key, label, segment, details }] : [];
    });
    return joinSpanGraph(spans, group.links).map((mark) => readMark(mark, group));
  });
  return {
    id: idOf(data['article_id']) ?? idOf(data['id']) ?? idOf(value['id']),
    text: placed.text,
    marks: marks.sort(compareMarks),
    ...readArticleDetails(data),
    ...noteUnit(placed, 'code point'),
    place,
  };
}

/** The text that is annotated: `text`, else the only value that is text at all. */
function findText(data: JsonObject): string | null {
  const text = textOf(data['text']);
  if (text !== null) return text;
  const texts = Object.values(data).filter((value) => typeof value === 'string');
  return texts.length === 1 ? (texts[0] ?? null) : null;
}

/** Attributes were read under the names of their controls; those of ours begin with the layer. */
function readMark(mark: AnnotatedMark, { annotator, isPrediction }: Group): AnnotatedMark {
  const prefix = mark.layer === null ? '' : choicesName(mark.layer, '');
  const attributes = Object.entries(mark.attributes).map(([key, value]) => [
    key.startsWith(prefix) ? key.slice(prefix.length) : key,
    value,
  ]);
  return {
    ...mark,
    attributes: Object.fromEntries(attributes),
    annotator: mark.annotator ?? annotator,
    state: isPrediction ? 'suggested' : mark.state,
  };
}

function readGroup(group: JsonObject, text: string, where: string): Group {
  const results = objectsOf(group['result']);
  const beside = readBeside(results);
  const regions = results.flatMap((result, i): Region[] => {
    const value = objectOf(result['value']);
    if (result['type'] !== 'labels' || value === null) return [];
    const id = idOf(result['id']) ?? `region ${i + 1}`;
    const given = toGiven(value, text, `${where}, region ${id}`);
    const own = beside.get(id) ?? {};
    const meta = objectOf(result['meta']);
    const attributes = { ...objectOf(meta?.['attributes']), ...own.attributes };
    const details = {
      id,
      ...meta,
      attributes,
      note: listOf(meta?.['text'])
        .filter((line) => typeof line === 'string')
        .join('\n'),
      ...(own.entity !== undefined && { entity: own.entity }),
    };
    const labels = listOf(value['labels']).filter((label) => typeof label === 'string');
    return labels.map((label, k) => ({
      key: k === 0 ? id : `${id}#${k + 1}`,
      label,
      given,
      details: k === 0 ? details : { ...details, id: `${id}#${k + 1}` },
    }));
  });
  const links = results
    .filter((result) => result['type'] === 'relation')
    .flatMap((result) => readLink(result));
  return { regions, links, annotator: findAnnotator(group), isPrediction: false };
}

interface Beside {
  attributes?: { [name: string]: JsonValue };
  entity?: string;
}

/** Choices and texts for a region, which stand in results of the same id. */
function readBeside(results: readonly JsonObject[]): ReadonlyMap<string, Beside> {
  const all = new Map<string, Beside>();
  for (const result of results) {
    const [id, name] = [idOf(result['id']), textOf(result['from_name'])];
    const value = objectOf(result['value']);
    if (id === null || name === null || value === null) continue;
    const key = result['type'] === 'choices' ? 'choices' : 'text';
    if (result['type'] !== 'choices' && result['type'] !== 'textarea') continue;
    const values = listOf(value[key]);
    const own = all.get(id) ?? {};
    all.set(id, own);
    if (name === entityControl) own.entity = values.map((each) => textOf(each) ?? '').join('\n');
    else
      own.attributes = {
        ...own.attributes,
        [name]: values.length === 1 ? (values[0] ?? null) : values,
      };
  }
  return all;
}

function readLink(result: JsonObject): ReadLink[] {
  const [from, to] = [idOf(result['from_id']), idOf(result['to_id'])];
  if (from === null || to === null) return [];
  const ends = result['direction'] === 'left' ? { from: to, to: from } : { from, to };
  const types = listOf(result['labels']).filter((label) => typeof label === 'string');
  return types.map((type) => ({ ...ends, type }));
}

function toGiven(value: JsonObject, text: string, place: string): GivenSpan {
  const exact = textOf(value['text']);
  // Some versions write a line end of the covered text as a backslash and an n.
  const isEscaped = exact !== null && exact.includes('\\n') && !text.includes('\\n');
  return {
    start: positionOf(value['start']),
    end: positionOf(value['end']),
    exact: isEscaped ? exact.replaceAll('\\n', '\n') : exact,
    place,
  };
}

/** Who completed an annotation: a number, or what Label Studio knows of the user. */
function findAnnotator(annotation: JsonObject): string | null {
  const user = annotation['completed_by'];
  const known = objectOf(user);
  if (known === null) return typeof user === 'number' ? `User ${user}` : textOf(user);
  const name = [textOf(known['first_name']), textOf(known['last_name'])].filter(Boolean).join(' ');
  return name || textOf(known['email']) || textOf(known['username']);
}
