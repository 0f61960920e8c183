import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenProject } from '../../electron/engine/project.ts';
import { writeExchangeExport } from '../../electron/files/export-exchange.ts';
import { startRun } from '../../electron/files/export-run.ts';
import type { ExportOptions } from '../../electron/files/export-options.ts';
import type { ExchangeFormat } from '../../shared/exchange/core/exchange-format.ts';
import type { Dataset } from '../../shared/formats/dataset.ts';
import { asJson, making, makeProjectOf, quiet, sampleDataset } from './exports.ts';
import { makeFolder } from './project.ts';

/** All of a project as JSON Lines. */
export const asJsonl: ExportOptions = { ...asJson, format: 'jsonl' };

/** Work with the sample as a real project. */
export function withSample<Value>(work: (project: OpenProject) => Promise<Value>): Promise<Value> {
  return withProjectOf(sampleDataset(), work);
}

/** Work with a dataset as a real project. */
export async function withProjectOf<Value>(
  dataset: Dataset,
  work: (project: OpenProject) => Promise<Value>,
): Promise<Value> {
  const project = makeProjectOf(makeFolder(), dataset);
  try {
    return await work(project);
  } finally {
    project.close();
  }
}

/** A JSON file. */
export const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8'));

/** Values of a JSON Lines file. */
export async function readLines(file: string) {
  const text = await readFile(file, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Write with a format that is in no list. */
export function writeWith(
  project: OpenProject,
  format: ExchangeFormat,
  target: string,
  options = asJsonl,
) {
  const run = startRun(project, options, making, quiet);
  return writeExchangeExport(run, format, options, target).finally(run.stop);
}

/** Two files an article beside one for all: the title, the words of its marks, the ids of all. */
export const folderFormat: ExchangeFormat = {
  id: 'folder',
  name: 'Folder',
  summary: 'For tests.',
  extension: null,
  offsetUnit: 'none',
  readAlone: 'article',
  losses: [],
  write: ({ lose }) => ({
    begin: () => [{ file: 'about.txt', content: 'about\n' }],
    article: ({ article, annotations }) => {
      for (const { id, note } of annotations) {
        if (note !== '') {
          lose({ articleId: article.id, annotationId: id, reason: 'Notes have no place.' });
        }
      }
      return [
        { file: `texts/${article.id}.txt`, content: article.title },
        { file: `marks/${article.id}.bin`, content: new Uint8Array([annotations.length % 256]) },
        { file: 'about.txt', content: `${article.id}\n` },
      ];
    },
    end: () => [{ file: 'about.txt', content: 'end\n' }],
  }),
  holds: ({ article }) => ({
    id: article.id,
    title: article.title,
    text: null,
    marks: [],
    metadata: {},
    place: '',
  }),
  read: (files) =>
    files
      .filter(({ name }) => name.startsWith('texts/'))
      .map(({ name, bytes }) => ({
        id: path.basename(name, '.txt'),
        title: new TextDecoder().decode(bytes),
        text: null,
        marks: [],
        metadata: {},
        place: name,
      })),
};
