import type { JsonArticle } from './json-article.ts';
import { buildExportArticle } from './quotemark-build.ts';
import type { ExportArticle, ExportFile, ExportHead } from './quotemark-schema.ts';

/**
 * The export as text: one line a row (annotator, entity, claim, annotation), one line a key above them, so that a file can
 * be compared by lines. Ends with a line end.
 */
export function stringifyExportFile(file: ExportFile): string {
  const { articles, ...head } = file;
  const body = articles.map((article) => stringifyExportArticle(article)).join(',\n');
  return (
    [...stringifyExportHead(head)].join('') + (body === '' ? '' : `\n${body}\n  `) + exportFileEnd
  );
}

/** Rows of the head that are made while they are written, since there may be very many. */
export interface LateRows {
  readonly entities: Iterable<ExportHead['entities'][number]>;
  readonly claims: Iterable<ExportHead['claims'][number]>;
}

/**
 * The text before the first article, line by line. Between it and `exportFileEnd` stand the articles, each on lines of its own.
 *
 * @param late In place of the head's own rows.
 */
export function* stringifyExportHead(head: ExportHead, late?: LateRows): Generator<string> {
  yield '{\n';
  for (const [key, value] of Object.entries(head)) {
    const rows = key === 'entities' || key === 'claims' ? late?.[key] : undefined;
    if (rows) yield* stringifyRows(key, rows);
    else if (isRows(value)) yield* stringifyRows(key, value);
    else yield `${keyLine(key, value, '  ')},\n`;
  }
  yield '  "articles": [';
}

function* stringifyRows(key: string, rows: Iterable<unknown>): Generator<string> {
  let before = `  ${JSON.stringify(key)}: [`;
  let after = ']';
  for (const row of rows) {
    yield `${before}\n    ${JSON.stringify(row)}`;
    before = ',';
    after = '\n  ]';
  }
  yield `${before === ',' ? '' : before}${after},\n`;
}

/** The text after the last article. */
export const exportFileEnd = ']\n}\n';

const articleIndent = '      ';

/** Whether articles have their text and their document in the file. */
export interface TextChoice {
  readonly hasText: boolean;
}

const isHeld = (key: string, { hasText }: TextChoice): boolean =>
  hasText || (key !== 'text' && key !== 'document');

/** One article, without a comma or a line end after it. */
export function stringifyExportArticle(
  article: ExportArticle,
  choice: TextChoice = { hasText: true },
): string {
  const lines = Object.entries(article)
    .filter(([key]) => isHeld(key, choice))
    .map(([key, value]) => keyLine(key, value, articleIndent));
  return `    {\n${lines.join(',\n')}\n    }`;
}

/** Stands between two marks of an article. */
export const markSeparator = `,\n${articleIndent}  `;

/** The same in pieces, of an article that is JSON in parts with `markSeparator`. */
export function stringifyJsonArticle(
  article: JsonArticle,
  choice: TextChoice = { hasText: true },
): (string | Uint8Array)[] {
  const { text, document, marks } = article;
  const pieces: (string | Uint8Array)[] = [];
  const known: Readonly<Record<string, Uint8Array>> = { text, document };
  let before = '    {\n';
  for (const [key, value] of Object.entries(buildExportArticle(article.item))) {
    if (!isHeld(key, choice)) continue;
    const json = known[key];
    const name = `${before}${articleIndent}${JSON.stringify(key)}: `;
    if (json) pieces.push(name, json);
    else if (key === 'annotations' && marks.length > 0) {
      pieces.push(`${name}[\n${articleIndent}  `, marks, `\n${articleIndent}]`);
    } else pieces.push(before + keyLine(key, value, articleIndent));
    before = ',\n';
  }
  pieces.push('\n    }');
  return pieces;
}

/** Whether each item stands on a line of its own. */
function isRows(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && typeof value[0] === 'object';
}

function keyLine(key: string, value: unknown, indent: string): string {
  if (!isRows(value)) return `${indent}${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const rows = value.map((row) => `${indent}  ${JSON.stringify(row)}`);
  return `${indent}${JSON.stringify(key)}: [\n${rows.join(',\n')}\n${indent}]`;
}
