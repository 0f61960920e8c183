import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpenProject } from '../../../../electron/engine/project.ts';
import { articleFeatures, articleSorts } from '../../../../shared/contract/article-features.ts';
import {
  articleFilter,
  articleOrder,
  type WholeArticleFilter,
} from '../../../../shared/contract/article-filter.ts';
import { articleStatuses } from '../../../../shared/records/records.ts';
import { plainTextDocument } from '../../../../shared/text/plain-document.ts';
import { catchCode } from '../../../helpers/check-command.ts';
import { articleInput, bob, fillProject, makeProject, reopen } from '../../../helpers/project.ts';

function idsOf(project: OpenProject, order: object): readonly string[] {
  return project.read.library.ids(articleOrder.parse(order), { offset: 0 });
}

/** Five articles that differ in all a filter knows. */
function makeLibrary(): OpenProject {
  const project = makeProject();
  fillProject(project);
  const add = (id: string, fields: object) =>
    project.run('article.create', { ...articleInput(id, [`${id} ferry`, 'Text.']), ...fields });
  add('b', { publisher: 'éclair', published: '2026-03', tags: ['sea', 'ferry'], language: 'de' });
  add('c', { publisher: 'Eagle', published: '2025', tags: [], language: '' });
  add('d', { publisher: '', published: null, tags: ['sea'], title: '' });
  add('t', { tags: ['sea'] });
  project.run('article.setStatus', { ids: ['b', 'c'], status: 'done' });
  project.run('article.trash', { ids: ['t'] });
  project.run('claim.setStatus', { claimId: 'c', status: 'disputed', asOf: '2026-01' });
  return project;
}

test.each([
  [{}, 'abcd'],
  [{ trashed: true }, 't'],
  [{ query: 'ferry' }, 'bcd'],
  [{ query: 'ferr', statuses: ['new'] }, 'd'],
  [{ statuses: ['new', 'done'] }, 'bcd'],
  [{ statuses: ['in_progress'] }, 'a'],
  [{ tags: ['ferry', 'harbour'] }, 'ab'],
  [{ tags: ['', 'harbour'] }, 'ac'],
  [{ publishers: [''] }, 'd'],
  [{ languages: ['', 'de'] }, 'bc'],
  [{ publishedFrom: '2026' }, 'ab'],
  [{ publishedFrom: '2025-06' }, 'abc'],
  [{ publishedTo: '2026-02' }, 'ac'],
  [{ publishedFrom: '2026-03-15', publishedTo: '2026-03-20' }, 'b'],
  [{ annotators: ['ann'] }, 'abc'],
  [{ annotators: ['bob'] }, ''],
  [{ has: ['quotations', 'claims'] }, 'a'],
  [{ has: ['doubt'] }, ''],
  [{ claimStatuses: ['disputed', 'confirmed'] }, 'a'],
  [{ claimStatuses: ['unverified'] }, ''],
  [{ sort: 'publisher' }, 'dcba'],
  [{ sort: 'publisher', descending: true }, 'abcd'],
  [{ sort: 'published' }, 'dcab'],
  [{ sort: 'quotations', descending: true }, 'adcb'],
  [{ sort: 'tags' }, 'cadb'],
] as const)('%j lists %s', (order, ids) => {
  expect(idsOf(makeLibrary(), order).join('')).toBe(ids);
});

test('facets count what each choice would leave, their own part of the filter left out', () => {
  const project = makeLibrary();
  const facets = project.read.library.facets(
    articleFilter.parse({ tags: ['sea'], publishers: ['éclair'] }),
  );
  expect(facets).toMatchObject({
    tags: [
      { value: 'ferry', count: 1 },
      { value: 'sea', count: 1 },
    ],
    publishers: [
      { value: '', count: 1 },
      { value: 'éclair', count: 1 },
    ],
    languages: [{ value: 'de', count: 1 }],
    annotators: [{ value: 'ann', count: 1 }],
    published: [{ value: '2026-03', count: 1 }],
    claimStatuses: [],
  });
  const all = project.read.library.facets(articleFilter.parse({}));
  expect(all.has.filter(({ count }) => count > 0).map(({ value }) => value)).toEqual([
    'quotations',
    'mentions',
    'claims',
  ]);
  expect(all.claimStatuses).toEqual([{ value: 'disputed', count: 1 }]);
  expect(all.published.map(({ value }) => value)).toEqual(['2026-03', '2026-01', '2025', '']);
});

test('says where an article stands, and what a selection has in common', () => {
  const project = makeLibrary();
  const { library } = project.read;
  expect(library.place(articleOrder.parse({ sort: 'published' }), 'a')).toEqual({
    index: 2,
    total: 4,
    done: 2,
    of: 4,
  });
  expect(library.place(articleOrder.parse({}), 't')).toBeNull();
  expect(library.choices(['b', 'd', 't'])).toEqual({
    tags: [
      { value: 'sea', chosen: 3, total: 2 },
      { value: 'ferry', chosen: 1, total: 1 },
      { value: 'harbour', chosen: 0, total: 1 },
    ],
    annotators: [{ value: 'ann', chosen: 1, total: 3 }],
  });
});

test('an article that is assigned belongs to that annotator and is not begun', () => {
  const project = makeLibrary();
  project.run('annotator.put', { ...bob, colour: '#123456' });
  project.run('article.assign', { ids: ['a', 'b'], annotatorId: 'bob' });
  expect(idsOf(project, { annotators: ['bob'] })).toEqual(['a', 'b']);
  expect(idsOf(project, { statuses: ['new'] })).toEqual(['d']);
  expect(project.run('article.unassign', { ids: ['a', 'c'], annotatorId: 'bob' }).value).toEqual({
    count: 1,
  });
  expect(idsOf(project, { annotators: ['bob'] })).toEqual(['b']);
  expect(catchCode(() => project.run('article.assign', { ids: ['a'], annotatorId: 'x' }))).toBe(
    'not_found',
  );
});

test('articles that are read in portions are the same when work goes on in between', () => {
  const project = makeLibrary();
  const { library } = project.read;
  const portions = library.preparing();
  portions.next();
  project.run('annotation.delete', { ids: ['m'] });
  project.run('article.update', { id: 'b', title: 'A first one' });
  project.run('article.create', { ...articleInput('e'), title: 'Zebra' });
  for (const _ of portions);
  expect(idsOf(project, { has: ['mentions'] })).toEqual([]);
  expect(idsOf(project, { sort: 'title' }).join('')).toBe('dbcae');
});

/** A step of a random history. */
const step = fc.tuple(
  fc.constantFrom('status', 'tag', 'untag', 'trash', 'restore', 'mark', 'doubt', 'remove', 'revise', 'comment', 'resolve', 'publisher', 'create', 'claim', 'undo', 'redo'),
  fc.nat(20),
  fc.nat(20),
); // prettier-ignore

function doStep(project: OpenProject, [kind, which, value]: readonly [string, number, number]) {
  const { read } = project;
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[which % (items.length || 1)];
  const article = pick(read.articleIds('with')) ?? 'a';
  const mark = pick(read.list('annotation', {}))?.id ?? 'q';
  const comment = pick(read.list('comment', {}))?.id ?? 'none';
  const ids = [article];
  const span = { role: 'span', start: value, end: value + 2 };
  const calls: Readonly<Record<string, () => unknown>> = {
    status: () => project.run('article.setStatus', { ids, status: articleStatuses[value % 5] }),
    tag: () => project.run('article.tag', { ids, add: [`tag-${value % 3}`] }),
    untag: () => project.run('article.tag', { ids, remove: [`tag-${value % 3}`] }),
    trash: () => project.run('article.trash', { ids }),
    restore: () => project.run('article.restore', { ids }),
    mark: () =>
      project.run('annotation.create', {
        articleId: article,
        layer: value % 2 ? 'mention' : 'claim',
        ...(value % 2 ? { label: 'person' } : { claimId: 'c' }),
        ...(value % 3 === 0 && { state: 'suggested' }),
        segments: [span],
      }),
    doubt: () => project.run('annotation.update', { id: mark, doubt: value % 2 === 0 }),
    remove: () => project.run('annotation.delete', { ids: [mark] }),
    revise: () =>
      project.run('article.revise', {
        id: article,
        document: plainTextDocument([`${value} ferry`, 'Other words.']),
        reason: 'Cut',
      }),
    comment: () =>
      project.run('comment.create', {
        ...(value % 2
          ? { targetType: 'article', targetId: article }
          : { targetType: 'annotation', targetId: mark }),
        body: 'Sure?',
      }),
    resolve: () => project.run('comment.update', { id: comment, resolved: value % 2 === 0 }),
    publisher: () => project.run('article.update', { id: article, publisher: `P${value % 4}` }),
    create: () => project.run('article.create', articleInput(`n${value}`, [`n${value} ferry`, 'X'])),
    claim: () =>
      project.run('claim.setStatus', { claimId: 'c', status: value % 2 ? 'confirmed' : 'disputed', asOf: `20${10 + value}` }),
    undo: () => project.undo(),
    redo: () => project.redo(),
  }; // prettier-ignore
  catchCode(() => calls[kind]?.());
}

const filters: readonly Partial<WholeArticleFilter>[] = [
  {},
  { trashed: true },
  { query: 'ferry' },
  { tags: ['tag-1', ''] },
  { publishers: ['P1', 'The Tidemark'] },
  { claimStatuses: ['disputed'] },
  ...articleFeatures.map((feature) => ({ has: [feature] })),
];

test('after any steps the library answers as one that is read anew', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const project = makeLibrary();
      const ask = (asked: OpenProject) =>
        filters.flatMap((filter) => [
          ...articleSorts.map((sort) => asked.read.articles({ ...articleOrder.parse({ ...filter, sort }), offset: 0, limit: 50 })),
          asked.read.library.facets(articleFilter.parse(filter)),
        ]); // prettier-ignore
      ask(project);
      for (const each of steps) {
        doStep(project, each);
        project.read.library.facets(articleFilter.parse({ has: ['claims'] }));
      }
      const answers = ask(project);
      expect(project.check().faults).toEqual([]);
      project.close();
      expect(answers).toEqual(ask(reopen(project.path)));
    }),
    { numRuns: 15 },
  );
});
