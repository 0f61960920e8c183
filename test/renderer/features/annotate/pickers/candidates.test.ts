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
      { entity: { id: 'written' }, hint: 'in these words' },
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

describe('words that stand for somebody named before', () => {
  test('a pronoun is who was named last before it, of a type that it may stand for', () => {
    const marks = [mention('ruiz', 20), mention('okafor', 80), mention('ministry', 90)];
    const zoe = mention('zoe', 125);
    const offered = (words: string, referents: readonly string[]) =>
      rankCandidates({ ...baseOf([...marks, zoe]), words, referents }, '', 3).map(
        ({ entity: { id }, before }) => [id, before],
      );
    expect(offered('she', ['person'])).toEqual([
      ['okafor', 29],
      ['ruiz', 89],
      ['zoe', null],
    ]);
    expect(offered('it', ['organisation', 'person'])[0]).toEqual(['ministry', 19]);
  });

  test('a pronoun inside no quotation counts an earlier speaker where the source stands', () => {
    const said = quotation('zoe', { content: 50, source: 92 });
    const base = { ...baseOf([mention('okafor', 80), said]), words: 'he', referents: ['person'] };
    expect(rankCandidates(base, '', 1)).toMatchObject([{ entity: { id: 'zoe' }, before: 17 }]);
  });

  test('a pronoun that is the source of another piece is the same speaker, and an unmarked name counts', () => {
    const said = quotation('ruiz', { content: 50, source: 112 });
    const he = {
      ...said,
      segments: said.segments.map((each) => ({ ...each, end: codePoints(each.start + 6) })),
    };
    const base = { ...baseOf([mention('okafor', 80), he]), words: 'he', referents: ['person'] };
    const ids = (saidBefore: ReadonlyMap<string, number>) =>
      rankCandidates({ ...base, saidBefore }, '', 3).map(({ entity: { id } }) => id);
    expect(ids(new Map([['zoe', 5]]))).toEqual(['ruiz', 'zoe', 'okafor']);
  });

  test('“the official” is who was called an official before', () => {
    const said = quotation('zoe', { content: 2, source: 30 }, 'A foreign ministry official');
    const base = { ...baseOf([mention('okafor', 112), said]), words: 'the official' };
    expect(rankCandidates(base, '', 2)).toMatchObject([
      { entity: { id: 'zoe' }, hint: 'called so before' },
      { entity: { id: 'okafor' }, hint: 'in this sentence' },
    ]);
  });

  test.each([
    ['The finance minister, Ana Ruiz, left.', 'the minister', true],
    ['Minister Ana Ruiz left.', 'the finance minister', true],
    ['A minister of the coalition, Ana Ruiz, left.', 'the minister', true],
    ['Ana Ruiz, a former minister, left.', 'the minister', true],
    ['A spokeswoman for the minister, Ana Ruiz, left.', 'the minister', false],
    ['The minister wrote to Ana Ruiz.', 'the minister', false],
    ['Ana Ruiz left. The minister stayed.', 'the minister', false],
  ])('in “%s” %j is somebody of the cast: %j', (vicinity, words, isCalled) => {
    const entities = [entity('ruiz', 'Ana Ruiz', 'person')];
    const [first] = rankCandidates({ ...baseOf([]), entities, vicinity, words }, '', 1);
    expect(first?.hint).toBe(isCalled ? 'called so before' : 'named nearby');
  });

  test('who is named around the place without a mark comes before those who are not', () => {
    const base = { ...baseOf([]), vicinity: 'Later Zoë Ánderson’s party agreed.' };
    expect(rankCandidates(base, '', 1)).toMatchObject([
      { entity: { id: 'zoe' }, hint: 'named nearby' },
    ]);
  });
});

/** A quotation with its content and source at these places. */
function quotation(
  speakerId: string,
  at: { readonly content: number; readonly source: number },
  source = 'Somebody',
): Annotation {
  const segment = (role: 'content' | 'source', start: number, exact: string) => ({
    role,
    start: codePoints(start),
    end: codePoints(start + 3),
    exact,
  });
  return {
    ...mention(speakerId, 0),
    id: `q-${speakerId}`,
    layer: 'quotation',
    entityId: null,
    speakerId,
    segments: [segment('content', at.content, 'abc'), segment('source', at.source, source)],
  };
}

function baseOf(annotations: readonly Annotation[]) {
  return {
    entities: cast,
    annotations,
    place: buildSpan(100, 110),
    sentence: buildSpan(95, 120),
    paragraph: buildSpan(60, 200),
    words: '',
    naming: buildSpan(112, 118),
    referents: null as readonly string[] | null,
    saidBefore: new Map<string, number>(),
    vicinity: '',
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
