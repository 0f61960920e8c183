import { expect, test } from 'vitest';
import type { HitWorkReport, MarksAtHits } from '../../../shared/search/hit.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { articleInput, fillProject } from '../../helpers/project.ts';
import { serveSearch } from '../../helpers/search.ts';

test('hits are marked as one step that one undo takes back, and what is marked is left alone', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  project.run('article.setStatus', { ids: ['a'], status: 'new' });
  const { searchId } = await search('"Ada Quill" OR engineers OR wall');
  const work = { kind: 'mark', layer: 'mention', label: 'person', entityId: 'e' };
  const mark = (input: object) => get<HitWorkReport>('search.work', { searchId, ...input });
  const before = project.read.counts().mentions;
  expect(await mark({ hits: [2], work })).toMatchObject({ made: 0, skipped: 1, stepId: null });
  expect(await mark({ all: true, hits: [0], work })).toMatchObject({ made: 3, skipped: 1 });
  expect(project.read.counts().mentions).toBe(before + 3);
  expect(project.historyState().undo).toBe('Mark 3 hits');
  // Nobody is in the midst of it for that.
  expect(project.read.find('article_state', 'a:ann')?.status).toBe('new');
  project.undo();
  expect(project.read.counts().mentions).toBe(before);
  const again = { ...work, label: 'organisation', skipMarked: false };
  expect(await mark({ hits: [2], work: again })).toMatchObject({ made: 0, changed: 1 });
  expect(project.read.get('annotation', 'm').label).toBe('organisation');
});

test('marks among the hits are changed and deleted as one step', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  const { searchId } = await search('wall', { in: 'quotations' });
  const run = (work: object) =>
    get<HitWorkReport>('search.work', { searchId, all: true, hits: [], work });
  expect(await run({ kind: 'change', layer: 'mention', patch: { label: null } })).toMatchObject({
    changed: 0,
    skipped: 1,
  });
  expect(
    await run({ kind: 'change', layer: 'quotation', patch: { label: 'mixed', speakerId: null } }),
  ).toMatchObject({ changed: 1 });
  expect(project.read.get('annotation', 'q')).toMatchObject({ label: 'mixed', speakerId: null });
  const remove = { kind: 'delete', layer: 'quotation' };
  expect(await run({ ...remove, layer: 'mention' })).toMatchObject({ removed: 0, stepId: null });
  expect(await run(remove)).toMatchObject({ removed: 1 });
  expect(project.historyState().undo).toBe('Delete 1 mark');
  expect(project.read.find('annotation', 'q')).toBeNull();
  expect(await run(remove)).toMatchObject({ removed: 0, skipped: 1, stepId: null });
});

test('words that lie in marks are counted and worked on by those marks, each mark once', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  project.run('annotation.update', { id: 'q', state: 'suggested' });
  const { searchId, hits } = await search('the OR wall OR will OR quill');
  const chosen = { searchId, all: true, hits: [] };
  const layers = await get<readonly MarksAtHits[]>('search.marks', chosen);
  expect(layers).toEqual([
    { layer: 'quotation', hits: 3, marks: 1, suggested: 1 },
    { layer: 'mention', hits: 1, marks: 1, suggested: 0 },
    { layer: 'claim', hits: 3, marks: 1, suggested: 0 },
  ]);
  const run = (work: object) => get<HitWorkReport>('search.work', { ...chosen, work });
  const patch = { doubt: true, label: 'direct' };
  const change = { kind: 'change', layer: 'quotation', patch, suggestions: 'accepted' };
  expect(await run(change)).toMatchObject({ changed: 1, skipped: hits - 3 });
  expect(project.read.get('annotation', 'q')).toMatchObject({ doubt: true, state: 'accepted' });
  expect(await run(change)).toMatchObject({ changed: 0, stepId: null });
});

test('marks are linked to what is added in the same step', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  const { searchId } = await search('engineers OR reporters');
  const run = (work: object) =>
    get<HitWorkReport>('search.work', { searchId, all: true, hits: [], work });
  const newLink = { kind: 'entity', id: 'new', name: 'Engineers', type: 'group' };
  const mark = { kind: 'mark', layer: 'mention', label: 'group', entityId: 'new', newLink };
  expect(await run(mark)).toMatchObject({ made: 2 });
  expect(project.read.get('entity', 'new').name).toBe('Engineers');
  expect(project.read.list('annotation', { entityId: 'new' })).toHaveLength(2);
  project.undo();
  expect(project.read.find('entity', 'new')).toBeNull();
  const claim = { kind: 'claim', id: 'said', statement: 'The wall has cracks.' };
  const again = { kind: 'mark', layer: 'claim', label: null, claimId: 'said', newLink: claim };
  expect(await run(again)).toMatchObject({ made: 2 });
  const relink = { kind: 'change', layer: 'claim', patch: { claimId: 'c' } };
  expect(await run(relink)).toMatchObject({ changed: 2 });
  expect(project.read.list('annotation', { claimId: 'c' })).toHaveLength(3);
  expect(project.read.find('claim', 'said')).toBeNull();
});

test('work on hits that is cancelled changes nothing', async () => {
  const { project, call, get, search } = serveSearch();
  const articles = Array.from({ length: 300 }, (_, i) =>
    articleInput(`a${i}`, [`wall ${i}`, 'wall '.repeat(20)]),
  );
  project.run('article.import', { articles });
  const { searchId } = await search('wall');
  const work = { kind: 'mark', layer: 'mention', label: 'person' };
  const input = { searchId, all: true, hits: [], work };
  const stopped = await call('search.work', input, { signal: { aborted: true } });
  expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(project.read.counts().mentions).toBe(0);
  expect(await get('search.work', input)).toMatchObject({ made: 300 * 21 });
});

test('looking at the hits of one long article is cancelled amid them', async () => {
  const { project, call, get, search } = serveSearch();
  project.run('article.create', articleInput('a', ['Walls', 'wall '.repeat(3000)]));
  const { searchId } = await search('wall');
  const chosen = { searchId, all: true, hits: [] };
  const work = { kind: 'mark', layer: 'mention', label: 'person' };
  expect(await get('search.work', { ...chosen, work })).toMatchObject({ made: 3000 });
  const signal = { aborted: false };
  const seen: number[] = [];
  const progress = ({ done, total }: { readonly done: number; readonly total: number | null }) => {
    seen.push(done / (total ?? 0));
    signal.aborted = true;
  };
  const stopped = await call('search.marks', chosen, { signal, progress });
  expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(seen[0]).toBeLessThan(1);
  expect(await get('search.marks', chosen)).toEqual([
    { layer: 'mention', hits: 3000, marks: 3000, suggested: 0 },
  ]);
});

test('words of a text that has changed since are not marked', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  const { searchId } = await search('engineers');
  const document = plainTextDocument(['Now engineers stand here.']);
  project.run('article.revise', { id: 'a', document, reason: 'correction', placements: [] });
  const work = { kind: 'mark', layer: 'mention', label: 'person' };
  const report = await get('search.work', { searchId, all: true, hits: [], work });
  expect(report).toMatchObject({ made: 0, outdated: 1 });
});

test('the places of a member of the cast are its mentions, else the quotations that it speaks', async () => {
  const { project, get } = serveSearch();
  fillProject(project);
  const places = () => get('entity.places', { id: 'e' });
  expect(await places()).toEqual([{ annotationId: 'm', articleId: 'a' }]);
  project.run('annotation.delete', { ids: ['m'] });
  expect(await places()).toEqual([{ annotationId: 'q', articleId: 'a' }]);
  project.run('article.trash', { ids: ['a'] });
  expect(await places()).toEqual([]);
});
