import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyToArticle,
  applyToEntities,
  toOpenArticle,
} from '../../../renderer/state/apply-changes.ts';
import { isFulfilled, predictStep, type Call } from '../../../renderer/state/in-flight.ts';
import { predictChanges } from '../../../renderer/state/predict.ts';
import type { Stamp } from '../../../shared/records/records.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { ann } from '../../helpers/project.ts';
import { makeSampleProject } from './open-session.ts';

const now = '2030-01-01T00:00:00.000Z';
const number = fc.nat(100_000);

/** What a random call is made of: indexes into what is there, offsets, odd values. */
const roll = fc.record({
  kind: fc.constantFrom('create', 'update', 'setSegments', 'delete', 'entity', 'batch'),
  which: number,
  other: number,
  places: fc.array(fc.tuple(number, fc.integer({ min: -1, max: 40 }), fc.nat(6)), {
    minLength: 1,
    maxLength: 4,
  }),
  layer: fc.constantFrom('quotation', 'mention', 'claim'),
  text: fc.constantFrom('', ' Ana  Ruiz ', '  ', 'é😀\n', 'wall'),
  flag: fc.boolean(),
  link: fc.constantFrom('entity', 'merged', 'none', 'missing', 'absent'),
});
type Roll = typeof roll extends fc.Arbitrary<infer Value> ? Value : never;

const labels = {
  quotation: ['direct', 'mixed', null],
  mention: ['person', 'place', null],
  claim: [null],
};
const roles = ['content', 'source', 'cue', 'addressee', 'span', 'span', 'content'] as const;

test('a prediction is what the engine does, but for the time', () => {
  const { project, articleId } = makeSampleProject();
  const cast = project.read.list('entity', {});
  project.run('entity.merge', { fromId: cast[0]?.id ?? '', intoId: cast[1]?.id ?? '' });
  for (const { id } of project.read.article(articleId).annotations.slice(0, 20)) {
    project.run('comment.create', { targetType: 'annotation', targetId: id, body: 'Sure?' });
  }
  let lastId = 0;
  let accepted = 0;

  const buildCall = ({ kind, which, other, places, layer, text, flag, link }: Roll): Call => {
    const { annotations, revision } = project.read.article(articleId);
    const length = [...revision.text].length;
    const marks = annotations.map(({ id }) => id);
    const id = marks[which % Math.max(1, marks.length)] ?? 'none';
    const living = project.read.list('entity', {}).filter(({ mergedInto }) => mergedInto === null);
    const linked = {
      entity: living[other % living.length]?.id,
      merged: cast[0]?.id,
      none: null,
      missing: 'nobody',
      absent: undefined,
    }[link];
    const segments = places.map(([place, size, role]) => {
      const start = place % length;
      return { role: roles[role] ?? 'span', start, end: start + size };
    });
    const label = labels[layer][which % labels[layer].length] ?? null;
    if (kind === 'create') {
      const create = {
        id: flag ? `new-${++lastId}` : id,
        articleId,
        layer,
        label,
        segments,
        note: text,
        doubt: flag,
        speakerId: linked,
        entityId: linked,
      };
      return { name: 'annotation.create', input: create };
    }
    if (kind === 'update') {
      const fields = flag ? { note: text, doubt: which % 2 === 0 } : { label: 'person' };
      const links = { entityId: linked, speakerId: which % 3 === 0 ? null : undefined };
      return { name: 'annotation.update', input: { id, ...fields, ...links } };
    }
    if (kind === 'setSegments') {
      return { name: 'annotation.setSegments', input: { id, segments } };
    }
    if (kind === 'delete') {
      const second = marks[other % Math.max(1, marks.length)] ?? 'none';
      return { name: 'annotation.delete', input: { ids: flag ? [id] : [id, second] } };
    }
    const entity = {
      id: flag ? `cast-${++lastId}` : (cast[which % cast.length]?.id ?? ''),
      type: which % 5 === 0 ? 'no-such-type' : 'person',
      name: `${text}${which % 2 ? 'A' : ''}`,
      aliases: ['B ', 'B', text].slice(0, other % 4),
    };
    if (kind === 'entity' || !flag) return { name: 'entity.create', input: entity };
    const link1 = { id, entityId: entity.id, note: text };
    const calls = [
      { name: 'entity.create', input: entity },
      { name: 'annotation.update', input: link1 },
      { name: 'annotation.update', input: { id, doubt: true } },
    ];
    return { name: 'batch.run', input: { label: 'Several', calls } };
  };

  const check = (drawn: Roll) => {
    const call = buildCall(drawn);
    const scene = {
      article: toOpenArticle(project.read.article(articleId)),
      entities: new Map(project.read.list('entity', {}).map((entity) => [entity.id, entity])),
    };
    const calls =
      call.name === 'batch.run' ? (call.input.calls as unknown as readonly Call[]) : [call];
    const predicted = predictStep(scene, { calls, annotatorId: ann.id, now });
    let changes: ReturnType<typeof project.run>['changes'] = [];
    const code = catchCode(() => ({ changes } = project.run(call.name, call.input)));
    if (code !== null) return;
    accepted++;
    const article = applyToArticle(scene.article, changes, ann.id);
    if (typeof article === 'string') throw new TypeError(`the article is ${article}`);
    const entities = applyToEntities(scene.entities, changes);
    expect(withoutStamps([...(predicted.scene.article?.annotations.values() ?? [])])).toEqual(
      withoutStamps([...article.annotations.values()]),
    );
    expect(predicted.scene.article?.comments).toEqual(article.comments);
    expect(withoutStamps([...predicted.scene.entities.values()])).toEqual(
      withoutStamps([...entities.values()]),
    );
    // A step that changes nothing is not a step; all others are known again when they come.
    const isOne = changes.length > 0 && call.name !== 'batch.run';
    expect(isOne && !isFulfilled(predicted.changes, changes)).toBe(false);
  };
  fc.assert(fc.property(roll, check), { numRuns: 400, endOnFailure: true });
  expect(accepted).toBeGreaterThan(60);
});

test('a restored mark is predicted as it was, with its comments', () => {
  const { project, articleId } = makeSampleProject();
  const { id } = project.read.article(articleId).annotations[0] ?? { id: '' };
  project.run('comment.create', { targetType: 'annotation', targetId: id, body: 'Sure?' });
  const before = toOpenArticle(project.read.article(articleId));
  const annotation = before.annotations.get(id);
  if (!annotation) throw new TypeError('the article has no mark');
  const comments = [...before.comments.values()].filter(({ targetId }) => targetId === id);
  const entities = new Map(project.read.list('entity', {}).map((entity) => [entity.id, entity]));
  project.run('annotation.delete', { ids: [id] });
  const input = {
    annotation: {
      ...annotation,
      segments: annotation.segments.map(({ role, start, end }) => ({ role, start, end })),
    },
    comments,
    claim: null,
  };
  const article = toOpenArticle(project.read.article(articleId));
  const base = { article, entities, annotatorId: ann.id, now };
  const { changes } = project.run('annotation.restore', input);
  expect(predictChanges(base, 'annotation.restore', input)).toEqual(changes);
});

test('commands that nobody waits for are not predicted', () => {
  const { project, articleId } = makeSampleProject();
  const article = toOpenArticle(project.read.article(articleId));
  const base = { article, entities: new Map(), annotatorId: 'ann', now };
  expect(predictChanges(base, 'article.trash', { ids: [articleId] })).toEqual([]);
  expect(
    predictChanges(base, 'annotation.create', {
      id: 'a',
      articleId: 'another',
      layer: 'mention',
      segments: [{ role: 'span', start: 0, end: 1 }],
    }),
  ).toEqual([]);
});

function withoutStamps<Row extends Stamp & { readonly id: string }>(rows: readonly Row[]) {
  return rows
    .map((row) => ({ ...row, createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
