import type { JsonObject } from '../../util/json.ts';

/** The context of the W3C data model. It is named, never fetched. */
const w3cContext = 'http://www.w3.org/ns/anno.jsonld';

/** What the data model has no term for. */
export const terms = {
  article: 'qm:article',
  textFile: 'qm:textFile',
  textHash: 'qm:textSha256',
  layer: 'qm:layer',
  state: 'qm:state',
  doubt: 'qm:doubt',
  status: 'qm:claimStatus',
  attributes: 'qm:attributes',
  partOf: 'qm:partOf',
} as const;

/** Contexts of a page: that of the data model and our terms. */
export const contexts: readonly [string, JsonObject] = [
  w3cContext,
  {
    qm: 'urn:quotemark:terms:',
    schema: 'http://schema.org/',
    [terms.attributes]: { '@id': terms.attributes, '@type': '@json' },
  },
];

type Kind = 'page' | 'article' | 'annotation' | 'annotator';

/** Name of one of our rows as an IRI. */
export function urnOf(kind: Kind, id: string): string {
  return `urn:quotemark:${kind}:${encodeURIComponent(id)}`;
}

/** The id in one of our names; null for any other IRI. */
export function fromUrn(kind: Kind, iri: string): string | null {
  const prefix = `urn:quotemark:${kind}:`;
  if (!iri.startsWith(prefix)) return null;
  try {
    return decodeURIComponent(iri.slice(prefix.length));
  } catch (error) {
    // Somebody else's name that looks like ours.
    if (error instanceof URIError) return null;
    throw error;
  }
}
