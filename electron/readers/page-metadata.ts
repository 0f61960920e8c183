import type { Finding, MetadataCollector } from '../../shared/formats/articles/article-metadata.ts';
import { readNamedValue } from '../../shared/formats/articles/header-lines.ts';
import { findNewsDate } from '../../shared/formats/articles/news-date.ts';
import { repairText } from '../../shared/text/normalise.ts';
import { isSafeHref } from '../../shared/text/safe-href.ts';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import type { JsonValue } from '../../shared/util/json.ts';
import { attributeOf, descendantsOf, rawTextOf, textOf, type MarkupElement } from './markup.ts';

type Field = Finding['field'];

/** Longest value that is taken, in UTF-16 units. */
const maxValue = 1000;
const maxTags = 20;

/** `<meta>` by name, property or itemprop. The earlier the surer, of several for one field. */
const metaFields: readonly (readonly [string, Field])[] = [
  ['og:title', 'title'],
  ['twitter:title', 'title'],
  ['parsely-title', 'title'],
  ['dc.title', 'title'],
  ['author', 'byline'],
  ['parsely-author', 'byline'],
  ['byl', 'byline'],
  ['sailthru.author', 'byline'],
  ['dc.creator', 'byline'],
  ['article:author', 'byline'],
  ['og:site_name', 'publisher'],
  ['dc.publisher', 'publisher'],
  ['application-name', 'publisher'],
  ['article:published_time', 'published'],
  ['og:published_time', 'published'],
  ['parsely-pub-date', 'published'],
  ['datepublished', 'published'],
  ['dc.date.issued', 'published'],
  ['dc.date', 'published'],
  ['pubdate', 'published'],
  ['date', 'published'],
  ['og:url', 'url'],
  ['content-language', 'language'],
];

/** Collect what a page says of itself: JSON-LD first, then meta elements, the canonical link and the language of the page. */
export function addPageMetadata(page: MarkupElement, collector: MetadataCollector): void {
  for (const script of descendantsOf(page, 'script')) {
    if (!/ld\+json/i.test(attributeOf(script, 'type'))) continue;
    const json = parseJsonText(rawTextOf(script).replace(/^\s*<!--|-->\s*$/g, ''));
    if (json.ok) addLinkedData(json.value, collector, 0);
  }
  addMeta(page, collector);
  for (const link of descendantsOf(page, 'link')) {
    if (attributeOf(link, 'rel').toLowerCase() === 'canonical') {
      addValue(collector, 'url', attributeOf(link, 'href'), 'canonical link');
    }
  }
  const [title] = descendantsOf(page, 'title');
  addValue(
    collector,
    'title',
    cutSiteName(textOf(title ?? null), collector.valueOf('publisher')),
    'title of the page',
    'low',
  );
  const time = descendantsOf(page, 'time').find((each) => attributeOf(each, 'datetime') !== '');
  addValue(
    collector,
    'published',
    attributeOf(time ?? null, 'datetime'),
    'time in the page',
    'low',
  );
  // A template's language is often not that of the article: what the text itself shows is surer.
  addValue(collector, 'language', attributeOf(page, 'lang'), 'language of the page', 'low');
}

/** Add one value as found; what is empty, or cannot be stored as such a field, is left out. */
export function addValue(
  collector: MetadataCollector,
  field: Field,
  value: string,
  why: string,
  confidence: Finding['confidence'] = 'high',
): void {
  const text = plain(value).slice(0, maxValue);
  const stored = text === '' ? '' : toStored(field, text);
  if (stored !== '') collector.add({ field, value: stored, confidence, why }, null);
}

function toStored(field: Field, text: string): string {
  switch (field) {
    case 'published':
      return findNewsDate(text)?.date ?? (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/.test(text) ? text : '');
    case 'url':
      return isSafeHref(text) && !text.startsWith('mailto:') ? text : '';
    case 'language':
      return /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(text) ? text.replaceAll('_', '-') : '';
    case 'byline': {
      if (/^https?:\/\//i.test(text)) return '';
      const findings = readNamedValue('author', text)?.findings ?? [];
      return findings.find((finding) => finding.field === 'byline')?.value || text;
    }
    default:
      return text;
  }
}

function addMeta(page: MarkupElement, collector: MetadataCollector): void {
  const values = new Map<string, string>();
  const tags: string[] = [];
  for (const meta of descendantsOf(page, 'meta')) {
    const name = ['property', 'name', 'itemprop', 'http-equiv']
      .map((key) => attributeOf(meta, key))
      .find((key) => key !== '');
    const content = plain(attributeOf(meta, 'content'));
    if (name === undefined || content === '') continue;
    const key = name.toLowerCase();
    if (key === 'article:tag') tags.push(content);
    else if (key === 'news_keywords') tags.push(...content.split(/[,;]/));
    else if (!values.has(key)) values.set(key, content);
  }
  for (const [key, field] of metaFields) {
    const value = values.get(key);
    if (value !== undefined) addValue(collector, field, value, key, 'medium');
  }
  addTags(collector, tags);
}

function addTags(collector: MetadataCollector, tags: readonly string[]): void {
  const plainTags = tags.map((tag) => plain(tag).slice(0, 100)).filter((tag) => tag !== '');
  if (plainTags.length > 0) collector.addTags([...new Set(plainTags)].slice(0, maxTags), null);
}

const articleType = /(?:Article|BlogPosting|Report|LiveBlogPosting)$/;

/** schema.org data of the page: the article among everything else that is there. */
function addLinkedData(value: JsonValue, collector: MetadataCollector, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 4) return;
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 200)) addLinkedData(item, collector, depth + 1);
    return;
  }
  const field = (key: string): JsonValue =>
    Object.hasOwn(value, key) ? (Reflect.get(value, key) as JsonValue) : null;
  addLinkedData(field('@graph'), collector, depth + 1);
  if (!namesOf(field('@type')).some((type) => articleType.test(type))) return;
  const add = (to: Field, found: readonly string[]) =>
    addValue(collector, to, to === 'byline' ? found.join(', ') : (found[0] ?? ''), 'JSON-LD');
  add('title', namesOf(field('headline')));
  add('byline', namesOf(field('author')));
  add('publisher', namesOf(field('publisher')));
  add('published', namesOf(field('datePublished')));
  add('language', namesOf(field('inLanguage')));
  add('url', [...namesOf(field('mainEntityOfPage')), ...namesOf(field('url'))]);
  const keywords = namesOf(field('keywords'));
  addTags(collector, keywords.length === 1 ? (keywords[0] ?? '').split(/[,;]/) : keywords);
}

/** Texts of a value: itself, its items, the `name` of an object, else its `@id`. */
function namesOf(value: JsonValue): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.slice(0, 50).flatMap((item) => (Array.isArray(item) ? [] : namesOf(item)));
  }
  for (const key of ['name', '@id']) {
    const name: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : null;
    if (typeof name === 'string' && name !== '') return [name];
  }
  return [];
}

/** «Headline | The Paper» without the paper, where that is the site's name or what is left is long enough for a headline. */
export function cutSiteName(title: string, site: string): string {
  const [, rest, end] = /^(.+?)\s+[|•·–—-]\s+([^|•·]+)$/u.exec(title) ?? [];
  if (rest !== undefined && site !== '' && end === site) return rest;
  const cut = /^(.{15,}?)\s+[|•·–—-]\s+[^|•·]{2,40}$/u.exec(title)?.[1];
  return cut !== undefined && cut.split(/\s+/).length >= 3 ? cut : title;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&apos;': "'",
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** One line; the entities that sites write into JSON and attributes twice over are characters. */
function plain(value: string): string {
  return repairText(value)
    .replace(/&(?:amp|quot|lt|gt|apos|#39|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
