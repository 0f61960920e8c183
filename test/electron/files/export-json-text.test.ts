import fc from 'fast-check';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { JsonAhead } from '../../../electron/engine/exporting/json-ahead.ts';
import { openProject } from '../../../electron/engine/open.ts';
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
import { benchAnnotator, makeMarkedProject } from '../../bench/make-project.ts';
import { arbitraryDataset } from '../../helpers/generated-datasets.ts';
import { makeFolder } from '../../helpers/project.ts';
import { sharedTextsDataset } from '../../helpers/text-datasets.ts';

/** With some more marks than are read without a thread. */
const manyFile = path.join(
  mkdtempSync(path.join(os.tmpdir(), 'quotemark-many-')),
  'many.quotemark',
);
const manyArticles = 102;

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

describe('of so many marks that a thread reads them too', () => {
  beforeAll(() => {
    const size = { words: 1000, marks: 100 };
    makeMarkedProject(manyFile, manyArticles, size, 7).close();
    return () => rmSync(path.dirname(manyFile), { recursive: true });
  });

  test('is what rows would give', async () => {
    const { folder, project } = openMany();
    const ahead = vi.spyOn(project.read.json, 'ahead');
    await compareWays(project, folder, [asJson, asJsonLines]);
    expect(ahead.mock.results.map(({ value }) => readFault(value))).toEqual([null, null]);
  });

  test('is the same when the thread cannot tell anything', async () => {
    const { folder, project } = openMany();
    const ahead = vi
      .spyOn(project.read.json, 'ahead')
      .mockImplementation(
        (wish) => new JsonAhead({ file: project.path, head: 'of another step', wish }),
      );
    await compareWays(project, folder, [asJson]);
    expect(ahead.mock.results.map(({ value }) => readFault(value))).toEqual([
      'The file has changed.',
    ]);
  });

  test('is of the last step when one came in between', async () => {
    const { folder, project } = openMany();
    const [first] = project.read.list('article', {});
    if (!first) throw new Error('no article');
    let steps = 0;
    const target = path.join(folder, 'out.jsonl');
    await writeExport(project, asJsonLines, target, making, {
      ...quiet,
      progress({ done }) {
        if (done !== 50 || steps > 0) return;
        steps++;
        project.run('article.trash', { ids: [first.id] });
      },
    });
    expect(steps).toBe(1);
    const lines = (await readFile(target, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(manyArticles - 1);
    expect(lines.join('\n')).not.toContain(`"id":"${first.id}"`);
  });

  test('leaves nothing when it is cancelled', async () => {
    const { folder, project } = openMany();
    const before = await readdir(folder);
    const cancelling = new AbortController();
    const context = {
      signal: cancelling.signal,
      progress: ({ done }: { done: number }) => done === 50 && cancelling.abort(),
    };
    const target = path.join(folder, 'out.json');
    const written = writeExport(project, asJson, target, making, context);
    await expect(written).rejects.toThrow('cancelled');
    expect(await readdir(folder)).toEqual(before);
  });
});

/** A project of its own; closed with the test. */
function openMany() {
  const folder = makeFolder();
  const file = path.join(folder, 'many.quotemark');
  copyFileSync(manyFile, file);
  const project = openProject(file, { annotator: benchAnnotator, trusted: true });
  onTestFinished(() => project.close());
  return { folder, project };
}

function readFault(value: unknown): string | null {
  if (!(value instanceof JsonAhead)) throw new TypeError('no thread');
  return value.fault;
}

async function checkSame(dataset: Dataset, choices: readonly ExportOptions[]): Promise<void> {
  const folder = makeFolder();
  const articles = dataset.articles.map((item) => ({
    ...item,
    revision: { ...item.revision, id: `${item.article.id}:${item.article.revision}` },
  }));
  const project = makeProjectOf(folder, { ...dataset, articles });
  try {
    await compareWays(project, folder, choices);
  } finally {
    project.close();
  }
}

async function compareWays(
  project: OpenProject,
  folder: string,
  choices: readonly ExportOptions[],
): Promise<void> {
  const slowProject = withoutJson(project);
  for (const options of choices) {
    const fast = await exportBytes(project, options, path.join(folder, `fast-${options.format}`));
    const slow = await exportBytes(
      slowProject,
      options,
      path.join(folder, `slow-${options.format}`),
    );
    // Not `toBe`: a difference of megabytes takes minutes to print.
    expect({ format: options.format, isSame: fast === slow }).toEqual({
      format: options.format,
      isSame: true,
    });
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
