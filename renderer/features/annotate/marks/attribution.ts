import type { Article } from '../../../../shared/records/records.ts';
import { formatNewsDate } from '../../../ui/format.ts';

const quoted = /^["“„«].*["”“»]$/su;

/** Words of an article with where they are from: `“Text” — AP, 12 March 2026, Title`, and the address on a line of its own. */
export function attribute(
  text: string,
  { publisher, published, title, url }: Pick<Article, 'publisher' | 'published' | 'title' | 'url'>,
): string {
  const words = text.trim().replace(/\s*\n\s*/gu, ' ');
  const facts = [publisher, formatNewsDate(published), title].filter(Boolean).join(', ');
  const line = quoted.test(words) ? words : `“${words}”`;
  return [facts === '' ? line : `${line} — ${facts}`, url].filter(Boolean).join('\n');
}
