import { findLayer, type Codebook } from '../../../../shared/codebook/codebook.ts';
import type { JsonObject } from '../../../../shared/util/json.ts';
import { isName, referentsOf } from './reference.ts';

/** Id of the codebook's attribute of mentions that says how they refer, and its values: name, description, pronoun. */
const levelId = 'level';

/** How words refer to somebody, by their look: “Ana Ruiz” names, “the minister” describes, “she” stands for a name. */
export function guessMentionLevel(words: string): 'NAM' | 'NOM' | 'PRO' {
  if (referentsOf(words)) return 'PRO';
  const bare = words.replace(
    /^(?:the|an?|this|that|his|her|its|their|our|my|der|die|das|eine?|les?|la|une?|el|los|las|una?)\s+/iu,
    '',
  );
  // Figures and scripts without capitals do not tell.
  if (!/\p{Ll}/u.test(bare)) return 'NAM';
  return isName(bare) || /\s\p{Lu}/u.test(bare) ? 'NAM' : 'NOM';
}

/** Attributes that say so, where the codebook asks for it and it is not what goes without saying. */
export function levelOf(codebook: Codebook | undefined, words: string): JsonObject {
  const asked =
    codebook && findLayer(codebook, 'mention')?.attributes.find(({ id }) => id === levelId);
  const level = guessMentionLevel(words);
  if (!asked?.values.some(({ id }) => id === level) || asked.initial === level) return {};
  return { [levelId]: level };
}
