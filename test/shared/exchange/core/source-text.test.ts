import { expect, test } from 'vitest';
import {
  decodeExact,
  decodeSource,
  jsonLine,
  readRecords,
} from '../../../../shared/exchange/core/source-text.ts';

const file = (text: string) => ({ name: 'a.jsonl', bytes: new TextEncoder().encode(text) });

test('decodes UTF-8, with or without a byte order mark, a real U+FFFD included', () => {
  expect(decodeSource(file('\ufeffé \ufffd'))).toBe('é \ufffd');
  expect(decodeSource(file('é 🌊'))).toBe('é 🌊');
  expect(decodeExact(file('\ufeff\ufeffé'))).toBe('\ufeff\ufeffé');
});

test('refuses bytes that are not UTF-8', () => {
  const bytes = new Uint8Array([0x63, 0x61, 0x66, 0xe9]);
  expect(() => decodeSource({ name: 'latin.txt', bytes })).toThrow(
    'latin.txt: The file is not UTF-8',
  );
});

test('reads objects by line and by list, and names the line that is wrong', () => {
  const places = (text: string) => [...readRecords(file(text))].map(({ place }) => place);
  expect(places('{"a":1}\r\n\n{"a":2}')).toEqual(['line 1', 'line 3']);
  expect(places(' [{"a":1},{"a":2}]')).toEqual(['item 1', 'item 2']);
  expect(() => places('{"a":1}\n{"a":')).toThrow('a.jsonl, line 2: The file is not valid JSON');
  expect(() => places('{"a":1}\n3')).toThrow('a.jsonl, line 2: It is not an object');
});

test('escapes what Python takes for a line end', () => {
  const line = jsonLine({ text: 'a\u2028b\u2029c\u0085d\ne' });
  expect(line).toBe('{"text":"a\\u2028b\\u2029c\\u0085d\\ne"}\n');
  expect(JSON.parse(line)).toEqual({ text: 'a\u2028b\u2029c\u0085d\ne' });
});
