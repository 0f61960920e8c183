import { describe, expect, test } from 'vitest';
import {
  maxHits,
  parsePattern,
  searchPattern,
  searchWords,
  type FindQuery,
} from '../../../../../renderer/features/annotate/find/search.ts';
import { texts } from '../../../../helpers/texts.ts';

const plain: FindQuery = { text: '', matchCase: false, wholeWord: false, isPattern: false };

/** The words that a query finds. */
function found(text: string, query: Partial<FindQuery>, language = 'en'): string[] {
  const run = query.isPattern === true ? searchPattern : searchWords;
  return run(text, { ...plain, ...query }, language).hits.map(([start, end]) =>
    text.slice(start, end),
  );
}

describe('searchWords', () => {
  test.each([
    ['case', 'Dam dam DAM', { text: 'dam' }, ['Dam', 'dam', 'DAM']],
    ['case when asked for', 'Dam dam', { text: 'Dam', matchCase: true }, ['Dam']],
    ['accents', 'Jose José', { text: 'jose' }, ['Jose', 'José']],
    ['accents in the query', 'Jose José', { text: 'josé' }, ['Jose', 'José']],
    ['accents that stand by themselves', 'Jose\u0301 said', { text: 'jose' }, ['Jose\u0301']],
    ['vowel signs of Arabic', 'كَتَبَ', { text: 'كتب' }, ['كَتَبَ']],
    ['printed quotation marks', '“No,” he’d said', { text: `"no," he'd` }, ['“No,” he’d']],
    ['letters of kana', 'かがく', { text: 'か' }, ['か']],
    ['syllables of Hangul', '한국 하다', { text: '하' }, ['하']],
    ['whole words', 'art part art.', { text: 'art', wholeWord: true }, ['art', 'art']],
    ['astral characters around', '😀a😀a', { text: 'a' }, ['a', 'a']],
  ])('minds %s', (_what, text, query, words) => {
    expect(found(text, query)).toEqual(words);
  });

  test('finds whole words where no spaces divide them', () => {
    expect(found('他在东京工作', { text: '东京', wholeWord: true }, 'zh')).toEqual(['东京']);
  });

  test('stops at the greatest number of hits and says so', () => {
    const { hits, isCapped } = searchWords('a '.repeat(maxHits + 1), { ...plain, text: 'a' }, 'en');
    expect([hits.length, isCapped]).toEqual([maxHits, true]);
  });

  test.each(Object.entries(texts))('finds the beginning of a text again: %s', (_name, text) => {
    const words = /\p{L}[\p{L}\p{M}]+/u.exec(text)?.slice(0, 1) ?? [];
    expect(found(text, { text: words[0] ?? '', matchCase: true }).slice(0, 1)).toEqual(words);
  });
});

describe('searchPattern', () => {
  test('finds what the pattern matches, line by line, and no empty matches', () => {
    expect(found('one\ntwo', { text: '^\\w+$', isPattern: true })).toEqual(['one', 'two']);
    expect(found('one', { text: 'x*', isPattern: true })).toEqual([]);
  });

  test('says in words why a pattern is none', () => {
    expect(parsePattern({ ...plain, text: '(a', isPattern: true })).toBe('Unterminated group');
  });
});
