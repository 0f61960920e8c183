import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { previewExport, writeExport } from '../../../electron/files/export.ts';
import { parseExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import { checkFormat } from '../../helpers/check-format.ts';
import { sha256 } from '../../helpers/datasets.ts';
import { inExportOrder } from '../../helpers/export-order.ts';
import {
  asCsv,
  asJson,
  exportAll,
  making,
  makeProjectOf,
  quiet,
  sampleDataset,
} from '../../helpers/exports.ts';
import { articleInput, fillProject, makeFolder, makeProject } from '../../helpers/project.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';

async function readDataset(file: string): Promise<Dataset> {
  const result = parseExportFile(await readFile(file, 'utf8'), sha256);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.dataset;
}

/** A project's own id and the annotators whom no row names do not go along. */
function withoutStrays(dataset: Dataset): Dataset {
  const { project, codebook, annotators, articles, ...rows } = inExportOrder(dataset);
  const named = new Set<string>();
  const name = (row: { createdBy: string; updatedBy: string; annotatorId?: string }) => {
    named.add(row.createdBy).add(row.updatedBy);
    if (row.annotatorId !== undefined) named.add(row.annotatorId);
  };
  [project, codebook, ...Object.values(rows).flat()].forEach(name);
  for (const { article, states, revision, annotations } of articles) {
    [article, revision, ...states, ...annotations].forEach(name);
  }
  for (const annotator of annotators) if (named.has(annotator.id)) name(annotator);
  return {
    ...rows,
    codebook,
    articles,
    project: { ...project, id: '' },
    annotators: annotators.filter((annotator) => named.has(annotator.id)),
  };
}

describe('JSON', () => {
  test('gives any project back through a real database', async () => {
    const folder = makeFolder();
    const target = path.join(folder, 'out.json');
    await checkFormat<Dataset>({
      runs: 25,
      write: async (dataset) => {
        const project = makeProjectOf(folder, dataset);
        try {
          await exportAll(project, asJson, target);
          const read = await readDataset(target);
          return { ...read, project: { ...read.project, id: '' } };
        } finally {
          project.close();
        }
      },
      read: (dataset) => dataset,
      kept: withoutStrays,
    });
  }, 60_000);

  test('is the same after import into a new project, but for the id of the project', async () => {
    const folder = makeFolder();
    const [one, two] = [path.join(folder, 'one.json'), path.join(folder, 'two.json')];
    const first = makeProject();
    fillProject(first);
    await exportAll(first, asJson, one);
    const second = makeProjectOf(folder, await readDataset(one));
    await exportAll(second, asJson, two);
    const ids = [first, second].map((project) => project.read.project().id);
    second.close();
    const text = await readFile(two, 'utf8');
    expect(text.replace(ids[1] ?? '', ids[0] ?? '')).toBe(await readFile(one, 'utf8'));
  });

  test('of an empty project is complete', async () => {
    const target = path.join(makeFolder(), 'out.json');
    const report = await exportAll(makeProject(), asJson, target);
    expect(report).toMatchObject({ articles: 0, annotations: 0 });
    expect(report.files.map(({ name }) => name)).toEqual(['out.json', 'out.json.manifest.json']);
    expect((await readDataset(target)).articles).toEqual([]);
  });

  test('holds only what was asked for and names what stays behind', async () => {
    const project = makeProjectOf(makeFolder(), sampleDataset());
    const target = path.join(makeFolder(), 'out.json');
    const options = { ...asJson, statuses: ['final', 'done'] as const, acceptedOnly: true };
    const report = await writeExport(
      project,
      { ...options, statuses: ['final', 'done'] },
      target,
      making,
      quiet,
    );
    const dataset = await readDataset(target);
    project.run('article.trash', { ids: ['sample-article-1'] });
    const { warnings } = await previewExport(project, asJson, making, quiet);
    project.close();
    const states = dataset.articles.flatMap((item) => item.annotations.map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['accepted']));
    expect(dataset.articles.length).toBe(report.articles);
    expect(report.losses).toContain(`${8 - report.articles} articles of other status left out.`);
    expect(warnings).toContain('1 article in the trash left out.');
  });
});

describe('an export', () => {
  test.each([
    ['JSON', asJson, 'out.json'],
    ['CSV', asCsv, 'out'],
  ])('as %s that is cancelled leaves nothing', async (_, options, name) => {
    const folder = makeFolder();
    const project = makeProjectOf(makeFolder(), sampleDataset());
    const signal = { aborted: false };
    const progress = ({ done }: { readonly done: number }) => {
      if (done === 3) signal.aborted = true;
    };
    const target = path.join(folder, name);
    await expect(
      writeExport(project, options, target, making, { signal, progress }),
    ).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    project.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test('begins anew when the project changes under it', async () => {
    const project = makeProjectOf(makeFolder(), sampleDataset());
    const target = path.join(makeFolder(), 'out.json');
    let isChanged = false;
    const progress = ({ done }: { readonly done: number }) => {
      if (done !== 3 || isChanged) return;
      isChanged = true;
      project.run('article.update', { id: 'sample-article-1', title: 'Another title' });
    };
    await writeExport(project, asJson, target, making, { ...quiet, progress });
    project.close();
    const titles = (await readDataset(target)).articles.map(({ article }) => article.title);
    expect(titles).toContain('Another title');
  });

  test('gives up when the project never rests', async () => {
    const project = makeProjectOf(makeFolder(), sampleDataset());
    const folder = makeFolder();
    let count = 0;
    const progress = () => {
      project.run('article.update', { id: 'sample-article-1', title: `Title ${++count}` });
    };
    await expect(
      writeExport(project, asJson, path.join(folder, 'out.json'), making, { ...quiet, progress }),
    ).rejects.toMatchObject({ failure: { code: 'conflict' } });
    project.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is not written over a project', async () => {
    const project = makeProject();
    await expect(exportAll(project, asJson, project.path)).rejects.toMatchObject({
      failure: { code: 'refused' },
    });
  });

  test('as CSV replaces a former export, but no folder with anything else in it', async () => {
    const project = makeProject();
    const target = path.join(makeFolder(), 'out');
    await exportAll(project, asCsv, target);
    project.run('article.create', articleInput('a'));
    await exportAll(project, asCsv, target);
    expect(await readFile(path.join(target, 'articles.csv'), 'utf8')).toContain('The Tidemark');
    await writeFile(path.join(target, 'notes.txt'), 'mine');
    await expect(exportAll(project, asCsv, target)).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    const other = path.join(makeFolder(), 'other');
    await mkdir(other);
    await writeFile(path.join(other, 'articles.csv'), 'theirs');
    await expect(exportAll(project, asCsv, other)).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    expect(await readFile(path.join(other, 'articles.csv'), 'utf8')).toBe('theirs');
  });
});

test('a preview counts and shows what would be written', async () => {
  const project = makeProjectOf(makeFolder(), sampleDataset());
  const folder = makeFolder();
  for (const options of [asJson, asCsv]) {
    const preview = await previewExport(project, options, making, quiet);
    const report = await exportAll(project, options, path.join(folder, options.format));
    const written = await readFile(
      options.format === 'json'
        ? path.join(folder, 'json')
        : path.join(folder, 'csv', preview.sampleFile),
      'utf8',
    );
    expect([preview.articles, preview.annotations]).toEqual([report.articles, report.annotations]);
    expect(preview.warnings).toEqual(report.losses);
    expect(written.startsWith(preview.sample.replace(/…$/, ''))).toBe(true);
  }
  project.close();
});

test('a mark that lost its words in a correction is left out and named, its remarks with it', async () => {
  const project = makeProject();
  fillProject(project);
  project.run('comment.create', { targetType: 'annotation', targetId: 'm', body: 'Sure?' });
  const document = plainTextDocument(['“The wall will hold,” somebody said.']);
  project.run('article.revise', { id: 'a', document, reason: 'Cut' });
  const target = path.join(makeFolder(), 'corrected.json');
  const report = await writeExport(project, asJson, target, making, quiet);
  expect(report.losses).toContain('1 unplaced mark left out: their words were corrected away.');
  const { articles, comments } = await readDataset(target);
  expect(articles[0]?.annotations.map(({ id }) => id).sort()).toEqual(['k', 'q']);
  expect(comments).toEqual([]);
});
