import { expect, test } from 'vitest';
import type { HitWorkReport } from '../../../shared/search/hit.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { fillProject } from '../../helpers/project.ts';
import { serveSearch } from '../../helpers/search.ts';

test('hits are marked as one step that one undo takes back, and what is marked is left alone', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  const { searchId } = await search('"Ada Quill" OR engineers OR wall');
  const work = { kind: 'mark', layer: 'mention', label: 'person', entityId: 'e' };
  const mark = (input: object) => get<HitWorkReport>('search.work', { searchId, ...input });
  const before = project.read.counts().mentions;
  expect(await mark({ hits: [2], work })).toMatchObject({ made: 0, skipped: 1, stepId: null });
  expect(await mark({ all: true, hits: [0], work })).toMatchObject({ made: 3, skipped: 1 });
  expect(project.read.counts().mentions).toBe(before + 3);
  expect(project.historyState().undo).toBe('Mark 3 hits');
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
  expect(await run({ kind: 'delete' })).toMatchObject({ removed: 1 });
  expect(project.read.find('annotation', 'q')).toBeNull();
  expect(await run({ kind: 'delete' })).toMatchObject({ removed: 0, outdated: 1, stepId: null });
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
