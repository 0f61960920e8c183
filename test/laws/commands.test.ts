import { expect, test } from 'vitest';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { commands } from '../../shared/commands/index.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import type { ErrorCode } from '../../shared/util/error-codes.ts';
import { checkCommand, checkRefusal } from '../helpers/check-command.ts';
import { articleInput, dumpAll, fillProject, makeProject } from '../helpers/project.ts';

/** Somebody else, who has begun nothing. */
const ben = { id: 'ben', name: 'Ben', colour: '#123456' };

/** Inputs that work on the project that `fillProject` makes, for every command that takes plain input. */
const examples: readonly (readonly [string, unknown])[] = [
  ['project.update', { name: 'Renamed', settings: { theme: 'dark' } }],
  ['annotator.put', { id: 'ann', name: 'Ann B. Annotator', colour: '#123456' }],
  ['annotator.put', { id: 'new', name: 'New', colour: '#654321' }],
  ['codebook.update', { codebook: { ...defaultCodebook, claimTypes: [] } }],
  ['article.create', articleInput('b', ['', 'Only this. שלום', 'line\ntwo'])],
  ['article.import', { articles: [articleInput('b'), articleInput('d', ['', 'D'])] }],
  ['article.update', { id: 'a', title: 'Another title', tags: [], published: null }],
  ['article.setStatus', { ids: ['a'], status: 'done' }],
  ['article.tag', { ids: ['a'], add: ['wall', 'wall', 'storm'], remove: ['harbour', 'none'] }],
  ['article.assign', { ids: ['a'], annotatorId: 'ben' }],
  ['article.trash', { ids: ['a'] }],
  ['article.revise', { id: 'a', document: plainTextDocument(['The wall.']), reason: 'Cut' }],
  ['annotation.place', { id: 'q', segments: [{ role: 'content', start: 0, end: 7 }] }],
  [
    'annotation.create',
    {
      articleId: 'a',
      layer: 'mention',
      label: 'place',
      segments: [{ role: 'span', start: 0, end: 7 }],
    },
  ],
  [
    'annotation.create',
    { articleId: 'a', layer: 'mention', segments: [{ role: 'span', start: 30, end: 31 }] },
  ],
  [
    'annotation.update',
    { id: 'q', label: 'mixed', doubt: true, attributes: { polarity: 'negated' } },
  ],
  ['annotation.setSegments', { id: 'q', segments: [{ role: 'content', start: 33, end: 40 }] }],
  ['annotation.convert', { id: 'q', layer: 'mention', label: 'group' }],
  ['annotation.delete', { ids: ['q', 'm', 'k'] }],
  ['entity.create', { type: 'place', name: 'Harbour' }],
  ['entity.update', { id: 'e', aliases: ['Quill', 'Mayor Quill'] }],
  ['entity.delete', { ids: ['e'] }],
  ['claim.create', { statement: 'There are cracks.' }],
  ['claim.update', { id: 'c', statement: 'The wall will hold.', claimantId: null }],
  ['claim.setStatus', { claimId: 'c', status: 'confirmed', asOf: '2026-01', evidenceIds: ['v'] }],
  ['claim.delete', { ids: ['c'] }],
  [
    'evidence.create',
    {
      claimId: 'c',
      kind: 'url',
      ref: 'https://example.invalid',
      excerpt: '',
      stance: 'refutes',
      originGroup: '',
      official: false,
      published: '2025',
    },
  ],
  ['evidence.update', { id: 'v', stance: 'mixed' }],
  ['evidence.delete', { id: 'v' }],
  ['comment.create', { targetType: 'annotation', targetId: 'q', body: 'Sure?' }],
  [
    'batch.run',
    {
      label: 'Mark and link',
      calls: [
        { name: 'entity.create', input: { id: 'e2', type: 'person', name: 'Kim' } },
        { name: 'annotation.update', input: { id: 'm', entityId: 'e2' } },
        { name: 'annotation.update', input: { id: 'm', note: 'twice in one step' } },
      ],
    },
  ],
];

test.each(examples)('%s can be undone and done again without a trace', (command, input) => {
  const project = makeProject();
  fillProject(project);
  project.run('annotator.put', ben);
  checkCommand(project, command, input);
});

test('commands on what others made obey the laws too', () => {
  const project = makeProject();
  fillProject(project);
  project.run('comment.create', {
    id: 'r',
    targetType: 'annotation',
    targetId: 'q',
    body: 'Sure?',
  });
  project.run('article.trash', { ids: ['a'] });
  project.run('entity.create', { id: 'e2', type: 'person', name: 'A. Quill' });
  project.run('claim.setStatus', { claimId: 'c', status: 'disputed', evidenceIds: ['v'] });
  checkCommand(project, 'article.restore', { ids: ['a'] });
  checkCommand(project, 'comment.update', { id: 'r', resolved: true });
  project.run('annotator.put', ben);
  checkCommand(project, 'article.assign', { ids: ['a'], annotatorId: 'ben' });
  checkCommand(project, 'article.unassign', { ids: ['a'], annotatorId: 'ben' });
  checkCommand(project, 'evidence.delete', { id: 'v' });
  checkCommand(project, 'entity.merge', { fromId: 'e', intoId: 'e2' });
  checkCommand(project, 'entity.delete', { ids: ['e2'] });
  checkCommand(project, 'comment.delete', { id: 'r' });
});

test('what is linked to a merged entity is linked to the living one, and removing it leaves no link behind', () => {
  const project = makeProject();
  fillProject(project);
  project.run('entity.create', { id: 'e2', type: 'person', name: 'A. Quill' });
  project.run('entity.merge', { fromId: 'e', intoId: 'e2' });
  checkCommand(project, 'annotation.update', { id: 'k', entityId: 'e', speakerId: null });
  checkCommand(project, 'claim.create', { id: 'c2', statement: 'More.', claimantId: 'e' });
  expect(project.read.get('annotation', 'k').entityId).toBe('e2');
  expect(project.read.get('claim', 'c2').claimantId).toBe('e2');
  checkCommand(project, 'entity.delete', { ids: ['e2', 'e'] });
  expect(project.read.get('claim', 'c2').claimantId).toBeNull();
});

test('a mark turned into another layer keeps its id, words, note, doubt and comments', () => {
  const project = makeProject();
  fillProject(project);
  project.run('annotation.update', { id: 'q', doubt: true, note: 'Check', attributes: { x: 1 } });
  project.run('comment.create', { targetType: 'annotation', targetId: 'q', body: 'Sure?' });
  checkCommand(project, 'annotation.convert', { id: 'q', layer: 'claim', claimId: 'c' });
  expect(project.read.get('annotation', 'q')).toMatchObject({
    layer: 'claim',
    label: null,
    doubt: true,
    note: 'Check',
    attributes: {},
    speakerId: null,
    claimId: 'c',
    segments: [{ role: 'span', start: 33, end: 54, exact: '“The wall will hold,”' }],
  });
  checkCommand(project, 'annotation.convert', { id: 'q', layer: 'quotation', label: 'direct' });
  expect(project.read.get('annotation', 'q')).toMatchObject({
    claimId: null,
    segments: [{ role: 'content', start: 33, end: 54 }],
  });
});

test('merged marks are one with the words, frame, notes and comments of all', () => {
  const project = makeProject();
  fillProject(project);
  project.run('annotation.create', {
    id: 'q2',
    articleId: 'a',
    layer: 'quotation',
    note: 'Second',
    segments: [
      { role: 'content', start: 87, end: 92 },
      { role: 'content', start: 40, end: 60 },
      { role: 'cue', start: 71, end: 75 },
    ],
  });
  project.run('comment.create', {
    id: 'r',
    targetType: 'annotation',
    targetId: 'q2',
    body: 'Sure?',
  });
  checkCommand(project, 'annotation.merge', { intoId: 'q', fromIds: ['q2'] });
  expect(project.read.find('annotation', 'q2')).toBeNull();
  expect(project.read.get('comment', 'r').targetId).toBe('q');
  const merged = project.read.get('annotation', 'q');
  expect(merged).toMatchObject({ label: 'direct', speakerId: 'e', note: 'Second' });
  expect(merged.segments.map(({ role, start, end }) => [role, start, end])).toEqual([
    ['content', 33, 60],
    ['content', 87, 92],
    ['source', 55, 70],
    ['cue', 71, 75],
  ]);
});

test('every command has an example', () => {
  const covered = new Set(examples.map(([command]) => command));
  for (const command of [
    'article.restore',
    'article.unassign',
    'comment.update',
    'comment.delete',
    'entity.merge',
    'annotation.merge',
    'annotation.restore',
  ]) {
    covered.add(command);
  }
  // Its input is a checked dataset; its laws are tested with the formats.
  covered.add('dataset.import');
  expect([...covered].sort()).toEqual(commands.map((command) => command.name).sort());
});

const refusals: readonly (readonly [string, unknown, ErrorCode])[] = [
  ['annotation.convert', { id: 'q', layer: 'mention', label: 'direct' }, 'bad_input'],
  ['annotation.merge', { intoId: 'q', fromIds: ['m'] }, 'bad_input'],
  ['annotation.merge', { intoId: 'q', fromIds: ['q'] }, 'bad_input'],
  ['no.such', {}, 'bad_input'],
  ['article.update', { id: 'nowhere', title: 'x' }, 'not_found'],
  ['article.create', articleInput('a'), 'conflict'],
  [
    'annotation.create',
    { articleId: 'a', layer: 'mention', segments: [{ role: 'span', start: 5, end: 9999 }] },
    'bad_input',
  ],
  [
    'annotation.create',
    {
      articleId: 'a',
      layer: 'quotation',
      label: 'person',
      segments: [{ role: 'content', start: 5, end: 9 }],
    },
    'bad_input',
  ],
  ['annotation.update', { id: 'q', speakerId: 'nobody' }, 'not_found'],
  ['annotation.update', { id: 'q', note: 'half \ud83d pair' }, 'bad_input'],
  ['annotation.delete', { ids: ['m', 'q', 'nothing'] }, 'not_found'],
  ['claim.setStatus', { claimId: 'c', status: 'no such status' }, 'bad_input'],
  ['entity.merge', { fromId: 'e', intoId: 'e' }, 'bad_input'],
  [
    'batch.run',
    {
      label: 'All or nothing',
      calls: [
        { name: 'annotation.delete', input: { ids: ['q'] } },
        { name: 'annotation.delete', input: { ids: ['q'] } },
      ],
    },
    'not_found',
  ],
];

test.each(refusals)('%s refused leaves no trace (%#)', (command, input, code) => {
  const project = makeProject();
  fillProject(project);
  checkRefusal(project, command, input, code);
});

test('a command that changes nothing is no step and changes not even a stamp', () => {
  const project = makeProject();
  fillProject(project);
  const before = dumpAll(project.path);
  expect(project.run('article.update', { id: 'a', byline: 'Kim Byline' })).toEqual({
    stepId: '',
    label: 'Edit article details',
    changes: [],
    value: { id: 'a' },
  });
  const back = project.run('batch.run', {
    label: 'There and back',
    calls: [
      { name: 'article.update', input: { id: 'a', title: 'X' } },
      { name: 'article.update', input: { id: 'a', title: project.read.get('article', 'a').title } },
    ],
  });
  expect(back.changes).toEqual([]);
  expect(dumpAll(project.path)).toEqual(before);
});
