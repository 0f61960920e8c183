import { foldName } from './names.ts';

/** Descriptions of people end in one of these, whatever body stands before it: “ministry official”. */
const personWords =
  /\b(official|officer|spokes\w+|minister|secretary|president|chief|director|leader|member|source|aide|lawyer|judge|governor|mayor|man|woman|resident|witness|engineer|doctor|nurse|teacher|professor|scientist|researcher|analyst|expert|advis[eo]r|diplomat|envoy|ambassador|soldier|farmer|driver|worker|employee|captain|pilot|passenger|survivor|victim|neighbou?r|friend|student|journalist|reporter|editor|author|lawmaker|senator|deputy|candidate|activist|critic|economist|executive|owner|founder|coach|player|priest|mother|father|son|daughter|brother|sister|wife|husband|boy|girl|person|insider|colleague)$|(sprecher|minister|chef|bürgermeister|präsident|kanzler)(in)?$/iu;

/** Whether a word says what somebody is, «spokesman», «witness». */
export function isRole(word: string): boolean {
  return personWords.test(word);
}

const organisationWords =
  /\b(ministry|agency|council|party|service|university|hospital|bank|company|union|committee|court|police|office|department|institute|corporation|association|group|news|press|media|outlets?|radio|board|authority|ferries|airlines?|airways|railways?|motors|holdings?|industries|technologies|systems|partners|brothers|shipping|insurance|pharmaceuticals|foundation|federation|commission|parliament|senate|congress|assembly|cabinet|government|navy|army|coast guard|tribunal|network|inc|ltd|llc|gmbh|ag)\b|(ministerium|behörde|verband|gewerkschaft|partei|universität|konzern|verein|stadtrat|gericht|bahn|werke|verwaltung|regierung|polizei|feuerwehr|anwaltschaft|kammer|kommission|ausschuss|gesellschaft|stiftung|agentur|zentrum|rathaus|gemeinderat|bundestag|landtag)(s|es)?$/iu;

/** «in Lisbon», «near Porto»: what follows is a place unless its words say otherwise. */
const placeBefore =
  /(?:^|[^\p{L}])(in|near|across|throughout|outside|inside|around|north of|south of|east of|west of|city of|town of|village of|(?:mayor|governor|university|bishop|people|residents|streets?|port|bay|gulf|province|region|district|outskirts|part|parts|south|north|east|west|centre|center) of|(?:travel(?:l?ed|s)?|fl(?:ew|ies|own)|went|goes|gone|return(?:ed|s)?|mov(?:ed|es)|drove|driven|head(?:ed|s|ing)|march(?:ed)?|fled|troops|flights?|trains?|trip|visit|road|way) to|aus|nach|à)\s+$/iu;
/** «KYIV (AP) — », «Porto, Oct. 3 – »: where it was written, at the head of a line. */
const datelineAfter = /^(?:,\s[\p{L}\d .]{2,30})?(?:\s\([^)]{2,25}\))?\s*[–—-]{1,2}\s/u;
/** Millions of what is no name, though German writes it with capitals. */
const quantityWords =
  /\b(millionen|milliarden|tausende?|prozent|euro|dollars?|pounds?|percent|millions?|billions?|kilometer|meter|stunden|minuten|jahren?|tagen?|wochen|monaten?|menschen)$/iu;

const calendarWords =
  /^(january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|tonight|januar|februar|märz|mai|juni|juli|oktober|dezember|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|heute|gestern|morgen)(?=$|[\s,]+\d)/iu;

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

const nationWords =
  /^(french|dutch|british|english|scottish|welsh|irish|greek|swiss|danish|spanish|polish|turkish|swedish|finnish|thai|czech|danes?|swedes?|finns?|poles?|turks?|spaniards?|greeks?|britons?|muslims?|christians|jews|jewish|catholics?|protestants?|democrats?|republicans?|conservatives|liberals|socialists?|palestinians?|europeans?|africans?|asians?|arabs?|kurds?|kurdish)$/u;

/** «North Koreans», «Ukrainian», «Iraqi»: what the name of a country is made into, a religion or a party. */
function isNation(name: string): boolean {
  const folded = foldName(name);
  const stem = /^(.{4,}?)(?:i?ans?|eans?|ese|ish|is?)$/u.exec(folded)?.[1];
  if (nationWords.test(folded)) return true;
  return (
    stem !== undefined &&
    [...countryNames()].some(
      (country) => country.startsWith(stem) && country.length <= stem.length + 2,
    )
  );
}

/** «S. Korea», «the North»: a place that is named by its side. */
function isSide(name: string): boolean {
  const side = /^(North|South|East|West|N\.|S\.|E\.|W\.)(?: (.+))?$/u.exec(name);
  if (!side) return false;
  const full = { N: 'north', S: 'south', E: 'east', W: 'west' }[side[1]?.charAt(0) ?? ''];
  return side[2] === undefined || countryNames().has(foldName(`${full} ${side[2]}`));
}

const workWords =
  /\b(treaty|act|law|resolutions?|agreement|pact|accords?|bill|constitution|charter|convention|protocol)$/iu;
const eventWords =
  /\b(war|summit|elections?|olympics|games|cup|festival|conference|referendum|massacre|earthquake|hurricane)$/iu;
const dateWords =
  /^(?:\d{1,2}(?:st|nd|rd|th|\.)? )?(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.| \d)|^\d{1,2}(?:st|nd|rd|th|\.)? (?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember)\b|\b(?:1[5-9]|20)\d\d\b|^\d{1,2}[./]\d{1,2}[./]/iu;

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

/** Whether a line begins with the place where it was written. */
function isDateline(name: string, { before, after }: NameContext): boolean {
  if (before !== '') return false;
  return datelineAfter.test(after) && (/^[\p{Lu}\s.-]{2,}$/u.test(name) || after.includes('('));
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
  if (isSide(name)) return 'place';
  if (workWords.test(name)) return 'work';
  if (eventWords.test(name)) return 'event';
  if (organisationWords.test(name)) return 'organisation';
  if (dateWords.test(name) || calendarWords.test(name)) return 'date';
  if (isNation(name)) return 'group';
  if (quantityWords.test(name)) return 'other';
  if (isDateline(name, context)) return 'place';
  if (/^\p{Lu}{2,}$/u.test(name.replace(/\./gu, ''))) return 'organisation';
  if (looksLikePlace(name, context)) return 'place';
  // Numbers and words without a capital name nobody.
  return /^[\p{N}\p{Ll}]/u.test(name) ? 'other' : 'person';
}
