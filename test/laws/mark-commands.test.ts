import { expect, test } from 'vitest';
import { checkCommand, checkRefusal } from '../helpers/check-command.ts';
import { articleInput, fillProject, makeProject } from '../helpers/project.ts';

test('a claim that a mark brought along goes with its last mark, and comes back with it', () => {
  const project = makeProject();
  fillProject(project);
  const mark = (id: string, claimId: string, start: number) =>
    project.run('annotation.create', {
      id,
      articleId: 'a',
      layer: 'claim',
      claimId,
      segments: [{ role: 'span', start, end: start + 3 }],
    });
  for (const id of ['c2', 'c3', 'c4', 'c5']) {
    project.run('claim.create', { id, statement: `Claim ${id}.` });
    mark(`k-${id}`, id, 34);
  }
  mark('again', 'c3', 40);
  project.run('claim.setStatus', { claimId: 'c5', status: 'disputed' });
  const claims = () => project.read.list('claim', {}).map(({ id }) => id);
  checkCommand(project, 'annotation.convert', { id: 'k-c2', layer: 'mention', label: 'group' });
  expect(claims()).toEqual(['c', 'c3', 'c4', 'c5']);
  checkCommand(project, 'annotation.merge', { intoId: 'k-c3', fromIds: ['k-c4'] });
  expect(claims()).toEqual(['c', 'c3', 'c5']);
  // Said elsewhere too, and something is known of the other one.
  checkCommand(project, 'annotation.delete', { ids: ['k-c3', 'k-c5'] });
  expect(claims()).toEqual(['c', 'c3', 'c5']);
  checkCommand(project, 'annotation.update', { id: 'again', claimId: 'c' });
  expect(claims()).toEqual(['c', 'c5']);
});

test('the statement of a claim that nobody has judged or edited follows its marked words', () => {
  const project = makeProject();
  fillProject(project);
  const text = project.read.get('revision', 'a:1').text;
  const span = (start: number, end: number) => [{ role: 'span' as const, start, end }];
  const words = (start: number, end: number) => [...text].slice(start, end).join('');
  const statement = () => project.read.find('claim', 'c2')?.statement;
  project.run('claim.create', { id: 'c2', statement: words(34, 42) });
  const mark = { articleId: 'a', layer: 'claim', claimId: 'c2' };
  project.run('annotation.create', { ...mark, id: 'k2', segments: span(34, 42) });
  checkCommand(project, 'annotation.setSegments', { id: 'k2', segments: span(34, 47) });
  expect(statement()).toBe(words(34, 47));
  // Marked at another place too: it is no longer of these words alone.
  project.run('annotation.create', { ...mark, id: 'k3', segments: span(34, 47) });
  project.run('annotation.setSegments', { id: 'k3', segments: span(34, 42) });
  expect(statement()).toBe(words(34, 47));
  project.run('annotation.delete', { ids: ['k3'] });
  // Nobody has said anything of it: it still goes with its mark.
  checkCommand(project, 'annotation.delete', { ids: ['k2'] });
  expect(statement()).toBeUndefined();
  project.undo();
  project.run('claim.setStatus', { claimId: 'c2', status: 'disputed' });
  project.run('annotation.setSegments', { id: 'k2', segments: span(34, 42) });
  expect(statement()).toBe(words(34, 47));
});

test('an article is in progress from the first mark or decision on, for whoever made it', () => {
  const project = makeProject();
  project.run('article.create', articleInput('a'));
  const status = () => project.read.find('article_state', 'a:ann')?.status ?? null;
  const mark = (id: string) => ({
    id,
    articleId: 'a',
    layer: 'mention',
    state: 'suggested',
    segments: [{ role: 'span', start: 0, end: 7 }],
  });
  checkCommand(project, 'annotation.create', mark('m'));
  expect(status()).toBe('in_progress');
  project.undo();
  expect(status()).toBeNull();
  project.redo();
  project.run('article.setStatus', { ids: ['a'], status: 'new' });
  checkCommand(project, 'annotation.update', { id: 'm', doubt: true });
  expect(status()).toBe('new');
  checkCommand(project, 'annotation.update', { id: 'm', state: 'accepted' });
  expect(status()).toBe('in_progress');
  project.run('article.setStatus', { ids: ['a'], status: 'final' });
  checkCommand(project, 'annotation.create', mark('n'));
  expect(status()).toBe('final');
  project.run('article.setStatus', { ids: ['a'], status: 'new' });
  checkCommand(project, 'annotation.create', { ...mark('o'), keepsStatus: true });
  const over = { id: 'o', state: 'accepted', keepsStatus: true };
  checkCommand(project, 'annotation.update', over);
  expect(status()).toBe('new');
  expect(Object.keys(project.read.get('annotation', 'o'))).not.toContain('keepsStatus');
});

test('a deleted mark is restored as it was, with what others wrote on it', () => {
  const project = makeProject();
  fillProject(project);
  project.run('annotator.put', { id: 'ben', name: 'Ben', colour: '#123456' });
  project.run('claim.create', { id: 'c2', statement: 'Cracks.' });
  project.run('annotation.update', { id: 'k', claimId: 'c2' });
  project.run('comment.create', {
    id: 'r',
    targetType: 'annotation',
    targetId: 'k',
    body: 'Sure?',
  });
  const annotation = {
    ...project.read.get('annotation', 'k'),
    annotatorId: 'ben',
    createdBy: 'ben',
  };
  const comment = project.read.get('comment', 'r');
  const claim = project.read.get('claim', 'c2');
  project.run('annotation.delete', { ids: ['k'] });
  expect(project.read.find('claim', 'c2')).toBeNull();
  const bens = { ...comment, annotatorId: 'ben', createdBy: 'ben', updatedBy: 'ben' };
  const segments = annotation.segments.map(({ role, start, end }) => ({ role, start, end }));
  const input = { annotation: { ...annotation, segments }, comments: [bens], claim };
  checkCommand(project, 'annotation.restore', input);
  expect(project.read.get('annotation', 'k')).toEqual(annotation);
  expect(project.read.get('comment', 'r')).toMatchObject(bens);
  expect(project.read.get('claim', 'c2')).toEqual(claim);
  checkRefusal(project, 'annotation.restore', input, 'conflict');
  const nobodys = { ...input, annotation: { ...input.annotation, id: 'k2', createdBy: 'nobody' } };
  checkRefusal(project, 'annotation.restore', nobodys, 'not_found');
});
