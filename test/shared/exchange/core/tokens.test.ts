import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listSentenceTokens, listTokens } from '../../../../shared/exchange/core/tokens.ts';
import { texts, textsOf } from '../../../helpers/texts.ts';

test('cuts words, punctuation and white space as spaCy does', () => {
  const tokens = listTokens('🌊 “Go,”  she said.\n\n3,000 left', 'en');
  expect(tokens.map((token) => token.text)).toEqual([
    ...['🌊', '“', 'Go', ',', '”', ' ', 'she', 'said', '.', '\n\n', '3,000', 'left'],
  ]);
  expect(tokens.map((token) => Number(token.hasSpaceAfter)).join('')).toBe('100010100010');
  expect(tokens.map((token) => token.start)).toEqual([0, 2, 3, 5, 6, 8, 9, 13, 17, 18, 20, 26]);
});

test('cuts a token where a span begins or ends inside it', () => {
  const cuts = { starts: new Set([3, 4]), ends: new Set([5, 6]) };
  const tokens = listTokens('Seo ul is', 'en', cuts);
  expect(tokens.map((token) => token.text)).toEqual(['Seo', ' ', 'u', 'l', 'is']);
});

test('tokens with their spaces give the text, and every span has a first and a last token', () => {
  const spans = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 });
  fc.assert(
    fc.property(textsOf(), spans, (text, pairs) => {
      const length = [...text].length;
      if (length === 0) return;
      const starts = new Set(pairs.map(([start]) => start % length));
      const ends = new Set(pairs.map(([, end]) => 1 + (end % length)));
      const tokens = listTokens(text, '', { starts, ends });
      const written = tokens.map((token) => token.text + (token.hasSpaceAfter ? ' ' : ''));
      expect(written.join('')).toBe(text);
      for (const start of starts) expect(tokens.some((token) => token.start === start)).toBe(true);
      for (const end of ends) expect(tokens.some((token) => token.end === end)).toBe(true);
    }),
  );
});

test.each(Object.entries(texts))('gives every word of a text once, by sentence: %s', (_, text) => {
  const characters = [...text];
  const tokens = listSentenceTokens(text, 'en').flat();
  const all = listTokens(text, 'en').filter((token) => !token.isSpace);
  const join = (list: typeof tokens) => list.map((token) => token.text).join('');
  expect(join(tokens)).toBe(join(all));
  for (const token of tokens.slice(0, 200)) {
    expect(characters.slice(token.start, token.end).join('')).toBe(token.text);
  }
});

test('groups words by sentence', () => {
  const sentences = listSentenceTokens('He left. “Why?” she asked.\nNobody knew', 'en');
  expect(sentences.map((tokens) => tokens.map((token) => token.text).join(' '))).toEqual([
    'He left .',
    '“ Why ? ” she asked .',
    'Nobody knew',
  ]);
});
