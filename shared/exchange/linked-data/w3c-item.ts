import type { JsonObject, JsonValue } from '../../util/json.ts';
import { idOf, listOf, objectOf, objectsOf, positionOf, textOf } from '../core/source-text.ts';
import type { ReadLink } from '../core/span-graph.ts';
import { fromUrn, terms } from './w3c-terms.ts';

/** An annotation that marks passages of a text. */
export interface MarkItem {
  readonly kind: 'mark';
  readonly key: string;
  /** IRI of the text; empty when there is none. */
  readonly source: string;
  readonly label: string | null;
  readonly details: JsonObject;
  readonly targets: readonly Passage[];
  readonly place: string;
}

/** A linking annotation between two others. */
export interface LinkItem extends ReadLink {
  readonly kind: 'link';
}

/** One passage, by position, by quotation or by both. */
export interface Passage {
  readonly position: { readonly start: number; readonly end: number } | null;
  readonly quote: {
    readonly exact: string;
    readonly prefix: string;
    readonly suffix: string;
  } | null;
}

/** What an annotation of the W3C data model says to us; null when it neither marks a passage nor links two annotations. */
export function parseItem(value: JsonObject, place: string): LinkItem | MarkItem | null {
  const bodies = listOf(value['body']);
  const targets = listOf(value['target']);
  const motivations = listOf(value['motivation']);
  const link = motivations.includes('linking') ? parseLink(bodies, targets) : null;
  if (link !== null) return link;
  const passages = targets.flatMap((target) => parsePassage(target));
  if (passages.length === 0) return null;
  const iri = textOf(value['id']) ?? textOf(value['@id']) ?? place;
  const source = targets.map(sourceOf).find((each) => each !== '') ?? '';
  return {
    kind: 'mark',
    key: iri,
    source,
    label: findLabel(value, bodies),
    details: buildItemDetails(value, bodies, fromUrn('annotation', iri) ?? iri),
    targets: passages,
    place,
  };
}

function parseLink(bodies: readonly JsonValue[], targets: readonly JsonValue[]): LinkItem | null {
  const from = targets.map(iriOf).find((iri) => iri !== null) ?? null;
  const to = bodies.map(iriOf).find((iri) => iri !== null) ?? null;
  const type = findBody(bodies, ['tagging', 'classifying']);
  if (from === null || to === null || type === null) return null;
  return { kind: 'link', from, to, type };
}

function iriOf(value: JsonValue): string | null {
  const object = objectOf(value);
  return object === null ? textOf(value) : (textOf(object['source']) ?? textOf(object['id']));
}

function sourceOf(target: JsonValue): string {
  const object = objectOf(target);
  if (object === null) return textOf(target) ?? '';
  const source = object['source'];
  return textOf(source) ?? textOf(objectOf(source)?.['id']) ?? textOf(object['id']) ?? '';
}

function parsePassage(target: JsonValue): Passage[] {
  const selectors = objectsOf(objectOf(target)?.['selector']);
  const byType = (type: string) =>
    selectors.find((selector) => listOf(selector['type'] ?? selector['@type']).includes(type));
  const position = byType('TextPositionSelector');
  const quote = byType('TextQuoteSelector');
  if (!position && !quote) return [];
  return [
    {
      position: position
        ? { start: positionOf(position['start']), end: positionOf(position['end']) }
        : null,
      quote: quote
        ? {
            exact: textOf(quote['exact']) ?? '',
            prefix: textOf(quote['prefix']) ?? '',
            suffix: textOf(quote['suffix']) ?? '',
          }
        : null,
    },
  ];
}

/** The tag of an annotation; one without purpose is a tag when the annotation itself tags. */
function findLabel(value: JsonObject, bodies: readonly JsonValue[]): string | null {
  const purposes = ['tagging', 'classifying'];
  const tag = findBody(bodies, purposes);
  if (tag !== null) return tag;
  const isTag = listOf(value['motivation']).some((each) => purposes.includes(textOf(each) ?? ''));
  return isTag ? (findBody(bodies, [null]) ?? textOf(value['bodyValue'])) : null;
}

/** Value of the first textual body with one of the purposes; `null` among them stands for none. */
function findBody(
  bodies: readonly JsonValue[],
  purposes: readonly (string | null)[],
): string | null {
  const fitting = objectsOf(bodies).filter((body) => {
    const own = listOf(body['purpose']).map(textOf);
    return (own.length === 0 ? [null] : own).some((purpose) => purposes.includes(purpose));
  });
  return fitting.map((body) => textOf(body['value'])).find((value) => value !== null) ?? null;
}

/** Details in the shape of `buildDetails`. */
function buildItemDetails(value: JsonObject, bodies: readonly JsonValue[], id: string): JsonObject {
  const layer = textOf(value[terms.layer]);
  const isOurs = layer !== null;
  const isTag = listOf(value['motivation']).some((each) => each === 'tagging');
  const note = findBody(
    bodies,
    isOurs || isTag ? ['commenting'] : ['commenting', 'describing', 'replying', null],
  );
  const creator = listOf(value['creator'])[0];
  return {
    id,
    ...(isOurs && { layer }),
    note: note ?? (isTag ? '' : (textOf(value['bodyValue']) ?? '')),
    entity: findBody(bodies, ['identifying']),
    claim: isOurs ? findBody(bodies, ['describing']) : null,
    status: textOf(value[terms.status]),
    state: textOf(value[terms.state]),
    doubt: value[terms.doubt] === true,
    attributes: value[terms.attributes] ?? {},
    annotator: creatorName(creator),
  };
}

/** What a creator is called: its name, else the last part of its IRI; ours without a name have none. */
function creatorName(creator: JsonValue | undefined): string | null {
  const object = objectOf(creator);
  const name = textOf(object?.['name']) ?? textOf(object?.['nickname']);
  if (name !== null) return name;
  const iri = object === null ? idOf(creator) : textOf(object['id']);
  if (iri === null || fromUrn('annotator', iri) !== null) return null;
  return iri.split(/[/:#]/).findLast((part) => part !== '') ?? null;
}
