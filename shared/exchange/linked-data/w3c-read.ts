import { countCodePoints, codePoints } from '../../text/offsets.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import {
  decodeExact,
  listOf,
  objectOf,
  objectsOf,
  parseJsonSource,
  textOf,
} from '../core/source-text.ts';
import { noteUnit, placeSpans, type PlacedSpan } from '../core/offset-unit.ts';
import { joinSpanGraph, type ReadSpan } from '../core/span-graph.ts';
import { parseItem, type LinkItem, type MarkItem } from './w3c-item.ts';
import { fromUrn, terms } from './w3c-terms.ts';

/** The annotations of one file on one text. */
interface Bundle {
  readonly source: string;
  readonly description: JsonObject | null;
  readonly marks: MarkItem[];
}

/**
 * Articles of W3C Web Annotation files: pages, collections, lists of annotations or single ones. The text of an article is a
 * file that its page names, one of the name of its source, one beside the annotations, or the only one there is.
 *
 * @throws Refusal `bad_input` naming file and annotation.
 */
export function* readW3c(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  const texts = new Map(
    files.filter(({ name }) => /\.te?xt$/i.test(name)).map((file) => [file.name, file]),
  );
  const sources = files.filter(({ name }) => /\.json(?:ld)?$/i.test(name) && !isManifest(name));
  let count = 0;
  for (const file of sources) {
    const pages = listPages(parseJsonSource(file));
    count += pages.length;
    for (const page of pages) yield* readPage(page, file, texts);
  }
  if (count === 0 && files.some(({ name }) => !isManifest(name))) {
    throw new Refusal('bad_input', 'There are no annotations of the W3C data model.');
  }
}

/** What an export says of itself stands beside its files. */
function isManifest(name: string): boolean {
  return /(?:^|\/)manifest\.json$/i.test(name);
}

interface Page {
  readonly items: readonly JsonObject[];
  /** What a page of ours says of its article. */
  readonly description: JsonObject | null;
}

function listPages(value: JsonValue): Page[] {
  const types = (object: JsonObject) => listOf(object['type'] ?? object['@type']);
  const loose: JsonObject[] = [];
  const pages: Page[] = [];
  for (const object of objectsOf(value)) {
    if (types(object).includes('Annotation')) loose.push(object);
    const page = types(object).includes('AnnotationCollection')
      ? objectOf(object['first'])
      : types(object).includes('AnnotationPage')
        ? object
        : null;
    const items = page && objectsOf(page['items']);
    if (items) pages.push({ items, description: objectOf(page[terms.article]) });
  }
  return loose.length === 0 ? pages : [...pages, { items: loose, description: null }];
}

function* readPage(
  page: Page,
  file: SourceFile,
  texts: ReadonlyMap<string, SourceFile>,
): Generator<AnnotatedArticle> {
  const links: LinkItem[] = [];
  const bundles = new Map<string, Bundle>();
  const described = textOf(page.description?.['id']);
  if (described !== null) {
    bundles.set(described, { source: described, description: page.description, marks: [] });
  }
  for (const [i, value] of page.items.entries()) {
    const item = parseItem(value, `${file.name}, annotation ${i + 1}`);
    if (item?.kind === 'link') links.push(item);
    if (item?.kind !== 'mark') continue;
    const bundle = bundles.get(item.source) ?? {
      source: item.source,
      description: null,
      marks: [],
    };
    bundle.marks.push(item);
    bundles.set(item.source, bundle);
  }
  for (const bundle of bundles.values()) {
    const text = findText(bundle, file, texts, bundles.size);
    yield readBundle(bundle, links, text, file.name);
  }
}

function readBundle(
  { source, description, marks }: Bundle,
  links: readonly LinkItem[],
  text: string | null,
  place: string,
): AnnotatedArticle {
  const placed = text === null ? placeBlind(marks) : placeIn(text, marks);
  let next = 0;
  const spans: ReadSpan[] = [];
  const fragments: { from: string; to: string; type: string }[] = [];
  for (const { key, label, details, targets } of marks) {
    targets.forEach((_, i) => {
      const segment = placed.spans[next++];
      if (!segment) return;
      const id = i === 0 ? key : `${key}#${i + 1}`;
      spans.push({ key: id, label, segment, details: i === 0 ? details : null });
      if (i > 0) fragments.push({ from: key, to: id, type: 'fragment' });
    });
  }
  const joined = joinSpanGraph(spans, [...fragments, ...links]);
  return {
    id: fromUrn('article', source) ?? (source === '' ? null : source),
    title: textOf(description?.['schema:headline']) ?? '',
    text: placed.text,
    marks: joined satisfies readonly AnnotatedMark[],
    metadata: readMetadata(description ?? {}),
    place,
    ...('unit' in placed && noteUnit(placed, 'code point')),
  };
}

function readMetadata(description: JsonObject): JsonObject {
  const names = {
    byline: 'schema:author',
    publisher: 'schema:publisher',
    url: 'schema:url',
    published: 'schema:datePublished',
    language: 'schema:inLanguage',
    tags: 'schema:keywords',
  };
  const known = Object.entries(names).flatMap(([name, term]) => {
    const value = description[term];
    if (value === undefined) return [];
    return [[name, name === 'tags' ? listOf(value) : value] as const];
  });
  return Object.fromEntries(known);
}

function placeIn(text: string, marks: readonly MarkItem[]) {
  const given = marks.flatMap(({ targets, place }) =>
    targets.map(({ position, quote }) => {
      if (position) return { ...position, exact: quote?.exact ?? null, place };
      if (quote) return { ...findQuote(text, quote, place), exact: quote.exact, place };
      throw new Refusal('bad_input', `${place}: It selects no passage.`);
    }),
  );
  return placeSpans(text, given, 'code point');
}

/** A passage that is only quoted, in code points: it has to be the only one with its context. */
function findQuote(
  text: string,
  {
    exact,
    prefix,
    suffix,
  }: { readonly exact: string; readonly prefix: string; readonly suffix: string },
  place: string,
) {
  const whole = prefix + exact + suffix;
  const at = text.indexOf(whole);
  if (exact === '' || at === -1) {
    throw new Refusal('bad_input', `${place}: The text does not have “${exact}”.`);
  }
  if (text.includes(whole, at + 1)) {
    throw new Refusal('bad_input', `${place}: The text has “${exact}” more than once.`);
  }
  const start = countCodePoints(text.slice(0, at + prefix.length));
  return { start, end: start + countCodePoints(exact) };
}

/** Without the text positions have to be code points; the length of what they cover can be checked. */
function placeBlind(marks: readonly MarkItem[]) {
  const spans = marks.flatMap(({ targets, place }) =>
    targets.map(({ position, quote }): PlacedSpan => {
      const exact = quote?.exact ?? null;
      const isRight =
        position && exact !== null && position.end - position.start === countCodePoints(exact);
      if (position && isRight && Number.isSafeInteger(position.start) && position.start >= 0) {
        return { start: codePoints(position.start), end: codePoints(position.end), exact };
      }
      throw new Refusal(
        'bad_input',
        `${place}: The place of the passage needs the text. Put it beside the annotations as a .txt file of the same name.`,
      );
    }),
  );
  return { text: null, spans };
}

function findText(
  { source, description }: Bundle,
  file: SourceFile,
  texts: ReadonlyMap<string, SourceFile>,
  sources: number,
): string | null {
  const folder = file.name.replace(/[^/]*$/, '');
  const named = textOf(description?.[terms.textFile]);
  const byName = (name: string) => texts.get(name);
  const base = source.split(/[/#?]/).findLast((part) => part !== '') ?? '';
  const found =
    named === null && description !== null
      ? undefined
      : ((named === null ? undefined : byName(folder + named)) ??
        byName(`${folder}${base}`) ??
        byName(`${folder}${base.replace(/\.[^.]*$/, '')}.txt`) ??
        (sources === 1 ? byName(file.name.replace(/\.[^./]*$/, '.txt')) : undefined) ??
        (sources === 1 && texts.size === 1 ? [...texts.values()][0] : undefined));
  return found ? decodeExact(found) : null;
}
