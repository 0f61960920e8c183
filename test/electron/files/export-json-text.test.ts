import fc from 'fast-check';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OpenProject } from '../../../electron/engine/project.ts';
import type { ExportOptions } from '../../../electron/files/export-options.ts';
import { writeExport } from '../../../electron/files/export.ts';
import type { ExportProject } from '../../../electron/files/export-source.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import {
  asCsv,
  asJson,
  makeProjectOf,
  making,
  quiet,
  sampleDataset,
} from '../../helpers/exports.ts';
import { arbitraryDataset } from '../../helpers/generated-datasets.ts';
import { makeFolder } from '../../helpers/project.ts';
import { sharedTextsDataset } from '../../helpers/text-datasets.ts';

const asJsonLines: ExportOptions = { ...asJson, format: 'jsonl' };

describe('text that the database puts together is what rows would give', () => {
  test('of any project', async () => {
    for (const dataset of fc.sample(arbitraryDataset(), { numRuns: 8, seed: 20_261_128 })) {
      await checkSame(dataset, [asJson, asJsonLines, asCsv]);
    }
  });

  test('of texts that break a count of characters', () =>
    checkSame(sharedTextsDataset(), [asJson, asJsonLines, asCsv]));

  test('of parts of a project', () =>
    checkSame(
      sampleDataset(),
      [asJson, asJsonLines, asCsv].flatMap((options) => [
        { ...options, layers: ['quotation', 'claim'] },
        { ...options, states: ['suggested', 'rejected'] },
        { ...options, acceptedOnly: true },
        { ...options, acceptedOnly: true, states: ['rejected'] },
        { ...options, annotators: ['nobody'] },
      ]),
    ));

  test('of characters that JSON escapes, and of attributes in any order', () => {
    const dataset = sampleDataset();
    const note =
      'quote " back \\ slash / tab \t line \n feed \f \b \u0001 \u001f \u007f next \u0085 \u2028 \u2029 é 😀';
    const attributes = { z: 1, a: [{ y: 1.5, b: null }], 10: true, 9: note, ä: '' };
    const articles = dataset.articles.map((item) => ({
      ...item,
      article: { ...item.article, title: note },
      annotations: item.annotations.map((mark, i) =>
        i % 2 === 0 ? { ...mark, note, attributes } : mark,
      ),
    }));
    return checkSame({ ...dataset, articles }, [asJson, asJsonLines, asCsv]);
  });
});

async function checkSame(dataset: Dataset, choices: readonly ExportOptions[]): Promise<void> {
  const folder = makeFolder();
  const articles = dataset.articles.map((item) => ({
    ...item,
    revision: { ...item.revision, id: `${item.article.id}:${item.article.revision}` },
  }));
  const project = makeProjectOf(folder, { ...dataset, articles });
  try {
    for (const options of choices) {
      const fast = await exportBytes(project, options, path.join(folder, `fast-${options.format}`));
      const slow = await exportBytes(
        withoutJson(project),
        options,
        path.join(folder, `slow-${options.format}`),
      );
      expect(fast).toBe(slow);
    }
  } finally {
    project.close();
  }
}

/** The project as one whose rows are changed on their way. */
function withoutJson(project: OpenProject): ExportProject {
  const { read } = project;
  return {
    read: {
      find: (type, id) => read.find(type, id),
      readRevision: (id) => read.readRevision(id),
      list: (type, where) => read.list(type, where),
      pages: (type) => read.pages(type),
      ofClaims: (type, claimIds) => read.ofClaims(type, claimIds),
      facts: read.facts,
    },
    onStep: (listener) => project.onStep(listener),
    whenFree: (work) => project.whenFree(work),
    isStoring: () => project.isStoring(),
  };
}

async function exportBytes(
  project: ExportProject,
  options: ExportOptions,
  target: string,
): Promise<string> {
  await writeExport(project, options, target, making, quiet);
  if (options.format !== 'csv') return readFile(target, 'utf8');
  const names = (await readdir(target)).toSorted();
  const texts = names.map((name) => readFile(path.join(target, name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}
