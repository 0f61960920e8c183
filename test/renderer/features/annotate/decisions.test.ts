import { expect, test } from 'vitest';
import {
  addDecisions,
  buildRestore,
  findNext,
  foldDecisions,
  recallDecisions,
} from '../../../../renderer/features/annotate/decisions.ts';
import type { Change } from '../../../../shared/records/change.ts';
import type { Annotation, Comment } from '../../../../shared/records/records.ts';
import { buildMark } from './marks.ts';

const text = 'Ana Ruiz told Tom in March.';
const ana = buildMark(text, 'ana', 'mention', { span: 'Ana Ruiz' });
const tom = buildMark(text, 'tom', 'mention', { span: 'Tom' }, { state: 'suggested' });
const comment: Comment = {
  id: 'c',
  targetType: 'annotation',
  targetId: 'ana',
  parentId: null,
  body: 'Who?',
  annotatorId: 'ann',
  resolved: false,
  createdAt: '',
  createdBy: 'ann',
  updatedAt: '',
  updatedBy: 'ann',
};

function change(before: Annotation | null, after: Annotation | null): Change {
  return { type: 'annotation', id: (after ?? before)?.id ?? '', before, after };
}

function kinds(...steps: readonly (readonly Change[])[]): string[] {
  const decisions = steps.reduce<ReturnType<typeof recallDecisions>>(
    (list, changes) => addDecisions(list, changes, 'article-0'),
    [],
  );
  return decisions.map(({ kind, annotation }) => `${kind} ${annotation.id}`);
}

test('steps are named by what they did, newest first, one line for each mark', () => {
  const accepted = { ...tom, state: 'accepted' as const };
  expect(kinds([change(null, ana)], [change(tom, accepted)])).toEqual(['accepted tom', 'made ana']);
  expect(kinds([change(tom, { ...tom, state: 'rejected' })])).toEqual(['rejected tom']);
  expect(kinds([change(null, ana)], [change(null, tom)], [change(ana, { ...ana, note: 'x' })])).toEqual(
    ['changed ana', 'made tom'],
  );
}); // prettier-ignore

test('marks of other articles and other records are left out', () => {
  const elsewhere = { ...ana, articleId: 'article-9' };
  const other: Change = { type: 'comment', id: 'c', before: null, after: comment };
  expect(kinds([change(null, elsewhere), other])).toEqual([]);
});

test('a correction of the text decides over the marks whose words it changed, not over those that went along', () => {
  const moved = buildMark(`So: ${text}`, 'ana', 'mention', { span: 'Ana Ruiz' }, { revision: 2 });
  const shorter = buildMark(
    'To told',
    'tom',
    'mention',
    { span: 'To' },
    { revision: 2, state: 'suggested' },
  );
  expect(kinds([change(ana, moved), change(tom, shorter)])).toEqual(['changed tom']);
  // An undone correction carries them back.
  expect(kinds([change(moved, ana)])).toEqual([]);
});

/** Decisions over new marks with these words, the last one newest. */
function make(...names: readonly string[]) {
  return names.reduce<ReturnType<typeof recallDecisions>>((list, name, index) => {
    const mark = buildMark(name, `m${index}`, 'mention', { span: name });
    return addDecisions(list, [change(null, mark)], 'article-0');
  }, []);
}

function rowsOf(decisions: ReturnType<typeof make>): string[] {
  return foldDecisions(decisions).map((row) => `${row.words} ${row.decisions.length}`);
}

test('decisions that follow each other and say the same are one row', () => {
  const decisions = make('Kyiv', 'Russia', 'Russia', 'Russia', 'Kyiv');
  expect(rowsOf(decisions)).toEqual(['Kyiv 1', 'Russia 3', 'Kyiv 1']);
  const gone = decisions[2]?.annotation ?? null;
  expect(rowsOf(addDecisions(decisions, [change(gone, null)], 'article-0'))).toEqual([
    'Russia 1',
    'Kyiv 1',
    'Russia 2',
    'Kyiv 1',
  ]);
});

test('a row leads to the mark after the one that is selected', () => {
  const [, row] = foldDecisions(make('Russia', 'Russia', 'Russia', 'Kyiv'));
  const after = (id: string | null) => row && findNext(row, id)?.annotation.id;
  expect([null, 'm2', 'm1', 'm0', 'm3'].map(after)).toEqual(['m2', 'm1', 'm0', 'm2', 'm2']);
});

test('ten rows are kept, and not without end behind one', () => {
  const names = Array.from({ length: 14 }, (_, index) => `Name ${index}`);
  expect(make(...names)).toHaveLength(10);
  expect(rowsOf(make(...names, ...Array.from({ length: 12 }, () => 'Russia')))).toHaveLength(10);
  const many = Array.from({ length: 300 }, (_, i) => change(null, { ...ana, id: `m${i}` }));
  expect(addDecisions([], many, 'article-0')).toHaveLength(200);
});

test('a deleted mark comes back as it was, with the comments on it', () => {
  const gone: Change = { type: 'comment', id: 'c', before: comment, after: null };
  const [decision] = addDecisions([], [gone, change(ana, null)], 'article-0');
  expect(decision?.kind).toBe('deleted');
  expect(decision && buildRestore(decision)).toMatchObject({
    annotation: { id: 'ana', annotatorId: 'ann', segments: [{ role: 'span', start: 0, end: 8 }] },
    comments: [{ id: 'c', body: 'Who?', annotatorId: 'ann' }],
    claim: null,
  });
});

test('before anything is decided here, the marks tell what was done last', () => {
  const later = { ...ana, id: 'b', updatedAt: '2026-11-22T09:00:00.000Z' };
  expect(recallDecisions([ana, tom, later]).map(({ kind, annotation }) => [kind, annotation.id])).toEqual(
    [['changed', 'b'], ['made', 'ana']],
  );
}); // prettier-ignore
