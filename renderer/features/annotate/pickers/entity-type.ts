import { foldName } from './names.ts';

/** Descriptions of people end in one of these, whatever body stands before it: “ministry official”. */
const personWords =
  /\b(official|officer|spokes\w+|minister|secretary|president|chief|director|leader|member|source|aide|lawyer|judge|governor|mayor|man|woman|resident|witness)$/iu;

/** Whether a word says what somebody is, «spokesman», «witness». */
export function isRole(word: string): boolean {
  return personWords.test(word);
}

const organisationWords =
  /\b(ministry|agency|council|party|service|university|hospital|bank|company|union|committee|court|police|office|department|institute|corporation|association|group|news|press|media|outlets?|radio|board|authority|inc|ltd|llc|gmbh|ag)\b/iu;

/** «in Lisbon», «near Porto»: what follows is a place unless its words say otherwise. */
const placeBefore =
  /(?:^|[^\p{L}])(in|near|across|throughout|outside|inside|around|north of|south of|east of|west of|city of|town of|village of|capital,?)\s+$/iu;

const calendarWords =
  /^(january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|tonight)\b/iu;

let countries: ReadonlySet<string> | null = null;

/** English names of all countries, folded; from the platform's own list. */
function countryNames(): ReadonlySet<string> {
  if (countries) return countries;
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  countries = new Set(codes.flatMap((code) => names.of(code) ?? []).map(foldName));
  return countries;
}

let cities: ReadonlySet<string> | null = null;

/** English names of some 300 large cities, folded: those after which the platform's time zones are called. */
function cityNames(): ReadonlySet<string> {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => zone.split('/'));
  cities ??= new Set(
    zones.flatMap(([region = '', city, part]) =>
      city !== undefined && part === undefined && cityRegions.has(region)
        ? [foldName(city.replaceAll('_', ' '))]
        : [],
    ),
  );
  return cities;
}

/** Regions of time zones that are called after cities, not after stations, islands and seas. */
const cityRegions: ReadonlySet<string> = new Set([
  'Africa',
  'America',
  'Asia',
  'Australia',
  'Europe',
]);

/** What stands around a name: a few words are enough. */
export interface NameContext {
  readonly before: string;
  readonly after: string;
  /** The whole text: the name may stand there again in plainer company. Absent when there is none. */
  readonly text?: string;
}

/** Places of a name that are looked at. */
const maxOccurrences = 20;

/** Whether the name stands after «in», «near»… anywhere in a text. */
function isPlaceSomewhere(name: string, text: string): boolean {
  let at = text.indexOf(name);
  for (let seen = 0; at >= 0 && seen < maxOccurrences; seen++) {
    if (placeBefore.test(text.slice(Math.max(0, at - 40), at))) return true;
    at = text.indexOf(name, at + name.length);
  }
  return false;
}

/** Whether a place is spoken of: «in Lisbon», «Lisbon, Portugal». */
function looksLikePlace(name: string, { before, after, text = '' }: NameContext): boolean {
  const following = /^,\s+(\p{Lu}[\p{L}]+(?: \p{Lu}[\p{L}]+)?)/u.exec(after)?.[1] ?? '';
  return (
    /^\p{Lu}/u.test(name) &&
    (placeBefore.test(before) ||
      countryNames().has(foldName(following)) ||
      isPlaceSomewhere(name, text))
  );
}

/** The entity type a name looks like, by its words and what stands around it; `person` when nothing speaks against it. */
export function guessEntityType(
  name: string,
  context: NameContext = { before: '', after: '' },
): string {
  if (personWords.test(name)) return 'person';
  if (countryNames().has(foldName(name)) || cityNames().has(foldName(name))) return 'place';
  if (organisationWords.test(name)) return 'organisation';
  if (/\d/u.test(name) || calendarWords.test(name)) return 'date';
  if (/^\p{Lu}{2,}$/u.test(name.replace(/\./gu, ''))) return 'organisation';
  return looksLikePlace(name, context) ? 'place' : 'person';
}
