import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { OpenProject } from '../../../electron/engine/project.ts';
import { expectExport, listExportFormats, previewExport } from '../../../electron/files/export.ts';
import type { ExportOptions } from '../../../electron/files/export-options.ts';
import { planExport, type ExportPlan } from '../../../electron/files/export-plan.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { withSample } from '../../helpers/exchange-exports.ts';
import {
  asCsv,
  asJson,
  exportAll,
  makeProjectOf,
  making,
  quiet,
  sampleDataset,
} from '../../helpers/exports.ts';
import { arbitraryDataset } from '../../helpers/generated-datasets.ts';
import { fillProject, makeFolder, makeProject } from '../../helpers/project.ts';

const split = { train: 60, validation: 20, test: 20, seed: 7, groupBy: 'story' } as const;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('what is counted before is what is written', () => {
  test.each(listExportFormats().map(({ id }) => id))('as %s', async (format) => {
    const options: ExportOptions = { ...asJson, format, split };
    const [expected, report] = await withSample(async (project) => [
      await expectExport(project, options, making, quiet),
      await exportAll(project, options, path.join(makeFolder(), 'out')),
    ]);
    expect(expected.isCounted).toBe(true);
    expect(expected.split).toEqual(report.split);
    // Of tables in parts the report names kinds, and what was counted goes into their own descriptions.
    const named = format === 'csv' ? report.losses.slice(0, 1) : report.losses;
    expect(expected.warnings).toEqual(expect.arrayContaining([...named]));
  });

  test('as CSV in one piece', async () => {
    const options = { ...asCsv, spreadsheet: true };
    const [expected, report] = await withSample(async (project) => [
      await expectExport(project, options, making, quiet),
      await exportAll(project, options, path.join(makeFolder(), 'out')),
    ]);
    expect(expected.warnings).toEqual(report.losses);
  });
});

test.each(['brat', 'csv'])('a preview as %s does not count for long', async (format) => {
  const options: ExportOptions = { ...asJson, format, split };
  await withSample(async (project) => {
    const all = await expectExport(project, options, making, quiet);
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
    const preview = await previewExport(project, options, making, quiet);
    expect(preview).toMatchObject({ articles: 8, isCounted: false, split: null });
    expect(preview.sample).not.toBe('');
    expect(all.isCounted).toBe(true);
    expect(all.split).not.toBe(null);
  });
});

const choices: readonly Partial<ExportOptions>[] = [
  {},
  { layers: ['mention'] },
  { states: ['suggested', 'rejected'] },
  { acceptedOnly: true },
  { annotators: ['nobody'] },
  { statuses: ['done', 'final'] },
  { statuses: ['new'], layers: ['claim', 'quotation'] },
];

describe('the plan that the database counts is that of the rows', () => {
  test('of any project', () => {
    for (const dataset of fc.sample(arbitraryDataset(), { numRuns: 6, seed: 20_261_129 })) {
      const project = makeProjectOf(makeFolder(), {
        ...dataset,
        articles: dataset.articles.map((item) => ({
          ...item,
          revision: { ...item.revision, id: `${item.article.id}:${item.article.revision}` },
        })),
      });
      for (const choice of choices) checkPlan(project, { ...asJson, ...choice });
      project.close();
    }
  });

  test('of one with an article in the trash, and some that were asked for', () => {
    const project = makeProjectOf(makeFolder(), sampleDataset());
    const [first = '', second = ''] = project.read.articleIds();
    project.run('article.trash', { ids: [first] });
    for (const choice of choices) {
      checkPlan(project, { ...asJson, ...choice });
      checkPlan(project, { ...asJson, ...choice, articleIds: [first, second, 'nowhere'] });
    }
    project.close();
  });

  test('of one whose text was corrected', () => {
    const project = makeProject();
    fillProject(project);
    const document = plainTextDocument(['“The wall will hold,” somebody said.']);
    project.run('article.revise', { id: 'a', document, reason: 'Cut' });
    expect(checkPlan(project, asJson)).toMatchObject({ revised: 1, unplaced: 1 });
    project.close();
  });
});

test('only those whom a row names go along, however it names them', async () => {
  const project = makeProjectOf(makeFolder(), sampleDataset());
  const { facts } = project.read;
  const all = { layers: [], annotators: [], states: [] };
  for (const articleId of project.read.articleIds()) {
    const marks = project.read.list('annotation', { articleId });
    const article = project.read.get('article', articleId);
    const named = new Set(
      [
        ...marks.flatMap((mark) => [mark.annotatorId, mark.createdBy, mark.updatedBy]),
        ...project.read
          .list('article_state', { articleId })
          .flatMap((state) => [state.annotatorId, state.createdBy, state.updatedBy]),
        ...[article, project.read.get('revision', `${articleId}:${article.revision}`)].flatMap(
          (row) => [row.createdBy, row.updatedBy],
        ),
      ].filter((id) => id !== 'nobody'),
    );
    const ids = project.read.list('annotator', {}).map(({ id }) => id);
    const found = facts.annotators([...ids, 'nobody'], [articleId], all);
    expect([...found].sort()).toEqual([...named].sort());
    const linked = facts.linked([articleId], all);
    const links = marks.flatMap((mark) => [mark.entityId, mark.speakerId]);
    expect([...linked.entityIds].sort()).toEqual(distinct(links));
    expect([...linked.claimIds].sort()).toEqual(distinct(marks.map(({ claimId }) => claimId)));
  }
  const everywhere = facts.linked(project.read.articleIds(), all);
  const anywhere = facts.linked(null, all);
  expect(anywhere.entityIds.toSorted()).toEqual(everywhere.entityIds.toSorted());
  expect(anywhere.claimIds.toSorted()).toEqual(everywhere.claimIds.toSorted());
  project.close();
});

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))].sort();
}

/** The plan, which must be what going through all rows gives. */
function checkPlan({ read }: OpenProject, options: ExportOptions): ExportPlan {
  const plan = planExport(read, options);
  const { statuses, layers, annotators, states, acceptedOnly, articleIds } = options;
  const ranks = ['new', 'in_progress', 'done', 'in_review', 'final'];
  const asked = read.list('article', {}).filter(({ id }) => articleIds?.includes(id) ?? true);
  const present = asked.filter(({ trashedAt }) => trashedAt === null);
  const chosen = present.filter(({ id: articleId }) => {
    const given = read.list('article_state', { articleId }).map(({ status }) => status);
    const furthest = given.toSorted((a, b) => ranks.indexOf(b) - ranks.indexOf(a))[0] ?? 'new';
    return statuses.length === 0 || statuses.includes(furthest);
  });
  const marks = chosen.flatMap(({ id, revision }) =>
    read.list('annotation', { articleId: id }).map((mark) => ({ mark, revision })),
  );
  const isOneOf = (list: readonly string[], value: string) =>
    list.length === 0 || list.includes(value);
  const wanted = marks.filter(
    ({ mark, revision }) =>
      mark.revision === revision &&
      isOneOf(layers, mark.layer) &&
      isOneOf(annotators, mark.annotatorId) &&
      isOneOf(states, mark.state) &&
      (!acceptedOnly || mark.state === 'accepted'),
  );
  expect(plan).toEqual({
    articleIds: chosen.map(({ id }) => id),
    isAll: !articleIds && chosen.length === asked.length,
    annotations: wanted.length,
    trashed: asked.length - present.length,
    otherStatus: present.length - chosen.length,
    revised: chosen.filter(({ revision }) => revision > 1).length,
    unplaced: marks.filter(({ mark, revision }) => mark.revision !== revision).length,
    originals: chosen.filter(({ origin }) => origin.sha256 !== null).length,
  });
  return plan;
}
