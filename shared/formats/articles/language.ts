import { franc } from 'franc-min';

/** A language by BCP 47, empty when it cannot be told, and how sure that is. */
export interface DetectedLanguage {
  readonly language: string;
  readonly confidence: 'high' | 'medium' | 'low';
}

/** Letters that are looked at; more do not change the answer, and trigrams of 6,000 take longer than all the rest of an import. */
const sampleLetters = 2000;
/** Below this many letters trigrams are noise. */
const minLetters = 80;

/** Scripts that settle the language, or leave few to choose from. The first with most of the letters wins. */
const scripts: readonly { readonly letters: RegExp; readonly language: string }[] = [
  { letters: /\p{Script=Hebrew}/gu, language: 'he' },
  { letters: /\p{Script=Hangul}/gu, language: 'ko' },
  { letters: /\p{Script=Thai}/gu, language: 'th' },
  { letters: /\p{Script=Greek}/gu, language: 'el' },
  { letters: /\p{Script=Armenian}/gu, language: 'hy' },
  { letters: /\p{Script=Georgian}/gu, language: 'ka' },
  { letters: /\p{Script=Bengali}/gu, language: 'bn' },
  { letters: /\p{Script=Tamil}/gu, language: 'ta' },
  { letters: /\p{Script=Telugu}/gu, language: 'te' },
  { letters: /\p{Script=Gujarati}/gu, language: 'gu' },
  { letters: /\p{Script=Gurmukhi}/gu, language: 'pa' },
  { letters: /\p{Script=Kannada}/gu, language: 'kn' },
  { letters: /\p{Script=Malayalam}/gu, language: 'ml' },
  { letters: /\p{Script=Sinhala}/gu, language: 'si' },
  { letters: /\p{Script=Ethiopic}/gu, language: 'am' },
  { letters: /\p{Script=Khmer}/gu, language: 'km' },
  { letters: /\p{Script=Lao}/gu, language: 'lo' },
  { letters: /\p{Script=Myanmar}/gu, language: 'my' },
];

/** Languages that news is written in, of those that franc-min knows: ISO 639-3 to BCP 47. */
const byCode: Readonly<Record<string, string>> = {
  eng: 'en', spa: 'es', por: 'pt', fra: 'fr', deu: 'de', ita: 'it', nld: 'nl', pol: 'pl', swe: 'sv', ces: 'cs', hun: 'hu',
  ron: 'ro', hrv: 'hr', bos: 'bs', tur: 'tr', azj: 'az', uzn: 'uz', vie: 'vi', ind: 'id', zlm: 'ms', tgl: 'tl', swh: 'sw',
  som: 'so', hau: 'ha', yor: 'yo', rus: 'ru', ukr: 'uk', bel: 'be', bul: 'bg', srp: 'sr', kaz: 'kk', arb: 'ar', pes: 'fa',
  urd: 'ur', pbu: 'ps', hin: 'hi', mar: 'mr', npi: 'ne',
}; // prettier-ignore
const codes = Object.keys(byCode);

/**
 * The language of a text: by its script where that settles it, else by trigrams (franc). Texts under some eighty letters of
 * a script that many languages share give an empty language rather than a guess.
 */
export function detectLanguage(text: string): DetectedLanguage {
  const sample = text.slice(0, sampleLetters);
  const letters = lengthWithout(sample, /\P{L}+/gu);
  if (letters < 12) return unknown;
  const language = detectByScript(sample, letters);
  if (language !== null) return { language, confidence: 'high' };
  if (letters < minLetters) return unknown;
  const plain = detectBySmallWords(sample);
  if (plain !== null) return { language: plain, confidence: letters > 400 ? 'high' : 'medium' };
  const nordic = detectNordic(sample, letters);
  if (nordic !== null) return { language: nordic, confidence: 'medium' };
  const likely = byCode[franc(sample, { only: codes, minLength: 20 })] ?? '';
  return likely === ''
    ? unknown
    : { language: likely, confidence: letters > 400 ? 'high' : 'medium' };
}

/** The language of a text in a script that settles it; null when most of it is in none of them. */
function detectByScript(sample: string, letters: number): string | null {
  // Nothing but Latin letters and signs, as in most texts: seen at once, where taking out the others takes long.
  if (!/[^\0-\u024f\u2000-\u206f]/.test(sample)) return null;
  if (lengthWithout(sample, /\P{Script=Latin}+/gu) >= letters / 2) return null;
  for (const { letters: script, language } of scripts) {
    if (countOf(sample, script) > letters / 2) return language;
  }
  const kana = countOf(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = countOf(sample, /\p{Script=Han}/gu);
  if (kana + han <= letters / 2) return null;
  return kana > letters / 20 ? 'ja' : 'zh';
}

const unknown: DetectedLanguage = { language: '', confidence: 'low' };

/** Small words that no other language has so many of. */
const smallWords: readonly (readonly [language: string, words: ReadonlySet<string>])[] = [
  ['en', new Set('the and of to that with was from have this he said'.split(' '))],
  ['de', new Set('und der die das nicht ist mit von auf ein eine den'.split(' '))],
  ['fr', new Set('les des est une dans pour que qui sur pas et du'.split(' '))],
];

/** The commonest languages by their small words: trigrams take longer than all the rest of an import. */
function detectBySmallWords(sample: string): string | null {
  const words =
    sample
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const found = smallWords.map(([language, set]) => {
    const hits = words.filter((word) => set.has(word));
    return { language, share: hits.length / words.length, kinds: new Set(hits).size };
  });
  const [best, next] = found.sort((left, right) => right.share - left.share);
  if (!best || best.share < 0.12 || best.kinds < 5) return null;
  return best.share > (next?.share ?? 0) * 3 ? best.language : null;
}

/** franc-min knows only Swedish of its neighbours: tell Danish, Norwegian and Finnish by their small words. */
function detectNordic(sample: string, letters: number): string | null {
  const words = countOf(sample, /\p{L}+/gu);
  const shared = countWords(sample, 'og ikke til på det som en et er at de med for');
  if (
    countWords(sample, 'og ikke') > 0 &&
    countWords(sample, 'och het een') === 0 &&
    shared > words / 8
  ) {
    const danish = countWords(sample, 'af efter blev blive nu hvad meget mod ud');
    const norwegian = countWords(sample, 'av etter ble bli nå hva mye mot ut');
    return norwegian > danish ? 'nb' : 'da';
  }
  const finnish = countWords(sample, 'ja on ei että oli hän myös mukaan sanoi ovat');
  return countOf(sample, /[äöÄÖ]/g) > letters / 40 && finnish > words / 25 ? 'fi' : null;
}

function countWords(text: string, words: string): number {
  return countOf(text, new RegExp(`(?<!\\p{L})(?:${words.replaceAll(' ', '|')})(?!\\p{L})`, 'gu'));
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Length of a text without some of it: for what most of a text is, where a list of single letters takes long to make. */
function lengthWithout(text: string, pattern: RegExp): number {
  return text.replace(pattern, '').length;
}
