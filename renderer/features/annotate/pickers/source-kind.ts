import type { Annotation } from '../../../../shared/records/records.ts';

/** Ids of the codebook's attribute `source_kind`. */
export type SourceKind = 'named' | 'described' | 'unnamed' | 'collective' | 'document';

/** Kinds of a source that need no cast entry. */
export type UnlinkedKind = Exclude<SourceKind, 'named'>;

/** How a source without a cast entry is given. */
export const unlinkedKinds: Readonly<Record<UnlinkedKind, string>> = {
  described: 'Described source',
  unnamed: 'Unnamed source',
  collective: 'Collective source',
  document: 'Document',
};

/** Whether a value of the attribute is such a kind. */
function isUnlinkedKind(value: unknown): value is UnlinkedKind {
  return typeof value === 'string' && Object.hasOwn(unlinkedKinds, value);
}

/** The attribute of quotations that says how their source is given. */
export const sourceKindId = 'source_kind';

/** How the source of a quotation is given about which somebody said that it is nobody of the cast; null for any other. */
export function unlinkedKindOf({
  speakerId,
  attributes,
}: Pick<Annotation, 'speakerId' | 'attributes'>): UnlinkedKind | null {
  const kind = attributes[sourceKindId];
  return speakerId === null && isUnlinkedKind(kind) ? kind : null;
}

const documentWords =
  /\b(report|statement|letter|memo|memorandum|document|filing|release|indictment|study|survey|transcript|e-?mail|tweet|post|article|communiqu[eé]|ruling|verdict|minutes|website|audit|bill)s?$/iu;
const unnamedWords =
  /\b(anonymous(ly)?|anonymity|unnamed|unidentified|sources?|insiders?|people (familiar|with|close)|person (familiar|with|close)|someone|somebody)\b/iu;
const collectiveWords =
  /\b(officials|officers|ministers|people|critics|analysts|experts|residents|witnesses|lawmakers|lawyers|doctors|workers|members|leaders|supporters|opponents|researchers|scientists|police|authorities|government|ministry|committee|council|company|union|party|team|court|group|agency|office|board|family|spokespeople)$/iu;

/**
 * The kind of source that words look like: «Ana Ruiz» is named, «a ministry official» described, «two sources» unnamed,
 * «the committee» collective, «a report» a document.
 *
 * @returns null for no words, and in scripts without capitals.
 */
export function guessSourceKind(words: string): SourceKind | null {
  const text = words.trim();
  if (text === '') return null;
  if (unnamedWords.test(text)) return 'unnamed';
  // All nouns of German have capitals: its article tells, as those of French and Spanish do.
  if (/^(ein|eine|einer|une?|una)\s+\p{L}/iu.test(text)) return 'described';
  if (/^(mehrere|einige|zwei|drei|plusieurs|varios|varias)\s/iu.test(text)) return 'collective';
  if (/\band (\w+ )?(others|colleagues|associates)$/iu.test(text)) return 'collective';
  const bare = text.replace(/^(the|a|an|one|its|his|her|their)\s+/iu, '');
  // «a spokeswoman for the board, Jana Holm»: a name at the end is who it is.
  if (/,\s\p{Lu}[\p{L}'’.-]+(?:\s(?:\p{Lu}[\p{L}'’.-]*|de|van|von|da|del))+$/u.test(text))
    return 'named';
  // «a report by the Ministry»: what comes first decides.
  // Nothing tells a name from other words where there are no capitals.
  if (/\p{Lo}/u.test(text) && !/\p{Lu}/u.test(text)) return null;
  const head =
    bare.split(/\s+(?:of|by|from|for|in|on|at|who|which|with)\s+/u)[0]?.replace(/,$/u, '') ?? bare;
  if (documentWords.test(head)) return 'document';
  // «Residents» at the head of a sentence is no name.
  if (!/\s/u.test(bare) && collectiveWords.test(head.toLowerCase())) return 'collective';
  if (/\p{Lu}[\p{L}'’.-]*$/u.test(head)) return 'named';
  return collectiveWords.test(head) ? 'collective' : 'described';
}
