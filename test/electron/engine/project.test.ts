import { describe, expect, test } from 'vitest';
import type { CommandOutcome } from '../../../shared/contract/views.ts';
import { catchCode } from '../../helpers/check-command.ts';
import {
  ann,
  articleInput,
  articleText,
  bob,
  dumpAll,
  dumpRecords,
  fillProject,
  listArticles,
  makeProject,
  reopen,
} from '../../helpers/project.ts';

describe('run', () => {
  test('stores what a quotation covers, in code points and by role', () => {
    const project = makeProject();
    fillProject(project);
    expect(project.read.article('a').annotations.find(({ id }) => id === 'q')?.segments).toEqual([
      { role: 'content', start: 33, end: 54, exact: '“The wall will hold,”' },
      { role: 'source', start: 55, end: 70, exact: 'Mayor Ada Quill' },
    ]);
  });

  test('puts who and when on every row, the maker only once', () => {
    const project = makeProject();
    project.run('article.create', articleInput('a'));
    const made = project.read.get('article', 'a');
    const file = project.path;
    project.close();
    const later = reopen(file, { annotator: bob });
    later.run('article.update', { id: 'a', title: 'New' });
    const changed = later.read.get('article', 'a');
    expect([changed.createdAt, changed.createdBy]).toEqual([made.createdAt, ann.id]);
    expect(changed.updatedBy).toBe(bob.id);
    expect(changed.updatedAt > made.updatedAt).toBe(true);
  });

  test('tells listeners of every step, and of a new annotator before his first', () => {
    const project = makeProject();
    const file = project.path;
    project.close();
    const other = reopen(file, { annotator: bob });
    const heard: (CommandOutcome & { command: string })[] = [];
    const stop = other.onStep((step) => heard.push(step));
    const outcome = other.run('entity.create', { id: 'e', type: 'person', name: 'E' });
    stop();
    other.undo();
    expect(heard.map((step) => [step.command, step.changes.map((change) => change.type)])).toEqual([
      ['annotator.join', ['annotator']],
      ['entity.create', ['entity']],
    ]);
    expect(heard[1]).toMatchObject({ ...outcome, history: { undo: 'Add to cast', redo: null } });
  });
});

describe('undo and redo', () => {
  test('survive a restart', () => {
    const project = makeProject();
    fillProject(project);
    project.undo();
    const state = project.historyState();
    const before = dumpRecords(project.path);
    project.close();
    const again = reopen(project.path);
    expect(again.historyState()).toEqual(state);
    again.undo();
    again.redo();
    expect(dumpRecords(project.path)).toEqual(before);
    again.redo();
    expect(again.historyState()).toEqual({ undo: 'Mark claim', redo: null });
  });

  test('the first step of a session counts once', () => {
    const project = makeProject();
    project.run('entity.create', { type: 'person', name: 'E' });
    project.undo();
    expect(catchCode(() => project.undo())).toBe('nothing_to_undo');
    project.redo();
    expect(catchCode(() => project.redo())).toBe('nothing_to_redo');
  });

  test('a new step ends redo', () => {
    const project = makeProject();
    fillProject(project);
    project.undo();
    project.run('article.update', { id: 'a', title: 'X' });
    expect(project.historyState()).toEqual({ undo: 'Edit article details', redo: null });
  });

  test('are refused, with the row and its changer named, when it has changed since', () => {
    const project = makeProject();
    fillProject(project);
    project.run('article.update', { id: 'a', title: 'Mine' });
    project.close();
    const theirs = reopen(project.path, { annotator: bob });
    theirs.run('article.update', { id: 'a', title: 'Theirs' });
    theirs.close();
    const mine = reopen(project.path);
    const before = dumpAll(project.path);
    expect(() => mine.undo()).toThrow(
      'the article “Theirs” has been changed since by Bob Beholder',
    );
    expect(dumpAll(project.path)).toEqual(before);
  });

  test('are refused when somebody else has come to depend on the row', () => {
    const project = makeProject();
    project.run('article.create', articleInput('a'));
    project.run('entity.create', { id: 'e', type: 'person', name: 'E' });
    project.close();
    const theirs = reopen(project.path, { annotator: bob });
    const segments = [{ role: 'span', start: 0, end: 4 }];
    theirs.run('annotation.create', { articleId: 'a', layer: 'mention', entityId: 'e', segments });
    theirs.close();
    const mine = reopen(project.path);
    expect(() => mine.undo()).toThrow(/FOREIGN KEY/);
    expect(mine.check().faults).toEqual([]);
  });

  test('bring back removed rows without a tombstone', () => {
    const project = makeProject();
    fillProject(project);
    project.run('annotation.delete', { ids: ['q'] });
    expect(project.read.tombstones().map((stone) => stone.recordId)).toEqual(['q']);
    project.undo();
    expect(project.read.tombstones()).toEqual([]);
  });
});

describe('history', () => {
  test('lists the steps of one row with its changes, and what was undone', () => {
    const project = makeProject();
    fillProject(project);
    project.run('annotation.update', { id: 'q', doubt: true });
    project.undo();
    const entries = project.read.history({ record: { type: 'annotation', id: 'q' }, limit: 10 });
    expect(entries.map((entry) => [entry.label, entry.undone, entry.changes.length])).toEqual([
      ['Undo: Change mark', false, 1],
      ['Change mark', true, 1],
      ['Mark quotation', false, 1],
    ]);
    expect(project.read.history({ limit: 2 }).map((entry) => entry.annotator)).toEqual([
      ann.name,
      ann.name,
    ]);
  });
});

describe('the library', () => {
  test('finds by words of title, publisher and text, by the beginning of the last word, and by a part of a title', () => {
    const project = makeProject();
    project.run('article.create', articleInput('a'));
    project.run('article.create', articleInput('b', ['Étude über Küsten', 'Nothing here.']));
    project.run('article.create', articleInput('c', ['東京の港湾', '市長は壁について話した。']));
    const find = (query: string) => listArticles(project, query).rows.map((row) => row.id);
    const cases: [string, string[]][] = [
      ['', ['a', 'b', 'c']],
      ['engineers crack', ['a']],
      ['tidemark', ['a', 'b', 'c']],
      ['etude', ['b']],
      ['kust', ['b']],
      ['üsten', ['b']],
      ['壁', ['c']],
      ['港湾', ['c']],
      ['wall AND NOT "', []],
      ['wall OR (', []],
      ['quill wall', ['a']],
    ];
    for (const [query, ids] of cases) expect([query, find(query)]).toEqual([query, ids]);
  });

  test('shows the status of the annotator, else the furthest of the others, and counts by it', () => {
    const project = makeProject();
    for (const id of ['a', 'b', 'c']) project.run('article.create', articleInput(id, [id, id]));
    project.run('article.setStatus', { ids: ['a', 'b'], status: 'final' });
    project.run('article.trash', { ids: ['c'] });
    project.close();
    const theirs = reopen(project.path, { annotator: bob });
    theirs.run('article.setStatus', { ids: ['b'], status: 'in_progress' });
    const list = (change: Parameters<typeof listArticles>[2]) =>
      listArticles(theirs, '', { sort: 'status', descending: true, ...change });
    const library = list({});
    expect(library.rows.map((row) => [row.id, row.status])).toEqual([
      ['a', 'final'],
      ['b', 'in_progress'],
    ]);
    expect(library).toMatchObject({
      total: 2,
      trashed: 1,
      byStatus: { new: 0, in_progress: 1, final: 1 },
    });
    expect(list({ statuses: ['final'] })).toMatchObject({
      total: 1,
      byStatus: { in_progress: 1, final: 1 },
    });
    expect(list({ trashed: true }).rows.map((row) => row.id)).toEqual(['c']);
  });

  test('counts marks, and the cast and claims their uses', () => {
    const project = makeProject();
    fillProject(project);
    const { rows } = listArticles(project, '', { sort: 'title' });
    expect(rows[0]).toMatchObject({
      title: articleText[0],
      quotations: 1,
      mentions: 1,
      claims: 1,
      suggestions: 0,
    });
    expect(project.read.entities()).toMatchObject([
      { entity: { id: 'e' }, mentions: 1, quotations: 1, articles: 1 },
    ]);
    expect(project.read.claims()).toMatchObject([
      {
        claim: { id: 'c' },
        status: 'unverified',
        warning: null,
        evidence: [{ id: 'v' }],
        occurrences: [{ annotationId: 'k', articleId: 'a' }],
        passages: [],
      },
    ]);
    expect(project.read.claim('c')).toEqual(project.read.claims()[0]);
    expect(project.read.counts()).toMatchObject({
      articles: 1,
      quotations: 1,
      mentions: 1,
      claimMarks: 1,
      annotations: 3,
      entities: 1,
      claims: 1,
    });
  });
});
