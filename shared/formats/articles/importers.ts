import type { ParsedArticle, ParseHints } from './article-metadata.ts';
import { parseArticleText } from './article-text.ts';
import { findFrontMatter } from './front-matter.ts';
import { parseMarkdownArticle } from './markdown.ts';

/** A reader of articles in one text format. */
export interface ArticleImporter {
  /** Name and version, kept as `origin.importer`. A change of what it recognises counts up the version. */
  readonly id: string;
  /** @param text Normalised text (`decodeText`, `normaliseText`). */
  readonly parse: (text: string, hints?: ParseHints) => ParsedArticle;
}

export type ImporterName = 'text' | 'markdown';

/** The importers of articles by name, as the `--format` option of the command line has them. */
export const importers = {
  text: { id: 'text@1', parse: parseArticleText },
  markdown: { id: 'markdown@1', parse: parseMarkdownArticle },
} satisfies Readonly<Record<ImporterName, ArticleImporter>>;

/** Which importer reads a file: by its extension, else (and for a paste, with no name) by what the text looks like. */
export function importerOf(fileName: string, text: string): ImporterName {
  if (/\.(?:md|markdown|mdown|mkdn?|mdx|qmd)$/i.test(fileName)) return 'markdown';
  if (/\.(?:txt|text|asc|eml)$/i.test(fileName)) return 'text';
  if (findFrontMatter(text) !== null) return 'markdown';
  const hasHeading = /^#{1,6} \S/m.test(text);
  const hasMarks = /\]\(https?:\/\/[^)\s]+\)|\*\*\S[^*\n]*\*\*|^!\[|^> |^[-*] /m.test(text);
  return hasHeading && hasMarks ? 'markdown' : 'text';
}
