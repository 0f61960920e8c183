import type { Finding } from './article-metadata.ts';
import { findNewsDate } from './news-date.ts';
import { parseByline } from './head-line.ts';
import { isSafeHref } from '../../text/safe-href.ts';

/** What a named value of a header or front matter means: findings, tags, null for a key that we do not know. */
export interface NamedValue {
  readonly findings: readonly Finding[];
  readonly tags: readonly string[];
  readonly note: string | null;
}

const fields: Readonly<Record<string, Finding['field'] | 'tags' | 'ignored'>> = {
  title: 'title', headline: 'title', subject: 'title', betreff: 'title', objet: 'title', asunto: 'title', titel: 'title', titre: 'title',
  author: 'byline', authors: 'byline', byline: 'byline', by: 'byline', from: 'byline', von: 'byline', de: 'byline', autor: 'byline',
  publisher: 'publisher', source: 'publisher', publication: 'publisher', outlet: 'publisher', site: 'publisher', agency: 'publisher',
  quelle: 'publisher', organisation: 'publisher', organization: 'publisher',
  date: 'published', published: 'published', sent: 'published', datum: 'published', gesendet: 'published', publish_date: 'published',
  pubdate: 'published', published_at: 'published', fecha: 'published', 'publication date': 'published',
  url: 'url', link: 'url', canonical: 'url', canonical_url: 'url', permalink: 'url',
  language: 'language', lang: 'language', sprache: 'language', langue: 'language',
  tags: 'tags', keywords: 'tags', categories: 'tags', topics: 'tags',
  to: 'ignored', an: 'ignored', cc: 'ignored', bcc: 'ignored', 'reply-to': 'ignored', 'message-id': 'ignored', 'mime-version': 'ignored',
  'content-type': 'ignored', 'content-transfer-encoding': 'ignored', received: 'ignored', 'return-path': 'ignored', importance: 'ignored',
}; // prettier-ignore

/** Longest value that is looked at, in UTF-16 units. */
const maxValue = 1000;

/** Understand one `key: value`. The key is taken in any case. @returns null when the key means nothing to us. */
export function readNamedValue(key: string, value: string): NamedValue | null {
  const name = key.trim().toLowerCase();
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined) return null;
  const text = value.trim().slice(0, maxValue);
  const why = `${key.trim()} in the header`;
  const result = (found: string, note: string | null = null): NamedValue => ({
    findings:
      field === 'tags' || field === 'ignored'
        ? []
        : [{ field, value: found, confidence: 'high', why }],
    tags: [],
    note,
  });
  switch (field) {
    case 'ignored':
      return result('');
    case 'tags':
      return {
        findings: [],
        tags: text
          .split(/[,;]/)
          .map((tag) => tag.trim())
          .filter((tag) => tag !== ''),
        note: null,
      };
    case 'published': {
      const date = findNewsDate(text);
      const isPartial = /^\d{4}(?:-\d{2})?$/.test(text);
      if (date === null && !isPartial) return result('', `The date «${text}» was not understood.`);
      return result(
        date?.date ?? text,
        date?.isAmbiguous === true ? ambiguousDateNote(date.date) : null,
      );
    }
    case 'url':
      return isSafeHref(text)
        ? result(text)
        : result('', `The address «${text}» is not a web address.`);
    case 'language':
      return /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(text)
        ? result(text.replaceAll('_', '-'))
        : result('', `The language «${text}» is not a language tag such as en or pt-BR.`);
    case 'byline':
      return readAuthor(text, why);
    default:
      return result(text);
  }
}

/** What to tell of a date that may be read two ways. */
export function ambiguousDateNote(date: string): string {
  return `The date was read with the day first, as ${date}. Check it.`;
}

function readAuthor(text: string, why: string): NamedValue {
  // «Press office <press@example.org>»
  const name = text
    .replace(/\s*[<(]\S+@\S+[>)]/g, '')
    .replace(/^"(.*)"$/, '$1')
    .replace(/^by\s+/i, '');
  const parsed = parseByline(name);
  const findings: Finding[] = [
    { field: 'byline', value: parsed?.byline ?? name, confidence: 'high', why },
    { field: 'publisher', value: parsed?.publisher ?? '', confidence: 'medium', why },
  ];
  return { findings, tags: [], note: null };
}
