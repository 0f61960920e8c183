import { nearby, toSpan, wordAt } from './boundaries.ts';
import type { Stretch } from './boundaries.ts';
import {
  isAbbreviation,
  monthAbbreviations,
  sentenceStarters,
  titleAbbreviations,
} from './abbreviations.ts';
import { buildOffsetMap, utf16 } from './offsets.ts';
import type { CodePointOffset, OffsetMap, Span } from './offsets.ts';

/**
 * The name around a caret: a run of capitalised words with the particles that names hold («Ministry of Defence»,
 * «Ursula von der Leyen», «al-Assad», «S. Korea»), without a title before it («President», «Mr.»), a possessive `'s`, or
 * a sentence's first «The». Where there is no such run, the word (always so in scripts without capitals).
 *
 * @returns null where no word touches the caret.
 */
export function nameAt(
  text: string,
  offset: CodePointOffset,
  language: string,
  map: OffsetMap = buildOffsetMap(text),
): Span | null {
  const caret = map.toUtf16(offset);
  const line = nearby(text, { start: caret, end: caret });
  const date = findDate(text, line, caret);
  if (date) return toSpan(map, date);
  const tokens = listTokens(text, line, language);
  const index = findToken(tokens, caret);
  const name = findName(tokens, index) ?? findBody(tokens, index);
  const first = name?.[0];
  const last = name?.at(-1);
  if (first !== undefined && last !== undefined)
    return toSpan(map, { start: first.start, end: last.end });
  const next = tokens[index + 1];
  // Nobody means the article: «the spy agency», «The Bank of England».
  if (next?.isJoined && articles.has(lower(tokens[index])))
    return nameAt(text, map.toCodePoint(utf16(next.start)), language, map);
  return wordAt(text, offset, language, map);
}

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Mar\\.|Apr\\.|Jun\\.|' +
  'Jul\\.|Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\.|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember';
const ordinal = '\\d{1,2}(?:st|nd|rd|th|\\.)?';
/** «Oct. 6, 2024», «6th October», «16. Oktober 2024», «June 2024»; a month alone is a word as any other. */
const datePattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${ordinal}\\s(?:${months})(?:\\s\\d{4})?|(?:${months})\\s(?:\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s\\d{4})?|\\d{4}))(?![\\p{L}\\p{N}])`,
  'gu',
);

/** The date around a caret; null when there is none. */
function findDate(text: string, line: Stretch, caret: number): Stretch | null {
  for (const match of text.slice(line.start, line.end).matchAll(datePattern)) {
    const start = line.start + match.index;
    const end = start + match[0].length;
    if (start <= caret && caret <= end) return { start, end };
  }
  return null;
}

function findName(tokens: readonly Token[], index: number): readonly Token[] | null {
  const run = index === -1 ? null : findRun(tokens, index);
  if (run === null) return null;
  const name = trimRun(tokens.slice(run.start, run.end), index - run.start);
  return name.length > 1 || !articles.has(lower(name[0])) ? name : null;
}

/** A body without a name, «defense ministry», «spy agency»; null when the token is part of none. */
function findBody(tokens: readonly Token[], index: number): readonly Token[] | null {
  const isModifier = (token: Token | undefined) =>
    titleModifiers.has(lower(token)) || bodyModifiers.has(lower(token));
  let start = index;
  let end = index;
  while (isModifier(tokens[end]) && tokens[end + 1]?.isJoined) end++;
  while (tokens[start]?.isJoined && isModifier(tokens[start - 1])) start--;
  return end > start && bodyNouns.has(lower(tokens[end])) ? tokens.slice(start, end + 1) : null;
}

interface Token extends Stretch {
  readonly text: string;
  readonly kind: 'name' | 'particle' | 'other';
  /** Whether only a space stands between it and the token before. */
  readonly isJoined: boolean;
  /** Whether a possessive or the rest of a compound follows: the run ends here. */
  readonly isLast: boolean;
}

const toSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const germanParticles = toSet('von van zu di da al el bin ibn');
const particles = toSet(
  'of de del della di da das do dos du des la le las los van von der den het ten ter zu zum zur y e bin ibn bint abu al el ' +
    'ul ud af av und',
);
/** Words that stand before a person's name and are not part of it, lower case. */
const titleWords = toSet(
  'president premier chancellor minister ministers secretary senator senators representative congressman congresswoman ' +
    'governor mayor councillor councilor alderman cardinal archbishop bishop reverend rabbi imam ayatollah sheikh ' +
    'general colonel major captain lieutenant sergeant admiral commander marshal judge justice ambassador spokesman ' +
    'spokeswoman spokesperson chairman chairwoman chair director professor doctor speaker ' +
    'commissioner coach chief deputy inspector superintendent sheriff analyst secretary-general chairperson envoy ' +
    'präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin herr frau président ' +
    'présidente ministre monsieur madame presidente presidenta ministro ministra señor señora ' +
    'bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin ministerpräsident ministerpräsidentin vorstandschef ' +
    'vorstandschefin sprecher sprecherin vorsitzender vorsitzende staatssekretär staatssekretärin abgeordneter abgeordnete ' +
    'professorin direktor direktorin außenminister außenministerin innenminister innenministerin finanzminister finanzministerin',
);
/** Those of German, which makes any number of them: «Bundesinnenministerin», «Vereinssprecher», «Betreiberin». */
const germanTitle =
  /(?:minister|präsident|kanzler|sprecher|chef|leiter|direktor|betreiber|inhaber|besitzer|gründer|geschäftsführer|intendant|experte?|forscher|vorsitzende|beauftragte|vorständ|\p{L}{3}(?:meister|richter|anwalt|anwält|rat|rät))(?:in|r)?$/u;
/** Titles that British usage writes without their full stop. */
const bareTitles = toSet('mr mrs ms dr prof');
/** Where a run begins with one of these, its first name stands after it: «On Monday Ana Ruiz said». */
const weekdays = toSet('monday tuesday wednesday thursday friday saturday sunday');
const titleModifiers = toSet(
  'vice deputy prime first foreign defense defence finance interior interim acting former chief attorney justice health ' +
    'education economy trade energy labor labour crown supreme lead senior press',
);
const titlePhrases = [
  'secretary of state',
  'secretary of defense',
  'secretary of defence',
  'chief of staff',
];

/** With one of these after it, the word is no title but part of a name: «Justice Department», «General Motors». */
const bodyNouns = toSet(
  'department ministry office court council committee commission assembly bureau agency party union association institute ' +
    'service services motors electric electronics staff executive hospital university center centre group house',
);
const articles = toSet('the a an der die das den dem ein eine le la les un une el los las');
/** Words before a body noun that are no title, lower case. */
const bodyModifiers = toSet(
  'spy intelligence news central national federal local city state military police security',
);
const compoundTail =
  /(?<=^\p{Lu}[\p{L}.]*)-(?:occupied|led|based|backed|born|style|made|controlled|held|funded|owned|run|speaking|linked|annexed|allied|bound|trained|supplied|built|era|wide|sponsored|installed|mediated|brokered)$/u;
/** A word with inner hyphens and apostrophes; full stops inside and after it only as abbreviations have them. */
const tokenPattern =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.'’‐·-]+[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*\.?/gu;

function listTokens(text: string, line: Stretch, language: string): Token[] {
  const content = text.slice(line.start, line.end);
  const tokens: Token[] = [];
  let lastEnd = -1;
  for (const match of content.matchAll(tokenPattern)) {
    let word = match[0];
    if (word.endsWith('.') && !isAbbreviation(word)) word = word.slice(0, -1);
    const owner = /['’]s$/u.exec(word);
    // «Russian-occupied», «U.S.-led»: the name is what stands before the hyphen.
    const compound = compoundTail.exec(word);
    const tail = (owner ?? compound)?.[0] ?? '';
    const bare = word.slice(0, word.length - tail.length);
    tokens.push({
      text: bare,
      kind: kindOf(bare, language, tokens.at(-1)?.text),
      start: line.start + match.index,
      end: line.start + match.index + bare.length,
      isJoined: lastEnd !== -1 && /^[ \u00a0\u202f]$/.test(content.slice(lastEnd, match.index)),
      isLast: owner !== null || compound !== null,
    });
    lastEnd = match.index + word.length;
  }
  return tokens;
}

function kindOf(word: string, language: string, before: string | undefined): Token['kind'] {
  // All nouns have capitals: what joins names joins any of them too.
  if (/^de\b/u.test(language) && particles.has(word))
    return germanParticles.has(word) || before === 'von' ? 'particle' : 'other';
  if (
    /^[\p{Lu}\p{Lt}]/u.test(word) ||
    /^(?:al|el|as|ad|an|ar|ash|az|at|d|l|o|mc)[-'’]\p{Lu}/u.test(word)
  ) {
    return monthAbbreviations.has(word.toLowerCase().replace(/\.$/, '')) && word.endsWith('.')
      ? 'other'
      : 'name';
  }
  return particles.has(word) ? 'particle' : 'other';
}

function findToken(tokens: readonly Token[], caret: number): number {
  const inside = tokens.findIndex((token) => token.start <= caret && caret < token.end);
  return inside !== -1 ? inside : tokens.findIndex((token) => token.end === caret);
}

/** The widest run of joined names and particles around a token that begins and ends with a name; null when there is none. */
function findRun(tokens: readonly Token[], index: number): Stretch | null {
  let start = index;
  let end = index + 1;
  while (isLinked(tokens, start)) start--;
  while (isLinked(tokens, end)) end++;
  while (start < end && tokens[start]?.kind !== 'name') start++;
  while (end > start && tokens[end - 1]?.kind !== 'name') end--;
  return start <= index && index < end ? { start, end } : null;
}

/** Whether the token at `i` carries on the run of the one before it. */
function isLinked(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1];
  const token = tokens[i];
  if (before === undefined || token === undefined) return false;
  return token.isJoined && !before.isLast && before.kind !== 'other' && token.kind !== 'other';
}

/** Drop a sentence's first function word, a weekday and a title. `at` is the token of the caret; a caret on a title keeps the name. */
function trimRun(run: readonly Token[], at: number): readonly Token[] {
  let start = 0;
  while (start < run.length - 1 && isBeforeName(run[start])) start++;
  const name = run.slice(start);
  if (at < start) return [];
  const titleEnd = findTitleEnd(name);
  if (titleEnd === 0 || titleEnd >= name.length) return name;
  const titleStart = findTitleStart(name, titleEnd);
  // Before the title stands another name: «U.S. President Joe Biden».
  return at - start < titleStart ? name.slice(0, titleStart) : name.slice(titleEnd);
}

function isBeforeName(token: Token | undefined): boolean {
  const word = lower(token);
  return sentenceStarters.has(word) || weekdays.has(word);
}

/** Index after the last title word that a name still follows; 0 when there is none. */
function findTitleEnd(name: readonly Token[]): number {
  for (let i = name.length - 2; i >= 0; i--) {
    const word = lower(name[i]);
    if (
      titlePhrases.includes(
        name
          .slice(i, i + 3)
          .map(lower)
          .join(' '),
      ) &&
      i + 3 < name.length
    )
      return i + 3;
    const isTitle =
      isTitleWord(word) ||
      bareTitles.has(word) ||
      (word.endsWith('.') && word !== 'st.' && titleAbbreviations.has(word.slice(0, -1)));
    const isPerson = !name.slice(i + 1).some((token) => bodyNouns.has(lower(token)));
    if (isTitle && isPerson && name[i + 1]?.kind === 'name') return i + 1;
  }
  return 0;
}

function findTitleStart(name: readonly Token[], titleEnd: number): number {
  let start = titleEnd - 1;
  while (start > 0) {
    const before = lower(name[start - 1]);
    const isTitle =
      titleModifiers.has(before) ||
      isTitleWord(before) ||
      titleAbbreviations.has(before.replace(/\.$/, ''));
    if (!isTitle && name[start]?.kind !== 'particle' && name[start - 1]?.kind !== 'particle') break;
    start--;
  }
  return start;
}

function isTitleWord(word: string): boolean {
  return titleWords.has(word) || germanTitle.test(word);
}

function lower(token: Token | undefined): string {
  return token?.text.toLowerCase() ?? '';
}
