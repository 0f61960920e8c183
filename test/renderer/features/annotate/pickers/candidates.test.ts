import { describe, expect, test } from 'vitest';
import {
  findByName,
  foldName,
  guessEntityType,
  rankCandidates,
} from '../../../../../renderer/features/annotate/pickers/candidates.ts';
import type { Annotation, Entity } from '../../../../../shared/records/records.ts';
import { codePoints } from '../../../../../shared/text/offsets.ts';

const stamp = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };
const cast = [
  entity('ruiz', 'Ana Ruiz', 'person', ['A. Ruiz', 'the minister']),
  entity('okafor', 'Tom Okafor', 'person'),
  entity('ministry', 'Ministry of Finance', 'organisation'),
  entity('zoe', 'Zoë Ánderson', 'person'),
  entity('gone', 'Ana Ruiz Old', 'person', [], 'ruiz'),
];

describe('ranking of cast entries', () => {
  test('an empty query lists the nearest mentions first, then the rest by name, merged ones never', () => {
    expect(rank('', [mention('okafor', 90), mention('ministry', 10)])).toEqual([
      'okafor',
      'ruiz',
      'zoe',
      'ministry',
    ]);
  });

  test.each([
    ['ana', ['ruiz']],
    ['ruiz', ['ruiz']],
    ['the min', ['ruiz']],
    ['zoe', ['zoe']],
    ['anderson', ['zoe']],
    ['fin', ['ministry']],
    ['nobody', []],
  ])('query %s finds %j', (query, ids) => {
    expect(rank(query, [])).toEqual(ids);
  });

  test('a name is recognised whatever its case and accents, and never when two entries bear it', () => {
    expect(findByName(cast, 'ana ruiz')?.id).toBe('ruiz');
    expect(findByName(cast, 'A. RUIZ')?.id).toBe('ruiz');
    expect(findByName(cast, 'Ruiz')).toBeNull();
    expect(findByName([...cast, entity('twin', 'Ana Ruiz', 'person')], 'Ana Ruiz')).toBeNull();
  });
});

test('folding drops case, accents and double spaces', () => {
  expect(foldName('  Zoë   ÁNDERSON ')).toBe('zoe anderson');
});

test.each([
  ['Ana Ruiz', 'person'],
  ['Ministry of Finance', 'organisation'],
  ['BBC', 'organisation'],
  ['ministry official', 'person'],
  ['Ukrainian media outlets', 'organisation'],
  ['South Korea', 'place'],
  ['france', 'place'],
  ['Oct. 16', 'date'],
])('%s looks like %s', (name, type) => {
  expect(guessEntityType(name)).toBe(type);
});

function rank(query: string, annotations: readonly Annotation[]): string[] {
  const base = { entities: cast, annotations, place: 100, preferredTypes: ['person'] };
  return rankCandidates(base, query, 10).map(({ entity: { id } }) => id);
}

function entity(
  id: string,
  name: string,
  type: string,
  aliases: readonly string[] = [],
  mergedInto: string | null = null,
): Entity {
  return { ...stamp, id, name, type, aliases, externalIds: {}, note: '', mergedInto };
}

function mention(entityId: string, start: number): Annotation {
  return {
    ...stamp,
    id: `m-${entityId}`,
    articleId: 'a',
    revision: 1,
    layer: 'mention',
    label: 'person',
    annotatorId: 'me',
    state: 'accepted',
    attributes: {},
    doubt: false,
    note: '',
    entityId,
    speakerId: null,
    claimId: null,
    segments: [
      { role: 'span', start: codePoints(start), end: codePoints(start + 3), exact: 'abc' },
    ],
  };
}
