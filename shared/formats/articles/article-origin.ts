import { findAgency } from './agencies.ts';
import type { MetadataCollector } from './article-metadata.ts';
import { detectLanguage } from './language.ts';
import { findNewsDate } from './news-date.ts';

const dateline = /^(?:\p{Lu}[\p{L}\p{M} .,'’/\d-]{1,60})?\s?\(([^()]{2,30})\)\s*(?:--|—|–|-|:)/u;

/**
 * Take from the body of an article what it says about its origin: the agency and date of the dateline, the credit at its end.
 *
 * @param paragraphs Texts of the body's paragraphs with their lines, captions not among them.
 */
export function addOrigin(
  paragraphs: readonly { readonly text: string; readonly line: number | null }[],
  collector: MetadataCollector,
): void {
  const first = paragraphs[0];
  if (first !== undefined) {
    const agency = findAgency(dateline.exec(first.text.slice(0, 120))?.[1] ?? '');
    if (agency !== null) {
      const finding = {
        field: 'publisher',
        value: agency,
        confidence: 'medium',
        why: 'agency in the dateline',
      } as const;
      collector.add(finding, first.line);
    }
    const head = first.text.slice(0, 80);
    const date = /^[\p{Lu} .,'’-]{3,}|\s(?:--|—|–)\s/u.test(head)
      ? findNewsDate(head.split(/\s(?:--|—|–)\s/)[0] ?? '')
      : null;
    if (date !== null) {
      collector.add(
        { field: 'published', value: date.date, confidence: 'medium', why: 'dateline' },
        first.line,
      );
    }
  }
  const last = paragraphs.at(-1);
  const credit =
    /[(—–-]\s*([^()—–]{2,30}?)\s*\)?\.?$/u.exec(last?.text.slice(-50) ?? '')?.[1] ?? '';
  const agency = findAgency(credit) ?? findAgency(last?.text ?? '');
  if (agency !== null && last !== undefined) {
    collector.add(
      { field: 'publisher', value: agency, confidence: 'medium', why: 'agency at the end' },
      last.line,
    );
  }
}

/** Add the language of a body to the metadata. */
export function addBodyLanguage(body: string, collector: MetadataCollector): void {
  const { language, confidence } = detectLanguage(body);
  collector.add(
    { field: 'language', value: language, confidence, why: 'script and words of the text' },
    null,
  );
}

/** Use a file name for what the text did not say: a date at its head, and a title. */
export function addFromFileName(fileName: string, collector: MetadataCollector): void {
  const stem = fileName
    .replace(/\.[a-z0-9]{1,8}$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim();
  const date = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(stem);
  const found = date === null ? null : findNewsDate(date.slice(1, 4).join('-'));
  if (found !== null) {
    collector.add(
      { field: 'published', value: found.date, confidence: 'low', why: 'file name' },
      null,
    );
  }
  const words = (found === null ? stem : stem.slice(date?.[0].length ?? 0))
    .replace(/^[\s.-]+/, '')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, (hyphen, at: number, whole: string) =>
      whole.includes(' ') ? hyphen : ' ',
    );
  if (
    /\p{L}{2}/u.test(words) &&
    !/^(?:article|text|untitled|document|unbenannt|new text document|story)\b[\s\d]*$/i.test(words)
  ) {
    collector.add({ field: 'title', value: words, confidence: 'low', why: 'file name' }, null);
  }
}
