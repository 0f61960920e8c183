import { expect, test } from 'vitest';
import type { Annotation } from '../../../shared/records/records.ts';
import { codePoints, countCodePoints } from '../../../shared/text/offsets.ts';
import { makeLargeArticle } from '../../helpers/large-article.ts';

test('an article that is opened has all marks with words near a place, and no others, at every place', () => {
  const { project, large } = makeLargeArticle();
  const { revision, annotations, ...rest } = project.read.article(large);
  const length = countCodePoints(revision.text);
  expect(length).toBeLessThan(revision.text.length);
  const sizes = [0, 15_000, Math.floor(length / 2), length, length + 100_000].map((near) => {
    const opening = project.read.articleOpening(large, codePoints(near));
    const place = Math.min(near, length);
    const isNear = ({ segments }: Annotation) =>
      segments.some(({ start, end }) => start <= place + 15_000 && end >= place - 15_000);
    expect(opening).toEqual({
      article: rest.article,
      status: rest.status,
      revision,
      annotations: annotations.filter(isNear),
      rest: null,
    });
    return opening.annotations.length;
  });
  for (const size of sizes) expect(size).toBeGreaterThan(100);
  for (const size of sizes) expect(size).toBeLessThan(annotations.length);
});

test('marks of another text than the current one are not near, they are unplaced', () => {
  const { project, large } = makeLargeArticle();
  const document = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Cut.' }] }],
  } as const;
  project.run('article.revise', { id: large, document, reason: 'Cut' });
  expect(project.read.articleOpening(large, codePoints(0)).annotations).toEqual([]);
  const parts: number[] = [];
  const rest = project.read.articleMarks(large, (marks) => parts.push(marks.length));
  expect([parts, rest.unplaced.length]).toEqual([[], 800]);
});

test('the marks of an article come in lists, and with the rest they are the whole', () => {
  const { project, large } = makeLargeArticle();
  const { annotations, revision: _, ...view } = project.read.article(large);
  const comment = { targetType: 'annotation', targetId: annotations[7]?.id, body: 'Sure?' };
  project.run('comment.create', { id: 'on-mark', parentId: null, ...comment });
  const parts: (readonly Annotation[])[] = [];
  const rest = project.read.articleMarks(large, (marks) => parts.push(marks));
  expect(parts.map((marks) => marks.length)).toEqual([500, 300]);
  expect(parts.flat()).toEqual(annotations);
  expect(rest.comments.map(({ id }) => id)).toEqual(['on-mark']);
  expect({ ...rest, comments: [] }).toEqual(view);
});

test('an article with few marks is opened whole', () => {
  const { project, small } = makeLargeArticle();
  const { article, status, revision, annotations, unplaced, comments } =
    project.read.article(small);
  expect(project.read.articleOpening(small, codePoints(0))).toEqual({
    article,
    status,
    revision,
    annotations,
    rest: { article, status, unplaced, comments },
  });
});
