import { codePoints, countCodePoints } from '../../text/offsets.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { headOf, titleOfFile, type ArticleHead } from '../core/article-head.ts';
import { decodeName } from '../brat/brat-names.ts';
import { unescapeCell } from './cells.ts';
import { parseColumns, type ColumnDocument } from './column-rows.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { buildTokenMark, layerEnding, sortMarks, tokenColumns, toWord } from './iob2-marks.ts';
import { listRuns } from './iob2-tags.ts';
import { decodeExact, decodeSource, readRecords } from '../core/source-text.ts';

/**
 * Articles of files of columns. Ours come with the place of each word; in those of other programs one space stands between
 * words and a line end between sentences.
 */
export function* readIob2(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  const find = (name: string) => files.find((file) => titleOfFile(file.name) === name);
  const [tokens, heads] = [find('tokens.tsv'), find('articles.jsonl')];
  if (tokens !== undefined) yield* readOwn(files, tokens, heads);
  else for (const file of files) yield* readForeign(file);
}

/** A word with its place in the text of its article. */
interface PlacedToken {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface TokenTable {
  readonly id: string;
  readonly tokens: readonly PlacedToken[];
  readonly text: string;
}

function* readOwn(
  files: readonly SourceFile[],
  tokens: SourceFile,
  headFile: SourceFile | undefined,
): Generator<AnnotatedArticle> {
  const tables = readTokens(tokens);
  const heads = headFile === undefined ? [] : readHeads(headFile);
  const layers = files
    .filter(({ name }) => name.endsWith(layerEnding))
    .map((file) => {
      const documents = parseColumns(file, decodeExact(file));
      if (documents.length !== tables.length) {
        const counts = `${documents.length} articles, tokens.tsv ${tables.length}`;
        throw new Refusal('bad_input', `${file.name}, line 1: It has ${counts}.`);
      }
      return {
        file,
        layer: decodeName(titleOfFile(file.name.slice(0, -layerEnding.length))),
        documents,
      };
    });
  for (const [i, table] of tables.entries()) {
    const head = heads[i];
    if (head !== undefined && head.id !== table.id) {
      throw new Refusal('bad_input', `articles.jsonl, line ${i + 1}: It is not “${table.id}”.`);
    }
    const marks = layers.flatMap(({ file, layer, documents }) =>
      readMarks(file, layer, table, documents[i] ?? { sentences: [], line: 1 }),
    );
    yield {
      id: table.id,
      title: head?.title ?? table.id,
      text: head?.text === 'marks' ? null : table.text,
      marks: sortMarks(marks),
      metadata: head?.metadata ?? {},
      place: `article ${i + 1}`,
    };
  }
}

function readHeads(file: SourceFile): ArticleHead[] {
  return [...readRecords(file)].map(({ value, place }) => headOf(value, `${file.name}, ${place}`));
}

/** The table of words, by article; it gives the texts back. */
function readTokens(file: SourceFile): TokenTable[] {
  const tables: { id: string; tokens: PlacedToken[]; parts: string[] }[] = [];
  let count = 0;
  const bad = (line: number, reason: string) =>
    new Refusal('bad_input', `${file.name}, line ${line}: ${reason}`);
  decodeExact(file)
    .split('\n')
    .forEach((raw, i) => {
      const row = raw.replace(/\r$/, '');
      if (row === '' || i === 0) return;
      const cells = row.split('\t');
      if (cells.length !== tokenColumns.length) {
        throw bad(i + 1, `It has ${cells.length} columns, not ${tokenColumns.length}.`);
      }
      const [article = '', sentence = '', from = '', to = '', token = '', space = ''] = cells;
      const [start, end] = [Number(from), Number(to)];
      const [text, after] = [unescapeCell(token), unescapeCell(space)];
      if (sentence === '0') {
        tables.push({ id: unescapeCell(article), tokens: [], parts: [] });
        count = 0;
      }
      const table = tables.at(-1);
      if (table === undefined || table.id !== unescapeCell(article)) {
        throw bad(i + 1, 'The row that begins its article, with sentence 0, is missing.');
      }
      if (start !== count || end !== count + countCodePoints(text)) {
        throw bad(i + 1, `The words before it end at ${count}; ${from} to ${to} does not fit.`);
      }
      if (text !== '') table.tokens.push({ start, end, text });
      table.parts.push(text, after);
      count = end + countCodePoints(after);
    });
  return tables.map(({ id, tokens, parts }) => ({ id, tokens, text: parts.join('') }));
}

function readMarks(
  file: SourceFile,
  layer: string,
  { tokens, text }: TokenTable,
  document: ColumnDocument,
): AnnotatedMark[] {
  const rows = document.sentences.flat();
  const odd = rows.find(({ word }, i) => toWord(tokens[i]?.text ?? '') !== word);
  if (odd !== undefined || rows.length !== tokens.length) {
    const line = odd?.line ?? rows.at(-1)?.line ?? document.line;
    throw new Refusal(
      'bad_input',
      `${file.name}, line ${line}: Its words are not those of tokens.tsv.`,
    );
  }
  return marksOf(rows, tokens, text).map(({ tag, ...place }) => buildTokenMark(layer, tag, place));
}

function marksOf(
  rows: readonly { readonly tag: string }[],
  tokens: readonly PlacedToken[],
  text: string,
) {
  const characters = [...text];
  return listRuns(rows.map(({ tag }) => tag)).map(({ tag, first, last }) => {
    const start = codePoints(tokens[first]?.start ?? 0);
    const end = codePoints(tokens[last]?.end ?? 0);
    const exact = characters.slice(start, end).join('');
    return { tag, role: 'span' as const, start, end, exact };
  });
}

function* readForeign(file: SourceFile): Generator<AnnotatedArticle> {
  const documents = parseColumns(file, decodeSource(file));
  if (documents.length === 0) {
    throw new Refusal('bad_input', `${file.name}, line 1: There is no word with a tag.`);
  }
  const title = titleOfFile(file.name).replace(/\.[^.]+$/, '');
  for (const [i, { sentences, line }] of documents.entries()) {
    const { text, tokens } = joinWords(sentences);
    yield {
      id: null,
      title: documents.length === 1 ? title : `${title} ${i + 1}`,
      text,
      marks: marksOf(sentences.flat(), tokens, text).map(({ tag, ...place }) => ({
        ...buildTokenMark('', '', place),
        segments: [place],
        layer: null,
        label: tag,
      })),
      metadata: {},
      place: `line ${line}`,
    };
  }
}

function joinWords(sentences: ColumnDocument['sentences']) {
  const tokens: PlacedToken[] = [];
  let count = 0;
  for (const sentence of sentences) {
    for (const { word } of sentence) {
      const end = count + countCodePoints(word);
      tokens.push({ start: count, end, text: word });
      // A space or a line end.
      count = end + 1;
    }
  }
  const lines = sentences.map((sentence) => sentence.map(({ word }) => word).join(' '));
  return { text: lines.join('\n'), tokens };
}
