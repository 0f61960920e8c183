import type { Codebook } from '../../codebook/codebook.ts';
import { parseJsonText } from '../../formats/json/json-text.ts';
import { compareTexts } from '../../util/compare-texts.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import type { AnnotatedMark } from '../core/annotated-article.ts';
import { jsonText, objectOf } from '../core/source-text.ts';

/** Features of a mark as texts, by name; null for one that is not set. */
export type Features = Readonly<Record<string, string | null>>;

/** Names of the features that every mark has, besides those of its layer's attributes. */
export const markFeatureNames = [
  'mark',
  'label',
  'state',
  'doubt',
  'annotator',
  'entity',
  'claim',
  'status',
  'note',
  'attributes',
] as const;

const prefix = 'attribute_';

/** Names of the features of a layer's attributes. One with a name that no program takes has none. */
export function attributeFeatures(codebook: Codebook, layerId: string): string[] {
  const attributes = codebook.layers.find(({ id }) => id === layerId)?.attributes ?? [];
  return attributes.filter(({ id }) => /^\w+$/.test(id)).map(({ id }) => `${prefix}${id}`);
}

/**
 * A mark but for its place, as features: an attribute that has one of the names and a text goes there, the others are JSON.
 *
 * @param names Of attributes, as `attributeFeatures` gives them.
 */
export function toFeatures(mark: AnnotatedMark, names: readonly string[]): Features {
  const own: Record<string, string> = {};
  const others: [string, JsonValue][] = [];
  for (const [id, value] of Object.entries(mark.attributes)) {
    const name = `${prefix}${id}`;
    if (typeof value === 'string' && value !== '' && names.includes(name)) own[name] = value;
    else others.push([id, value]);
  }
  return {
    mark: mark.id,
    label: mark.label,
    state: mark.state,
    doubt: mark.doubt ? 'true' : null,
    annotator: mark.annotator,
    entity: mark.entity,
    claim: mark.claim,
    status: mark.status,
    note: mark.note === '' ? null : mark.note,
    attributes: others.length === 0 ? null : jsonText(Object.fromEntries(others)),
    ...own,
  };
}

/** The mark that `toFeatures` was given, without layer and segments; null when the features are not of ours. */
export function fromFeatures(features: Features): Omit<AnnotatedMark, 'layer' | 'segments'> | null {
  const { mark, state, attributes = null } = features;
  const isState = state === 'accepted' || state === 'suggested' || state === 'rejected';
  const others = attributes === null ? {} : parseObject(attributes);
  if (typeof mark !== 'string' || !isState || others === null) return null;
  const own = Object.entries(features).filter(
    ([name, value]) => name.startsWith(prefix) && value !== null,
  );
  return {
    id: mark,
    label: features['label'] ?? null,
    attributes: {
      ...others,
      ...Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])),
    },
    note: features['note'] ?? '',
    doubt: features['doubt'] === 'true',
    state,
    annotator: features['annotator'] ?? null,
    entity: features['entity'] ?? null,
    claim: features['claim'] ?? null,
    status: features['status'] ?? null,
  };
}

function parseObject(text: string): JsonObject | null {
  const parsed = parseJsonText(text);
  return parsed.ok ? objectOf(parsed.value) : null;
}

/** By where they begin, longer ones first, then by id: the order in which marks of ours are given. */
export function sortById(marks: readonly AnnotatedMark[]): AnnotatedMark[] {
  const keys = new Map(
    marks.map((mark) => {
      const start = Math.min(...mark.segments.map((segment) => segment.start));
      const end = Math.max(...mark.segments.map((segment) => segment.end));
      return [mark, { start, end }] as const;
    }),
  );
  const none = { start: 0, end: 0 };
  return marks.toSorted((left, right) => {
    const [a, b] = [keys.get(left) ?? none, keys.get(right) ?? none];
    return a.start - b.start || b.end - a.end || compareTexts(left.id ?? '', right.id ?? '');
  });
}
