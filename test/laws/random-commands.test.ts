import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpenProject } from '../../electron/engine/project.ts';
import { catchCode } from '../helpers/check-command.ts';
import {
  articleInput,
  bob,
  dumpRecords,
  fillProject,
  makeProject,
  reopen,
} from '../helpers/project.ts';

/** Numbers that choose a command and what it works on. */
type Dice = readonly [number, number, number, number];

const texts = [
  ['One 😀 two', 'e\u0301tude', 'three'],
  ['שלום “עולם”', '', 'x'.repeat(2000)],
  ['Plain', 'text', 'only'],
];

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % Math.max(1, items.length)];
}

/** A command on the project as it is; some of them are refused. */
function buildCall(project: OpenProject, [kind, which, first, second]: Dice): [string, unknown] {
  const { read } = project;
  const article = pick(read.articleIds('with'), which) ?? 'none';
  const annotation = pick(read.list('annotation', {}), which)?.id ?? 'none';
  const entity = pick(read.list('entity', {}), which)?.id ?? 'none';
  const other = pick(read.list('entity', {}), first)?.id ?? 'none';
  const claim = pick(read.list('claim', {}), which)?.id ?? 'none';
  const evidence = pick(read.list('evidence', {}), which)?.id ?? 'none';
  const start = first % 20;
  const end = start + 1 + (second % 5);
  const { id: _, ...written } = articleInput('', pick(texts, first) ?? []);
  const calls: readonly (readonly [string, unknown])[] = [
    [
      'annotation.create',
      {
        articleId: article,
        layer: 'mention',
        label: 'person',
        entityId: entity,
        segments: [{ role: 'span', start, end }],
      },
    ],
    [
      'annotation.create',
      {
        articleId: article,
        layer: 'quotation',
        label: 'direct',
        speakerId: entity,
        segments: [
          { role: 'content', start, end },
          { role: 'cue', start: 0, end: 2 },
        ],
      },
    ],
    [
      'annotation.create',
      {
        articleId: article,
        layer: 'claim',
        claimId: claim,
        segments: [{ role: 'span', start, end }],
      },
    ],
    ['annotation.update', { id: annotation, note: `note ${first}`, doubt: second % 2 === 0 }],
    [
      'annotation.setSegments',
      {
        id: annotation,
        segments: [
          { role: 'span', start, end },
          { role: 'content', start, end },
        ],
      },
    ],
    ['annotation.delete', { ids: [annotation] }],
    ['article.create', written],
    ['article.update', { id: article, title: `Title ${first}` }],
    ['article.setStatus', { ids: [article], status: pick(['new', 'in_progress', 'done'], first) }],
    ['article.tag', { ids: [article], add: [`Tag ${first % 5}`], remove: [`Tag ${second % 5}`] }],
    ['article.assign', { ids: [article], annotatorId: 'ann' }],
    ['article.unassign', { ids: [article], annotatorId: 'ann' }],
    ['article.trash', { ids: [article] }],
    ['article.restore', { ids: [article] }],
    ['entity.create', { type: 'person', name: `Person ${first}` }],
    ['entity.update', { id: entity, aliases: [`Alias ${first}`] }],
    ['entity.merge', { fromId: entity, intoId: other }],
    ['entity.delete', { ids: [entity] }],
    ['claim.create', { statement: `Claim ${first}`, claimantId: entity }],
    ['claim.setStatus', { claimId: claim, status: 'confirmed', evidenceIds: [evidence] }],
    ['claim.delete', { ids: [claim] }],
    [
      'evidence.create',
      {
        claimId: claim,
        kind: 'other',
        ref: '',
        excerpt: '',
        stance: 'mixed',
        originGroup: '',
        official: false,
        published: null,
      },
    ],
    ['evidence.delete', { id: evidence }],
    ['comment.create', { targetType: 'article', targetId: article, body: 'Hm.' }],
    ['project.update', { name: `Project ${first}` }],
  ];
  const [name, input] = pick(calls, kind) ?? ['none', {}];
  return [name, input];
}

const dice: fc.Arbitrary<Dice> = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000));

test(
  '1,000 random commands can all be undone and done again, across restarts and other annotators',
  { timeout: 240_000 },
  () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        // Drawn here, so that a failure prints one number and not a thousand throws.
        const throws = fc.sample(dice, { seed, numRuns: 1000 });
        let project = makeProject();
        const file = project.path;
        fillProject(project);
        while (project.historyState().undo !== null) project.undo();
        const start = dumpRecords(file);
        while (project.historyState().redo !== null) project.redo();
        for (const roll of throws) {
          const [name, input] = buildCall(project, roll);
          const code = catchCode(() => project.run(name, input));
          expect([null, 'not_found', 'bad_input', 'conflict']).toContain(code);
        }
        const end = dumpRecords(file);
        const steps = project.read.counts().steps;
        expect(steps).toBeGreaterThan(500);

        let undone = 0;
        while (project.historyState().undo !== null) {
          project.undo();
          undone++;
          if (undone === 100) {
            project.close();
            project = reopen(file);
          }
        }
        expect(dumpRecords(file)).toEqual(start);
        expect(project.check().faults).toEqual([]);

        project.close();
        const other = reopen(file, { annotator: bob });
        expect(other.historyState()).toEqual({ undo: null, redo: null });
        other.close();

        project = reopen(file);
        for (let i = 0; i < undone; i++) project.redo();
        expect(project.historyState().redo).toBeNull();
        expect(dumpRecords(file)).toEqual(end);
        expect(project.check().faults).toEqual([]);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  },
);
