import { describe, expect, test } from 'vitest';
import { detectNewline, normaliseText } from '../../../shared/text/normalise.ts';
import { texts } from '../../helpers/texts.ts';

describe('normaliseText', () => {
  test('drops one byte order mark and makes line ends LF', () => {
    expect(normaliseText('\ufeffa\r\nb\rc\n\rd')).toEqual({ ok: true, value: 'a\nb\nc\n\nd' });
  });

  test.each(Object.entries(texts))('changes nothing else: %s', (_name, text) => {
    expect(normaliseText(text)).toEqual({ ok: true, value: text.replace(/\r\n?/g, '\n') });
  });

  test.each(['a\nb\0', 'a\n\ud83dx', 'a\n\udc4d'])('refuses %j and names the line', (text) => {
    expect(normaliseText(text)).toMatchObject({
      ok: false,
      error: { code: 'bad_encoding', detail: { line: 2 } },
    });
  });
});

test.each([
  ['a', null],
  ['a\nb\n', 'lf'],
  ['a\r\nb', 'crlf'],
  ['a\rb', 'cr'],
  ['a\r\nb\nc', 'mixed'],
  ['a\rb\nc', 'mixed'],
])('detectNewline of %j is %s', (text, expected) => {
  expect(detectNewline(text)).toBe(expected);
});
