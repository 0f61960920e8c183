import { describe, expect, test } from 'vitest';
import { rankCandidates } from '../../../../../renderer/features/annotate/pickers/candidates.ts';
import type { Annotation, Entity } from '../../../../../shared/records/records.ts';
import { buildSpan, codePoints } from '../../../../../shared/text/offsets.ts';

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

  test('the source words come first, then the sentence, the paragraph, speakers, those chosen lately', () => {
    const cast = ['late', 'speaker', 'block', 'near', 'written'].map((id) =>
      entity(id, `Name ${id}`, 'person'),
    );
    const marks = [
      mention('block', 70),
      mention('near', 112),
      mention('written', 300),
      { ...mention('speaker', 500), layer: 'quotation', entityId: null, speakerId: 'speaker' },
    ].map((mark) =>
      mark.layer === 'quotation'
        ? {
            ...mark,
            segments: mark.segments.map((each) => ({ ...each, role: 'content' as const })),
          }
        : mark,
    );
    const base = { ...baseOf(marks), entities: cast, words: 'Mr. Name written', recent: ['late'] };
    expect(rankCandidates(base, '', 10)).toMatchObject([
      { entity: { id: 'written' }, hint: 'in the source words' },
      { entity: { id: 'near' }, hint: 'in this sentence' },
      { entity: { id: 'block' }, hint: 'in this paragraph' },
      { entity: { id: 'speaker' }, hint: 'speaks in this article' },
      { entity: { id: 'late' }, hint: 'chosen lately' },
    ]);
  });

  test('who is spoken of inside the quotation comes after those around it', () => {
    expect(rank('', [mention('okafor', 101), mention('zoe', 80)])[0]).toBe('zoe');
  });
});

function baseOf(annotations: readonly Annotation[]) {
  return {
    entities: cast,
    annotations,
    place: buildSpan(100, 110),
    sentence: buildSpan(95, 120),
    paragraph: buildSpan(60, 200),
    words: '',
    recent: [],
    preferredTypes: ['person'],
  };
}

function rank(query: string, annotations: readonly Annotation[]): string[] {
  return rankCandidates(baseOf(annotations), query, 10).map(({ entity: { id } }) => id);
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
