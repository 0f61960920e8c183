import type { DatasetArticle } from '../../formats/dataset.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle } from '../core/annotated-article.ts';
import type {
  ExchangeFormat,
  ExportContext,
  FormatWriter,
  SourceFile,
} from '../core/exchange-format.ts';
import {
  findArticleDetails,
  holdStates,
  loseStates,
  needText,
  readArticleDetails,
} from '../core/held-marks.ts';
import { badLine } from '../core/json-lines.ts';
import { idOf, jsonLine, readRecords, textOf, type PlacedValue } from '../core/source-text.ts';
import { flatLosses } from '../core/span-graph.ts';

const leftOut = ['suggested', 'rejected'] as const;

/** What formats of one article a line with spans and relations are, besides their names. */
export interface SpanLines extends Pick<ExchangeFormat, 'id' | 'name' | 'summary' | 'offsetUnit'> {
  /** What it loses beyond what all of them do. */
  readonly losses: readonly string[];
  /** Begin a file: what makes the line of each article, one after the other. */
  readonly openFile: () => (article: AnnotatedArticle, item: DatasetArticle) => JsonObject;
  /** The text of a line, its marks and what else is known of it. */
  readonly readLine: (file: SourceFile, line: SpanLine) => ReadLine;
}

/** A line of such a file. */
export interface SpanLine extends PlacedValue {
  readonly text: string;
}

/** What a format reads from a line: its text in code points with marks. */
export type ReadLine = Pick<AnnotatedArticle, 'text' | 'marks' | 'countedIn'>;

/** A format of one article a line. Training data only: a mark that nobody has accepted is not in it. */
export function buildSpanLines({
  losses,
  openFile,
  readLine,
  ...names
}: SpanLines): ExchangeFormat {
  return {
    ...names,
    extension: '.jsonl',
    readAlone: 'line',
    losses: [...flatLosses, 'Suggested and rejected marks.', ...losses],
    write: (context) => writeLines(context, names.name, openFile()),
    holds: (item, context) => holdStates(item, context, leftOut),
    *read(files) {
      for (const file of files) {
        for (const { value, place } of readRecords(file)) {
          const text = textOf(value['text']) ?? textOf(value['data']);
          if (text === null) throw badLine(file, place, 'It has no “text”.');
          const read = readLine(file, { value, place, text });
          yield { ...read, ...readHead(value), place };
        }
      }
    },
  };
}

function writeLines(
  context: ExportContext,
  name: string,
  buildLine: ReturnType<SpanLines['openFile']>,
): FormatWriter {
  needText(context, name);
  return {
    begin: () => [],
    article: (item) => {
      loseStates(item, context, leftOut);
      const held = holdStates(item, context, leftOut);
      return [{ file: '', content: jsonLine(buildLine(held, item)) }];
    },
    end: () => [],
  };
}

/** Id, title and metadata among what stands beside the text. */
function readHead(value: JsonObject): Pick<AnnotatedArticle, 'id' | 'title' | 'metadata'> {
  const details = findArticleDetails(value);
  const id = idOf(details['article_id']) ?? idOf(details['doc_id']) ?? idOf(details['id']);
  return { id, ...readArticleDetails(details) };
}
