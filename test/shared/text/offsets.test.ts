import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildOffsetMap,
  buildSpan,
  bytes,
  codePoints,
  countBytes,
  countCodePoints,
  sliceSpan,
  utf16,
} from '../../../shared/text/offsets.ts';
import { checkOffsets, texts, textsOf } from '../../helpers/texts.ts';

describe('offset map', () => {
  test.each(Object.entries(texts))('converts there and back: %s', (_name, text) => {
    checkOffsets(text);
  });

  test('converts there and back in any text', () => {
    fc.assert(fc.property(textsOf(), checkOffsets));
  });

  test('slices by code points as by characters', () => {
    fc.assert(
      fc.property(textsOf(), fc.nat(100), fc.nat(100), (text, a, b) => {
        const characters = [...text];
        const start = Math.min(a, b, characters.length);
        const end = Math.min(Math.max(a, b), characters.length);
        expect(sliceSpan(text, buildSpan(start, end))).toBe(characters.slice(start, end).join(''));
      }),
    );
  });

  test('counts code points and bytes without a map', () => {
    fc.assert(
      fc.property(textsOf(), (text) => {
        expect([countCodePoints(text), countBytes(text)]).toEqual([
          [...text].length,
          new TextEncoder().encode(text).length,
        ]);
      }),
    );
  });

  test('counts bytes past many checkpoints', () => {
    checkOffsets('é𝄞a한'.repeat(700));
    checkOffsets('a'.repeat(512));
  });

  test('refuses an offset inside a surrogate pair or a character', () => {
    const map = buildOffsetMap('a𝄞b');
    expect(() => map.toCodePoint(utf16(2))).toThrow(RangeError);
    expect(() => map.fromByte(bytes(3))).toThrow(RangeError);
  });

  test('refuses an offset past the end', () => {
    const map = buildOffsetMap('a𝄞b');
    expect(() => map.toUtf16(codePoints(4))).toThrow(RangeError);
    expect(() => map.toCodePoint(utf16(5))).toThrow(RangeError);
    expect(() => map.toByte(codePoints(4))).toThrow(RangeError);
    expect(() => map.fromByte(bytes(7))).toThrow(RangeError);
    expect(() => sliceSpan('ab', buildSpan(1, 3))).toThrow(RangeError);
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s as an offset', (count) => {
    for (const build of [codePoints, utf16, bytes]) expect(() => build(count)).toThrow(RangeError);
  });

  test('refuses a span that ends before it starts', () => {
    expect(() => buildSpan(3, 2)).toThrow(RangeError);
  });
});
