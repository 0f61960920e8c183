import { countCodePoints } from '../../shared/text/offsets.ts';
import type { SegmentRole } from '../../shared/records/records.ts';
import { buildRandom } from './reader-page/generate.ts';

/** A mark as `annotation.create` takes it, in code points of the article's text. */
export interface GeneratedMark {
  readonly layer: 'quotation' | 'mention' | 'claim';
  readonly label: string | null;
  readonly segments: readonly {
    readonly role: SegmentRole;
    readonly start: number;
    readonly end: number;
  }[];
}

/** An invented article: one like another, no two alike. */
export interface GeneratedArticle {
  readonly title: string;
  readonly byline: string;
  readonly publisher: string;
  /** `2026-03-09`. */
  readonly published: string;
  readonly paragraphs: readonly string[];
  /** Marks on the paragraphs joined by line feeds, in the order of their beginnings. */
  readonly marks: readonly GeneratedMark[];
}

/** How large an article is to be. */
export interface ArticleSize {
  /** Whitespace-separated words, met to within one sentence. */
  readonly words: number;
  /** Marks kept, spread evenly; one in ten words always fits. */
  readonly marks: number;
}

const givenNames =
  'Mara Jonas Ewa Tariq Leïla Søren 美咲 Noor Petra Viktor Ana Dmitri Zoë Ibrahim'.split(' ');
const familyNames =
  'Holt Brandt Kowalska Haddad Ruiz Nygaard 佐藤 Okafor Lindqvist Aune O’Hara Petrov'.split(' ');
const titles = [
  'mayor',
  'chief engineer',
  'spokesperson',
  'deputy minister',
  'union leader',
  'witness',
];
const organisations = [
  'the River Board',
  'Norrland Bank',
  'the Ministry of Works',
  'Hafen Radio',
  'the dockers’ union',
  '東京電力',
];
const places = [
  'Marlow',
  'Eastquay',
  'Sankt Ilgen',
  'the Lower Valley',
  'Port Aldis',
  '大阪',
  'Brno',
];
const days = ['Monday', 'Tuesday', 'Friday', '3 March', 'Sunday night'];
const papers = ['The Ledger', 'Quay Post', 'Agence Nord', 'Morning Dispatch'];
const words = (
  'bridge council report delay water budget plan vote harbour night promise inspection pier steel week month office court ' +
  'letter repair road school figure price line crowd meeting answer order letter river morning 😀 naïve façade'
).split(' ');
const verbs =
  'shows opens closes moves rises falls waits stops begins costs holds breaks changes ends'.split(
    ' ',
  );
const links = ['and', 'but', 'because', 'while', 'after', 'although', 'so that'];
const cues = ['said', 'added', 'told reporters', 'warned', 'insisted'];

/** An endless, repeatable row of articles. */
export function buildCorpus(seed: number): (size: ArticleSize) => GeneratedArticle {
  const random = buildRandom(seed);
  return (size) => buildArticle(random, size);
}

/** The article as a text file with a headline, a byline and a dateline. */
export function toTextFile(article: GeneratedArticle): string {
  const { title, byline, publisher, published, paragraphs } = article;
  return [title, `By ${byline}, ${publisher}`, published, ...paragraphs].join('\n\n');
}

function buildArticle(random: () => number, size: ArticleSize): GeneratedArticle {
  const pick: Pick = (items) => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const number = Math.floor(random() * 90_000) + 10_000;
  const title = `${capital(pick(words))} ${pick(verbs)} ${links[0]} ${pick(words)} ${pick(verbs)} in ${pick(places)} (${number})`;
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  const text = buildText(random, pick, size.words);
  return {
    title,
    byline: `${pick(givenNames)} ${pick(familyNames)}`,
    publisher: pick(papers),
    published: `2026-03-${day}`,
    paragraphs: text.paragraphs,
    marks: thin(text.marks, size.marks),
  };
}

type Pick = <Item>(items: readonly Item[]) => Item;

/** Sentences until there are enough words, three to six in a paragraph, with a mark on everything that can have one. */
function buildText(random: () => number, pick: Pick, wordCount: number) {
  const writer = createWriter();
  let sentencesLeft = 0;
  while (writer.wordCount() < wordCount) {
    if (sentencesLeft === 0) {
      writer.beginParagraph();
      sentencesLeft = 3 + Math.floor(random() * 4);
    } else {
      writer.write(' ');
    }
    const kind = random();
    if (kind < 0.35) writeQuotation(writer, pick, random);
    else if (kind < 0.55) writeIndirect(writer, pick, random);
    else if (kind < 0.7) writeClaim(writer, pick, random);
    else writePlain(writer, pick, random);
    sentencesLeft--;
  }
  return writer.finish();
}

type Writer = ReturnType<typeof createWriter>;

function createWriter() {
  const paragraphs: string[] = [];
  const marks: GeneratedMark[] = [];
  let current = '';
  let start = 0;
  let finishedWords = 0;
  const closeParagraph = () => {
    if (current === '') return;
    paragraphs.push(current);
    start += countCodePoints(current) + 1;
    finishedWords += countWords(current);
    current = '';
  };
  const at = () => start + countCodePoints(current);
  return {
    wordCount: () => finishedWords + countWords(current),
    beginParagraph: closeParagraph,
    /** Returns where the words are. */
    write(piece: string) {
      const from = at();
      current += piece;
      return { start: from, end: at() };
    },
    mark: (mark: GeneratedMark) => void marks.push(mark),
    finish() {
      closeParagraph();
      return { paragraphs, marks };
    },
  };
}

function countWords(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}

function clause(pick: Pick, random: () => number): string {
  const tail = Array.from(
    { length: 1 + Math.floor(random() * 4) },
    () => `${pick(links)} a ${pick(words)} ${pick(verbs)}`,
  );
  return `the ${pick(words)} ${pick(verbs)} ${tail.join(' ')}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function writeMention(writer: Writer, label: string, name: string) {
  const span = writer.write(name);
  writer.mark({ layer: 'mention', label, segments: [{ role: 'span', ...span }] });
  return span;
}

function personName(pick: Pick): string {
  return `${pick(givenNames)} ${pick(familyNames)}`;
}

function writeQuotation(writer: Writer, pick: Pick, random: () => number): void {
  const content = writer.write(`“${capital(clause(pick, random))},”`);
  writer.write(' ');
  const cue = writer.write(pick(cues));
  writer.write(' ');
  const source = writeMention(writer, 'person', personName(pick));
  writer.mark({
    layer: 'quotation',
    label: 'direct',
    segments: [
      { role: 'content', ...content },
      { role: 'source', ...source },
      { role: 'cue', ...cue },
    ],
  });
  writer.write(`, ${pick(titles)} of `);
  writeMention(writer, 'organisation', pick(organisations));
  writer.write(' in ');
  writeMention(writer, 'place', pick(places));
  writer.write(' on ');
  writeMention(writer, 'date', pick(days));
  writer.write('.');
}

function writeIndirect(writer: Writer, pick: Pick, random: () => number): void {
  const source = writeMention(writer, 'person', personName(pick));
  writer.write(' ');
  const cue = writer.write(pick(cues));
  writer.write(' that ');
  const content = writer.write(clause(pick, random));
  writer.mark({
    layer: 'quotation',
    label: 'indirect',
    segments: [
      { role: 'content', ...content },
      { role: 'source', ...source },
      { role: 'cue', ...cue },
    ],
  });
  writer.write('.');
}

function writeClaim(writer: Writer, pick: Pick, random: () => number): void {
  const start = writeMention(writer, 'organisation', capital(pick(organisations))).start;
  writer.write(` knew in ${1990 + Math.floor(random() * 36)} that `);
  const { end } = writer.write(clause(pick, random));
  writer.mark({ layer: 'claim', label: null, segments: [{ role: 'span', start, end }] });
  writer.write('.');
}

function writePlain(writer: Writer, pick: Pick, random: () => number): void {
  writer.write(`${capital(clause(pick, random))} in `);
  writeMention(writer, 'place', pick(places));
  writer.write(' on ');
  writeMention(writer, 'date', pick(days));
  writer.write('.');
}

/** So many of the marks, evenly spread. */
function thin(marks: readonly GeneratedMark[], count: number): GeneratedMark[] {
  if (marks.length < count) {
    throw new RangeError(`the text has room for ${marks.length} marks, not for ${count}`);
  }
  const step = marks.length / count;
  const kept = Array.from({ length: count }, (_, i) => marks[Math.floor(i * step)]);
  return kept
    .filter((mark) => mark !== undefined)
    .sort((left, right) => startOf(left) - startOf(right));
}

function startOf({ segments }: GeneratedMark): number {
  return Math.min(...segments.map(({ start }) => start));
}
