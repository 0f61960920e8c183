import { compareSegments } from '../../formats/dataset.ts';
import { parseJsonText } from '../../formats/json/json-text.ts';
import { segmentRoles, type Segment } from '../../records/records.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { titleOfFile } from '../core/article-head.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { fromFeatures, sortById, type Features } from './mark-features.ts';
import { noteUnit, placeSpans, type GivenSpan, type PlacedSpan } from '../core/offset-unit.ts';
import { idOf, listOf, objectOf, objectsOf, parseJsonSource, textOf } from '../core/source-text.ts';
import { articleType, partType } from './uima-types.ts';

/** A feature structure with its id. */
interface Structure {
  readonly id: string;
  readonly type: string;
  readonly value: JsonObject;
}

/** A CAS, one of its texts. */
interface View {
  readonly file: SourceFile;
  readonly sofa: Structure;
  readonly text: string;
  readonly byId: ReadonlyMap<string, Structure>;
  /** Annotations of this text that cover a word. */
  readonly annotations: readonly Structure[];
}

/**
 * Articles of UIMA CAS JSON files, ours or another program's: one for each text of a CAS. Annotations that cover nothing, and
 * structures that are no annotations, are not marks.
 */
export function* readUima(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  for (const file of files) {
    const isCas = file.name.endsWith('.json') && titleOfFile(file.name) !== 'manifest.json';
    if (!isCas) continue;
    const views = listViews(file);
    for (const view of views) {
      const own = view.annotations.find(({ type }) => type === articleType);
      const alone = views.length === 1;
      yield own === undefined ? readForeign(view, alone) : readOwn(view, own);
    }
  }
}

function listViews(file: SourceFile): View[] {
  const root = objectOf(parseJsonSource(file));
  const list = root?.['%FEATURE_STRUCTURES'];
  const map = objectOf(list);
  if (root === null || (!Array.isArray(list) && map === null)) {
    throw new Refusal('bad_input', `${file.name}, line 1: It has no list “%FEATURE_STRUCTURES”.`);
  }
  // Early drafts have an object with the ids as keys.
  const values = map === null ? objectsOf(list) : Object.entries(map).map(withId);
  const byId = new Map<string, Structure>();
  for (const value of values) {
    const [id, type] = [idOf(value['%ID']), textOf(value['%TYPE'])];
    if (id === null || type === null) {
      throw bad(file, `structure ${byId.size + 1}`, 'It needs “%ID” and “%TYPE”.');
    }
    if (byId.has(id)) throw bad(file, `%ID ${id}`, 'The id is taken by a structure above.');
    byId.set(id, { id, type, value });
  }
  const all = [...byId.values()];
  const sofas = all.filter(({ value }) => typeof value['sofaString'] === 'string');
  if (sofas.length === 0) throw bad(file, 'line 1', 'There is no text: no “sofaString”.');
  return sofas.map((sofa): View => {
    const text = textOf(sofa.value['sofaString']) ?? '';
    const annotations = all.filter(
      (each) =>
        idOf(each.value['@sofa']) === sofa.id &&
        (hasPlace(each.value) || each.type === articleType),
    );
    return { file, sofa, text, byId, annotations };
  });
}

function withId([id, value]: readonly [string, JsonValue]): JsonObject {
  return { '%ID': id, ...objectOf(value) };
}

function placeOf(value: JsonObject) {
  return { begin: value['begin'] ?? value['^begin'], end: value['end'] ?? value['^end'] };
}

function hasPlace(value: JsonObject): boolean {
  const { begin, end } = placeOf(value);
  return begin !== undefined && end !== undefined && begin !== end;
}

function toGiven({ id, value }: Structure, file: SourceFile): GivenSpan {
  const { begin, end } = placeOf(value);
  if (typeof begin !== 'number' || typeof end !== 'number') {
    throw bad(file, `%ID ${id}`, '“begin” and “end” are not numbers.');
  }
  return { start: begin, end, exact: textOf(value['exact']), place: `${file.name}, %ID ${id}` };
}

/** Places of structures by id, and the text with LF line ends that they lie in. */
function placeAll({ file, text }: View, structures: readonly Structure[]) {
  const given = structures.map((structure) => toGiven(structure, file));
  const placed = placeSpans(text, given, 'utf-16');
  const places = new Map<string, PlacedSpan>();
  structures.forEach(({ id }, i) => {
    const place = placed.spans[i];
    if (place) places.set(id, place);
  });
  return { text: placed.text, places, noted: noteUnit(placed, 'utf-16') };
}

function readOwn(view: View, head: Structure): AnnotatedArticle {
  const { file, byId, annotations } = view;
  const { text, places } = placeAll(
    view,
    annotations.filter(({ type }) => type === partType),
  );
  const marks = annotations
    .filter(({ value }) => value['@parts'] !== undefined)
    .map(({ id, value }): AnnotatedMark => {
      const elements = listOf(byId.get(idOf(value['@parts']) ?? '')?.value['%ELEMENTS']);
      const segments = elements.map((element): Segment => {
        const part = byId.get(idOf(element) ?? '');
        const place = places.get(part?.id ?? '');
        const role = segmentRoles.find((each) => each === part?.value['role']);
        if (place === undefined || role === undefined) {
          throw bad(file, `%ID ${id}`, `Its part ${idOf(element)} is missing or damaged.`);
        }
        return { role, ...place };
      });
      const mark = fromFeatures(toTexts(value));
      const layer = textOf(value['layer']);
      if (mark === null || layer === null || segments.length === 0) {
        throw bad(file, `%ID ${id}`, 'The features of the mark are damaged.');
      }
      return { ...mark, layer, segments: segments.sort(compareSegments) };
    });
  const metadata = parseJsonText(textOf(head.value['metadata']) ?? '{}');
  return {
    id: textOf(head.value['articleId']),
    title: textOf(head.value['title']) ?? '',
    text: head.value['carries'] === 'marks' ? null : text,
    marks: sortById(marks),
    metadata: (metadata.ok ? objectOf(metadata.value) : null) ?? {},
    place: file.name,
  };
}

/** Features as texts; `doubt` is a truth value in a CAS. */
function toTexts(value: JsonObject): Features {
  const texts = Object.entries(value).map(([name, each]) => {
    return [name, each === true ? 'true' : textOf(each)] as const;
  });
  return Object.fromEntries(texts);
}

const about = /(?:^|\.)(?:DocumentAnnotation|DocumentMetaData)$/;

/** The label is the value of `value` or `label`, else the type without its name space; other plain features are attributes. */
function readForeign(view: View, isAlone: boolean): AnnotatedArticle {
  const found = view.annotations.filter(({ type }) => !about.test(type));
  const { text, places, noted } = placeAll(view, found);
  const data = view.annotations.find(({ type }) => about.test(type))?.value ?? {};
  const stem = titleOfFile(view.file.name).replace(/\.json$/, '');
  const name = textOf(view.sofa.value['sofaID']) ?? view.sofa.id;
  return {
    id: null,
    title: textOf(data['documentTitle']) ?? (isAlone ? stem : `${stem} ${name}`),
    ...noted,
    text,
    marks: found.flatMap(({ id, type, value }): AnnotatedMark[] => {
      const place = places.get(id);
      if (place === undefined) return [];
      const short = type.slice(type.lastIndexOf('.') + 1);
      const label = textOf(value['value']) ?? textOf(value['label']);
      return [
        {
          id,
          layer: null,
          label: label ?? short,
          segments: [{ role: 'span', ...place }],
          attributes: { type: short, ...plainFeatures(value) },
          note: '',
          doubt: false,
          state: 'accepted',
          annotator: null,
          entity: null,
          claim: null,
          status: null,
        },
      ];
    }),
    metadata: languageOf(data),
    place: isAlone ? view.file.name : `${view.file.name}, ${name}`,
  };
}

function languageOf(data: JsonObject): JsonObject {
  const language = textOf(data['language']);
  return language === null || language === 'x-unspecified' ? {} : { language };
}

const placing = [
  '%ID',
  '%TYPE',
  '%FLAGS',
  '@sofa',
  'begin',
  'end',
  '^begin',
  '^end',
  'value',
  'label',
];

function plainFeatures(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name, each]) => !placing.includes(name) && each !== null && typeof each !== 'object',
    ),
  );
}

function bad(file: SourceFile, place: string, reason: string): Refusal {
  return new Refusal('bad_input', `${file.name}, ${place}: ${reason}`);
}
