import type { DatasetArticle } from '../../formats/dataset.ts';
import type { JsonObject, JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { ExportPiece, SourceFile } from './exchange-format.ts';
import { buildMetadata } from './row-index.ts';
import { jsonText, objectOf, parseJsonSource, textOf } from './source-text.ts';

/** Ending of the file with what a format has no place for: id, title and metadata of one article. */
export const headEnding = '.meta.json';

/** What such a file holds. */
export interface ArticleHead {
  readonly id: string;
  readonly title: string;
  readonly metadata: JsonObject;
  /** `marks`: only the words of marks are in the export. */
  readonly text: 'whole' | 'marks';
}

/** The head of an article as the file beside it. */
export function writeHead(name: string, item: DatasetArticle, hasText: boolean): ExportPiece {
  const { id, title } = item.article;
  const text = hasText ? 'whole' : 'marks';
  const content = `${jsonText({ id, title, metadata: buildMetadata(item), text })}\n`;
  return { file: `${name}${headEnding}`, content };
}

/** The head in such a file; null when it is missing: the article is another program's. @throws Refusal naming the file. */
export function readHead(file: SourceFile | undefined): ArticleHead | null {
  return file === undefined ? null : headOf(parseJsonSource(file), `${file.name}, line 1`);
}

/** A head as read from JSON. @throws Refusal `bad_input` naming its place. */
export function headOf(json: JsonValue, place: string): ArticleHead {
  const value = objectOf(json);
  const [id, title] = [textOf(value?.['id']), textOf(value?.['title'])];
  const metadata = objectOf(value?.['metadata']);
  const text = value?.['text'];
  const isKnown = text === 'whole' || text === 'marks';
  if (id === null || title === null || metadata === null || !isKnown) {
    throw new Refusal(
      'bad_input',
      `${place}: It needs “id”, “title”, “metadata” and “text”, which is “whole” or “marks”.`,
    );
  }
  return { id, title, metadata, text };
}

/** Files of one article by their endings, in the order in which the first of each was given. */
export function groupFiles(
  files: readonly SourceFile[],
  endings: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, SourceFile>> {
  const groups = new Map<string, Map<string, SourceFile>>();
  for (const file of files) {
    const ending = endings.find((each) => file.name.endsWith(each));
    if (ending === undefined) continue;
    const stem = file.name.slice(0, -ending.length);
    const group = groups.get(stem) ?? new Map<string, SourceFile>();
    groups.set(stem, group.set(ending, file));
  }
  return groups;
}

/** Title of an article that has none: the name of its file without folders. */
export function titleOfFile(stem: string): string {
  return stem.slice(stem.lastIndexOf('/') + 1);
}
