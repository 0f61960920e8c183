import { describe, expect, test } from 'vitest';
import {
  blankFilters,
  blankLeadingAnd,
  findTypedFilter,
  joinQuery,
  listUnique,
  moveOver,
  splitQuery,
  writeFilter,
  writeQuery,
} from '../../../shared/search/filter-terms.ts';
import { parseQuery } from '../../../shared/search/query.ts';
import { texts } from '../../helpers/texts.ts';

/** Words, then filters, as one line. */
function show(text: string, which: 'all' | 'ended' = 'all'): string {
  const { words, filters } = splitQuery(text, which);
  return [words, ...filters.map(({ field, value }) => `${field}=${value}`)].join('|');
}

describe('splitQuery', () => {
  test.each([
    ['dam speaker:Ruiz type:indirect', 'dam |speaker=Ruiz|type=indirect'],
    ['speaker:"Ana Ruiz" dam', 'dam|speaker=Ana Ruiz'],
    ['a tag:x OR b', 'a OR b|tag=x'],
    ['(type:direct a) b', '(type:direct a) b'],
    ['a -type:direct', 'a -type:direct'],
    ['CUE:„laut Plan“ a', 'a|cue=laut Plan'],
    ['word AND speaker:x', 'word |speaker=x'],
    ['speaker:x AND word', 'word|speaker=x'],
    ['a AND speaker:x AND b', 'a AND b|speaker=x'],
    ['a AND speaker:x b', 'a b|speaker=x'],
    ['speaker:x AND tag:y AND word', 'word|speaker=x|tag=y'],
    ['word AND speaker:x AND tag:y', 'word |speaker=x|tag=y'],
    ['speaker:x AND tag:y', '|speaker=x|tag=y'],
    ['a OR b AND tag:x', 'a OR b |tag=x'],
    ['a OR tag:x', 'a OR tag:x'],
    ['tag:x OR a', 'tag:x OR a'],
    ['a OR tag:x b', 'a OR tag:x b'],
    ['a tag:y OR b tag:x', 'a OR b |tag=y|tag=x'],
    ['speaker:"Ana', 'speaker:"Ana'],
    ['speaker: a', 'speaker: a'],
    ['', ''],
  ])('%s', (text, expected) => expect(show(text)).toBe(expected));

  test('leaves alone what is still being typed', () => {
    expect(show('dam speaker:Rui', 'ended')).toBe('dam speaker:Rui');
    expect(show('dam speaker:Rui ', 'ended')).toBe('dam |speaker=Rui');
    expect(show('speaker:Rui dam', 'ended')).toBe('dam|speaker=Rui');
  });

  test('tells where a caret is afterwards, and keeps the places of the words', () => {
    const text = 'dam AND tag:a wall tag:b quay';
    const { words, cuts } = splitQuery(text, 'all');
    expect(words).toBe('dam wall quay');
    const places = ['dam', 'AND', 'ag:a', 'wall', 'quay'].map((word) => text.indexOf(word));
    expect(places.map((place) => words.slice(moveOver(cuts, place)))).toEqual([
      'dam wall quay',
      'wall quay',
      'wall quay',
      'wall quay',
      'quay',
    ]);
    expect(moveOver(cuts, text.length)).toBe(words.length);
    expect(blankFilters(text)).toBe('dam           wall       quay');
  });

  test('gives back every text that has no filter', () => {
    for (const text of Object.values(texts)) {
      expect(splitQuery(text, 'all')).toEqual({ words: text, filters: [], cuts: [] });
    }
  });
});

test('words and filters are joined into a query that means both', () => {
  const filters = [
    { field: 'speaker', value: 'Ana “Annie” Ruiz' },
    { field: 'type', value: 'direct' },
  ] as const;
  expect(filters.map(writeFilter)).toEqual(['speaker:"Ana  Annie  Ruiz"', 'type:direct']);
  const parsed = parseQuery(joinQuery({ words: 'a OR b', filters }));
  expect(parsed).toMatchObject({
    ok: true,
    query: { root: { kind: 'or' }, filters: [{ field: 'speaker' }, { field: 'type' }] },
  });
  expect(joinQuery({ words: ' ', filters: filters.slice(1) })).toBe('type:direct');
  expect(joinQuery({ words: 'a', filters: [] })).toBe('a');
  const written = writeQuery({ words: ' a OR b ', filters: filters.slice(1) });
  expect(written).toBe('a OR b type:direct');
  expect(show(written)).toBe('a OR b |type=direct');
});

test('an AND at the head of words joined them to a filter by itself', () => {
  expect(['AND a', ' AND', 'ANDa', 'a AND b'].map(blankLeadingAnd)).toEqual([
    '    a',
    '    ',
    'ANDa',
    'a AND b',
  ]);
});

test('a filter that asks the same as another one counts once', () => {
  const filters = [
    { field: 'speaker', value: 'Ana Ruiz' },
    { field: 'speaker', value: 'ána ruiz ' },
    { field: 'title', value: 'Ana Ruiz' },
  ] as const;
  expect(listUnique(filters)).toEqual([filters[0], filters[2]]);
});

describe('findTypedFilter', () => {
  test.each([
    ['speaker:', { field: 'speaker', value: '', at: 0 }],
    ['dam Speaker:Ru', { field: 'speaker', value: 'Ru', at: 4 }],
    ['dam speaker:"Ana R', { field: 'speaker', value: 'Ana R', at: 4 }],
    ['😀 tag:a', { field: 'tag', value: 'a', at: 3 }],
    ['dam speaker:Ru ', null],
    ['speaker:"Ana Ruiz"', null],
    ['xspeaker:', null],
    ['dam', null],
  ])('%s', (text, expected) => expect(findTypedFilter(text, text.length)).toEqual(expected));

  test('looks at what stands before the caret only', () => {
    expect(findTypedFilter('tag:abc dam', 5)).toEqual({ field: 'tag', value: 'a', at: 0 });
  });
});
