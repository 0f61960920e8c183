import { expect, test } from 'vitest';
import {
  buildOutlineItems,
  countInside,
  countOpenComments,
  listParagraphs,
} from '../../../../../renderer/features/annotate/outline/outline-items.ts';
import { inTextOrder } from '../../../../../renderer/features/annotate/marks/mark-order.ts';
import { plainTextDocument } from '../../../../../shared/text/plain-document.ts';
import { buildMark } from '../marks.ts';

const lines = ['😀 First of all.', '', 'Ana Ruiz said “we told Tom in March” again.'];
const text = lines.join('\n');
const paragraphs = listParagraphs(plainTextDocument(lines));
const outer = buildMark(text, 'outer', 'quotation', { content: '“we told Tom in March”' });
const tom = buildMark(text, 'tom', 'mention', { span: 'Tom' });
const ana = buildMark(text, 'ana', 'mention', { span: 'Ana Ruiz' });
const first = buildMark(text, 'first', 'claim', { span: 'First of all.' });
const marks = inTextOrder(new Map([outer, tom, ana, first].map((mark) => [mark.id, mark])));

test('paragraphs are numbered without the empty ones, and begin in code points', () => {
  expect(paragraphs).toEqual([
    { number: 1, start: 0, words: '😀 First of all.' },
    { number: 2, start: 17, words: 'Ana Ruiz said “we told Tom in March” again.' },
  ]);
});

test('marks stand below the heading of their paragraph, nested ones deeper', () => {
  const items = buildOutlineItems(marks, paragraphs).map((item) =>
    item.kind === 'heading'
      ? `¶${item.paragraph.number} ${item.count}`
      : `${'>'.repeat(item.depth)}${item.annotation.id}`,
  );
  expect(items).toEqual(['¶1 1', 'first', '¶2 3', 'ana', 'outer', '>tom']);
});

test('a mark whose holder is not listed is not indented', () => {
  const items = buildOutlineItems([tom], paragraphs);
  expect(items.map((item) => (item.kind === 'mark' ? item.depth : null))).toEqual([null, 0]);
});

test('what lies inside is counted by layer, rejected marks are not', () => {
  expect(countInside(marks)).toEqual(new Map([['outer', new Map([['mention', 1]])]]));
  expect(countInside([outer, { ...tom, state: 'rejected' }])).toEqual(new Map());
});

test('open threads are counted, answers and settled ones are not', () => {
  const comment = {
    id: 'c',
    targetType: 'annotation' as const,
    targetId: 'tom',
    parentId: null,
    body: '?',
    annotatorId: 'ann',
    resolved: false,
    createdAt: '',
    createdBy: 'ann',
    updatedAt: '',
    updatedBy: 'ann',
  };
  const comments = [comment, { ...comment, parentId: 'c' }, { ...comment, resolved: true }];
  expect(countOpenComments(comments)).toEqual(new Map([['tom', 1]]));
});

test('an article without a word has no lines', () => {
  expect(buildOutlineItems([], listParagraphs(plainTextDocument([])))).toEqual([]);
});
