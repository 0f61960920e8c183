/** What a column of a table of articles may hold. */
export const tableFields = [
  'text',
  'title',
  'byline',
  'publisher',
  'url',
  'published',
  'language',
  'tags',
] as const;

export type TableField = (typeof tableFields)[number];

/** Which column gives which field; a field left out is given by none. */
export type TableMapping = Readonly<Partial<Record<TableField, string>>>;

/** Names of columns as they are met, the likeliest first. Compared in lower case without spaces, `_`, `-` and `.`. */
const columnNames: Readonly<Record<TableField, readonly string[]>> = {
  text: ['text', 'body', 'content', 'articletext', 'articlebody', 'fulltext', 'article', 'story', 'document', 'maintext', 'cleantext', 'bodytext', 'contenttext', 'texte', 'inhalt', 'texto', 'transcript', 'description', 'summary'],
  title: ['title', 'headline', 'headlines', 'articletitle', 'heading', 'titel', 'titre', 'titulo', 'subject', 'name'],
  byline: ['byline', 'author', 'authors', 'writer', 'reporter', 'authorname', 'autor', 'auteur', 'creator', 'speaker'],
  publisher: ['publisher', 'publication', 'source', 'outlet', 'site', 'sitename', 'sourcename', 'publishername', 'newspaper', 'medium', 'media', 'domain', 'agency', 'quelle'],
  url: ['url', 'link', 'articleurl', 'href', 'permalink', 'canonicalurl', 'sourceurl', 'weburl', 'uri'],
  published: ['published', 'date', 'publishedat', 'publishdate', 'publicationdate', 'publishedtime', 'datepublished', 'pubdate', 'datum', 'created', 'createdat', 'datetime', 'time', 'timestamp', 'year'],
  language: ['language', 'lang', 'languagecode', 'sprache', 'langue', 'locale'],
  tags: ['tags', 'keywords', 'categories', 'category', 'topics', 'topic', 'section', 'subjects', 'labels'],
}; // prettier-ignore

/** Shorter values are no texts of articles, in the mean. */
const minTextLength = 40;

/**
 * Guess which column holds what: by the names of the columns; the text, when no name says it, is the column with the longest
 * values, when these are long.
 *
 * @param rows The first rows, cells by column.
 * @returns Without `text` when no column holds any.
 */
export function guessMapping(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): TableMapping {
  const free = new Set(columns.keys());
  const mapping: Partial<Record<TableField, string>> = {};
  const take = (field: TableField, at: number) => {
    const column = columns[at];
    if (column === undefined) return;
    mapping[field] = column;
    free.delete(at);
  };
  for (const field of tableFields) {
    const ranks = columns.map((column) => columnNames[field].indexOf(plainName(column)));
    const found = ranks
      .map((rank, at) => ({ rank, at }))
      .filter(({ rank, at }) => rank !== -1 && free.has(at))
      .sort((left, right) => left.rank - right.rank)[0];
    if (found) take(field, found.at);
  }
  if (mapping.text === undefined) {
    const lengths = columns.map((_, at) => (free.has(at) ? lengthOf(rows, at) : 0));
    const longest = Math.max(0, ...lengths);
    if (longest > rows.length * minTextLength) take('text', lengths.indexOf(longest));
  }
  return mapping;
}

/** A mapping as `--map` gives it, `text=body,title=headline`; null when it cannot be read. */
export function parseMapping(text: string): TableMapping | null {
  const mapping: Partial<Record<TableField, string>> = {};
  for (const pair of text.split(',')) {
    const [, name = '', column = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    const field = tableFields.find((each) => each === name);
    if (field === undefined || column === '') return null;
    mapping[field] = column;
  }
  return mapping;
}

function plainName(column: string): string {
  return column
    .normalize('NFD')
    .replace(/\p{M}|[\s_.-]/gu, '')
    .toLowerCase();
}

function lengthOf(rows: readonly (readonly string[])[], at: number): number {
  return rows.reduce((sum, row) => sum + (row[at]?.length ?? 0), 0);
}
