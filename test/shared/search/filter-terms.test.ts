import { describe, expect, test } from 'vitest';
import {
  findTypedFilter,
  joinQuery,
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
    ['speaker:"Ana', 'speaker:"Ana'],
    ['speaker: a', 'speaker: a'],
    ['', ''],
  ])('%s', (text, expected) => expect(show(text)).toBe(expected));

  test('leaves alone what is still being typed', () => {
    expect(show('dam speaker:Rui', 'ended')).toBe('dam speaker:Rui');
    expect(show('dam speaker:Rui ', 'ended')).toBe('dam |speaker=Rui');
    expect(show('speaker:Rui dam', 'ended')).toBe('dam|speaker=Rui');
  });

  test('gives back every text that has no filter', () => {
    for (const text of Object.values(texts)) {
      expect(splitQuery(text, 'all')).toEqual({ words: text, filters: [] });
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
