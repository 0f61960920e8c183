import type { Article } from '../../records/records.ts';
import type { AnnotatedArticle } from '../core/annotated-article.ts';
import { listOf, textOf } from '../core/source-text.ts';

/** Longest title made from a text, in UTF-16 units. */
const titleLimit = 120;
/** Longest text that an article's field of one line holds, in UTF-16 units. */
const lineLimit = 10_000;
const newsDate =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$/;

/** Metadata of an article from a file of another program: what does not fit is left out; a title is made from the text. */
export function readMetadata(
  { title, metadata }: AnnotatedArticle,
  text: string,
): Pick<Article, 'title' | 'byline' | 'publisher' | 'url' | 'published' | 'language' | 'tags'> {
  const published = textOf(metadata['published'])?.trim() ?? '';
  const language = oneLine(textOf(metadata['language']));
  return {
    title: oneLine(title) || titleOf(text),
    byline: oneLine(textOf(metadata['byline'])),
    publisher: oneLine(textOf(metadata['publisher'])),
    url: oneLine(textOf(metadata['url'])),
    published: newsDate.test(published) ? published : null,
    language: /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? language : '',
    tags: [
      ...new Set(
        listOf(metadata['tags'])
          .map((tag) => oneLine(textOf(tag)))
          .filter((tag) => tag !== ''),
      ),
    ],
  };
}

/** Text in one line without outer white space. */
export function oneLine(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, lineLimit);
}

/** The beginning of a text, cut between words and marked as cut. */
function titleOf(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  const title = oneLine(line);
  return title.length <= titleLimit ? title : `${title.slice(0, titleLimit).replace(/\S*$/u, '')}…`;
}
