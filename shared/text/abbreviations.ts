/**
 * Words that end in a full stop without ending a sentence, by what may follow them. Lists of what stands in news text,
 * not of a dictionary: a wrong entry joins two sentences, a missing one cuts one in two.
 */

const titles =
  'mr mrs ms mx dr prof gen lt col maj capt cmdr sgt cpl adm brig rep sen gov pres hon rev fr sr st messrs mme mlle ' +
  'atty supt det insp amb sec asst dep min hr frau dipl ing mag sra srta dra sig dott ste';
const months =
  'jan feb mar apr jun jul aug sep sept oct nov dec janv févr fév avr juil août déc jän mrz okt dez ene abr ago dic';
const beforeNumbers = 'no nos nr núm vol p pp fig art sect ch para ca approx c cf tel abs ziff';
const within =
  'vs v e.g i.e viz resp bzw z.b d.h u.a s.o usw etc al mt ft approx dept est avg max bld ave blvd rd hwy ' +
  'univ assn bros gebr str evtl ggf inkl sog vgl p.ex';
const atEnds = 'inc co corp ltd llc plc jr sr bros etc usw a.m p.m u.s ph.d';

const toSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Titles and the like: a name always follows. Lower case, without the last full stop, as all sets here. */
export const titleAbbreviations = toSet(titles);
/** Months: no end before a number. */
export const monthAbbreviations = toSet(months);
/** Abbreviations only before a number (`No. 5`), else a word that may end a sentence. */
export const numberAbbreviations = toSet(beforeNumbers);
/** Abbreviations inside a sentence that may also end one, seen by what follows. */
export const innerAbbreviations = new Set([...toSet(within), ...toSet(atEnds)]);

/**
 * Words that open a sentence and hardly ever follow an abbreviation inside one: what decides whether «U.N. The» or
 * «Inc. He» holds two sentences.
 */
export const sentenceStarters: ReadonlySet<string> = toSet(
  'the a an this that these those he she it we they you i his her its our their there here but and or so yet if when ' +
    'while although though because since after before as at by for from in on to with under over last next earlier ' +
    'later meanwhile however still then now what who why how where no not one two three some many most all both each ' +
    'der die das ein eine er sie es wir ihr ich und aber doch auch wenn als nach vor bei mit im am in zum zur laut noch wie so ' +
    'le la les un une il elle ils elles nous vous et mais dans sur avec pour selon après avant ce cette ' +
    'el los las una ella ellos pero y en con por según tras este esta',
);

/** Whether a word (with its last full stop, `U.N.`, `J.`, `Oct.`) is an abbreviation whatever follows it. */
export function isAbbreviation(word: string): boolean {
  if (!word.endsWith('.')) return false;
  const stem = word.slice(0, -1);
  if (isInitial(stem) || isInitialism(stem)) return true;
  const lower = stem.toLowerCase();
  return (
    titleAbbreviations.has(lower) || monthAbbreviations.has(lower) || innerAbbreviations.has(lower)
  );
}

/** A single letter, `S` of «S. Korea», `J` of «J. K. Rowling», or two joined by a hyphen, «J.-P.». */
export function isInitial(stem: string): boolean {
  return /^(?:\p{Lu}\p{M}*|\p{Lu}\.-\p{Lu})$/u.test(stem);
}

/** Letters with full stops between, `U.N` of «U.N.», `a.m`, `J.K`. */
export function isInitialism(stem: string): boolean {
  return /^\p{L}(?:\.\p{L})+$/u.test(stem);
}
