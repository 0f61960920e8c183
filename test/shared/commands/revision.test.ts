import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { checkCommand, checkRefusal } from '../../helpers/check-command.ts';
import { articleText, fillProject, listArticles, makeProject } from '../../helpers/project.ts';

const revise = (texts: readonly string[], rest: object = {}) => ({
  id: 'a',
  document: plainTextDocument(texts),
  reason: 'Typing error',
  ...rest,
});
const [title = '', quoted = '', last = ''] = articleText;

function filled() {
  const project = makeProject();
  fillProject(project);
  return project;
}

/** Words of each mark by id, of those on the present text and of those without a place. */
function wordsOf(project: ReturnType<typeof makeProject>) {
  const { annotations, unplaced } = project.read.article('a');
  const list = (marks: typeof annotations) =>
    Object.fromEntries(marks.map(({ id, segments }) => [id, segments.map(({ exact }) => exact)]));
  return { placed: list(annotations), unplaced: list(unplaced) };
}

test('marks follow their words into the corrected text; who made them stays', () => {
  const project = filled();
  const before = project.read.get('annotation', 'm');
  const outcome = checkCommand(
    project,
    'article.revise',
    revise([`New: ${title}`, quoted.replace('will hold', 'shall hold'), last]),
  );
  expect(outcome.value).toEqual({ revision: 2, placed: 3, unplaced: 0, deleted: 0 });
  expect(wordsOf(project).placed).toEqual({
    q: ['“The wall shall hold,”', 'Mayor Ada Quill'],
    m: ['Ada Quill'],
    k: ['The wall shall hold'],
  });
  const { segments, ...rest } = project.read.get('annotation', 'm');
  expect({ ...rest, segments: [] }).toEqual({ ...before, revision: 2, segments: [] });
  expect(segments[0]?.start).toBe((before.segments[0]?.start ?? 0) + 6);
});

test('a mark that lost its words is unplaced, kept with its text, and can be placed again', () => {
  const project = filled();
  project.run('comment.create', {
    id: 'r',
    targetType: 'annotation',
    targetId: 'm',
    body: 'Sure?',
  });
  checkCommand(project, 'article.revise', revise([title, quoted.replace(' Ada Quill', ''), last]));
  expect(wordsOf(project).unplaced).toEqual({ m: ['Ada Quill'] });
  expect(listArticles(project, '').rows[0]).toMatchObject({ mentions: 0, quotations: 1 });
  expect(project.read.article('a').comments).toHaveLength(1);
  const segments = [{ role: 'span', start: 55, end: 60 }];
  checkCommand(project, 'annotation.place', { id: 'm', segments });
  expect(wordsOf(project)).toMatchObject({ unplaced: {}, placed: { m: ['Mayor'] } });
  expect(project.read.get('annotation', 'm').entityId).toBe('e');
});

test('placements decide over marks whose words changed, and over unplaced ones', () => {
  const project = filled();
  const placements = [
    { annotationId: 'q', segments: null },
    { annotationId: 'k', segments: 'delete' },
    { annotationId: 'm', segments: [{ role: 'span', start: 0, end: 3 }] },
  ];
  checkCommand(project, 'article.revise', revise(['New wall.', last], { placements }));
  expect(wordsOf(project)).toEqual({
    placed: { m: ['New'] },
    unplaced: { q: ['“The wall will hold,”', 'Mayor Ada Quill'] },
  });
  checkCommand(project, 'article.revise', revise(articleText));
  expect(wordsOf(project).unplaced).toHaveProperty('q');
});

test('the same text again is no step; every text that was can be read', () => {
  const project = filled();
  expect(project.run('article.revise', revise(articleText)).changes).toEqual([]);
  project.run('article.revise', revise(['Only this.']));
  expect(project.read.revisions('a').map(({ number, reason }) => [number, reason])).toEqual([
    [1, 'import'],
    [2, 'Typing error'],
  ]);
  expect(project.read.get('revision', 'a:1').text).toBe(articleText.join('\n'));
});

test('a placement outside the new text, or of a mark of another article, is refused without a trace', () => {
  const project = filled();
  const bad = [{ annotationId: 'm', segments: [{ role: 'span', start: 0, end: 99 }] }];
  checkRefusal(project, 'article.revise', revise(['Short.'], { placements: bad }), 'bad_input');
  const strange = [{ annotationId: 'nobody', segments: null }];
  checkRefusal(project, 'article.revise', revise(['Short.'], { placements: strange }), 'bad_input');
});

test('random corrections, undone one by one, leave the project as it was', () => {
  const word = fc.constantFrom('wall', '“The wall', 'will hold,”', 'Ada Quill', '😀', 'Mayor', '');
  const texts = fc.array(
    fc.array(word, { maxLength: 12 }).map((list) => list.join(' ')),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (corrections) => {
      const project = makeProject();
      fillProject(project);
      // A correction that corrects nothing is no step, and there is nothing to undo.
      const telling = corrections.filter(
        (each, i) => JSON.stringify(each) !== JSON.stringify(corrections[i - 1]),
      );
      for (const each of telling) checkCommand(project, 'article.revise', revise(each));
    }),
    { numRuns: 8 },
  );
});
