import {
  createCollector,
  type ParsedArticle,
} from '../../shared/formats/articles/article-metadata.ts';
import { listParagraphs } from '../../shared/formats/articles/article-lines.ts';
import {
  guessMapping,
  type TableField,
  type TableMapping,
} from '../../shared/formats/articles/table-mapping.ts';
import { headingBlock, textBlock } from '../../shared/text/plain-document.ts';
import { normaliseText, repairText } from '../../shared/text/normalise.ts';
import { addBodyLanguage } from '../../shared/formats/articles/article-origin.ts';
import { Refusal } from '../../shared/util/result.ts';
import { buildMarkupBlocks } from './markup-blocks.ts';
import { addValue } from './page-metadata.ts';
import { parseFragment } from './page-tree.ts';
import { understandBlocks } from './read-article.ts';
import { readerLimits, type ReadPart, type ReadTable } from './reader.ts';

/** A table of articles as it stands in its file. */
export interface SourceTable {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** One row: its cells in the order of the columns, and what it looks like in the file. */
export interface TableRow {
  readonly cells: readonly string[];
  readonly source: string;
  /** Line or place for messages: `line 3`. */
  readonly place: string;
  /** Why it cannot be read; null when it can. */
  readonly problem: string | null;
}

const shownRows = 5;
const shownLength = 200;
const maxColumns = 1000;

/** The articles of a table, one a row. @throws Refusal `bad_input` when it has no column of a given name; `too_large`. */
export function readTable(
  { columns, rows }: SourceTable,
  given: TableMapping | null,
  mediaType: string,
): { readonly parts: readonly ReadPart[]; readonly table: ReadTable } {
  if (columns.length > maxColumns) {
    throw new Refusal('too_large', `The table has more than ${maxColumns} columns.`);
  }
  if (rows.length > readerLimits.parts) {
    throw new Refusal(
      'too_large',
      `The table has more than ${readerLimits.parts.toLocaleString('en')} rows. Split it.`,
    );
  }
  const sample = rows.slice(0, 50).map(({ cells }) => cells);
  const mapping = given ?? guessMapping(columns, sample);
  for (const column of Object.values(mapping)) {
    if (!columns.includes(column)) {
      throw new Refusal(
        'bad_input',
        `The table has no column “${column}”. It has: ${columns.slice(0, 30).join(', ')}.`,
      );
    }
  }
  const table = {
    columns,
    rowCount: rows.length,
    rows: sample
      .slice(0, shownRows)
      .map((cells) => columns.map((_, at) => (cells[at] ?? '').slice(0, shownLength))),
    mapping,
  };
  if (mapping.text === undefined) {
    const problem = 'No column looks like the text of articles. Say which one it is.';
    return { table, parts: [{ kind: 'refused', title: '', problem }] };
  }
  const at = new Map(columns.map((column, i) => [column, i]));
  return { table, parts: rows.map((row) => readRow(row, mapping, at, mediaType)) };
}

function readRow(
  { cells, source, place, problem }: TableRow,
  mapping: TableMapping,
  at: ReadonlyMap<string, number>,
  mediaType: string,
): ReadPart {
  const value = (field: TableField): string => {
    const column = mapping[field];
    return column === undefined ? '' : (cells[at.get(column) ?? -1] ?? '');
  };
  const text = normaliseText(repairText(value('text')));
  const why =
    problem ??
    (text.ok ? (text.value.trim() === '' ? 'It holds no text.' : null) : text.error.message);
  const title = value('title').replace(/\s+/g, ' ').trim().slice(0, 300);
  if (!text.ok || why !== null) {
    return { kind: 'refused', title: title || place, problem: `${place}: ${why ?? ''}` };
  }
  return {
    kind: 'article',
    parsed: buildRow(text.value, value),
    source: { text: source, mediaType },
  };
}

/** The words of a row are data: nothing is taken for furniture, and only markup and wrapped lines are undone. */
function buildRow(text: string, value: (field: TableField) => string): ParsedArticle {
  const collector = createCollector();
  for (const field of ['title', 'byline', 'publisher', 'url', 'published', 'language'] as const) {
    addValue(collector, field, value(field), 'column of the table');
  }
  const tags = value('tags')
    .replace(/^\[|\]$/g, '')
    .split(/[,;|]/)
    .map((tag) => tag.replace(/^[\s'"]+|[\s'"]+$/g, ''));
  const known = tags.filter((tag) => tag !== '').map((tag) => tag.slice(0, 100));
  if (known.length > 0) collector.addTags(known, null);
  if (/<(?:p|br|div)[\s/>]/i.test(text.slice(0, 4000))) {
    return understandBlocks(buildMarkupBlocks(parseFragment(text)), '', collector);
  }
  addBodyLanguage(text, collector);
  const title = collector.valueOf('title');
  const paragraphs = listParagraphs(text, () => false).map((each) => each.text);
  const body = paragraphs[0] === title ? paragraphs.slice(1) : paragraphs;
  const content = body.map((each) => textBlock('paragraph', each));
  const blocks = title === '' ? content : [headingBlock(1, title), ...content];
  return {
    document: { type: 'doc', content: blocks.length === 0 ? [{ type: 'paragraph' }] : blocks },
    ...collector.build(),
    dropped: [],
  };
}
