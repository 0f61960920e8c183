import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText } from '../../../../shared/formats/json/json-text.ts';

function faultOf(text: string): string {
  const result = parseJsonText(text);
  return result.ok ? 'no fault' : result.error.message;
}

test.each([
  ['', 1, 1],
  ['{', 1, 2],
  ['{"a": 1,}', 1, 9],
  ['{"a": 1\n"b": 2}', 2, 1],
  ['[1, 2', 1, 6],
  ['[1, 2}', 1, 6],
  ['{"a" 1}', 1, 6],
  ['["😀", x]', 1, 7],
  ['["a\nb"]', 1, 4],
  ['["\\q"]', 1, 3],
  ['["open', 1, 7],
  ['{} {}', 1, 4],
  ['[01]', 1, 3],
  ['nul', 1, 1],
  ['[1]\n]', 2, 1],
])('names the place of the fault in %j', (text, line, column) => {
  expect(faultOf(text)).toBe(
    `The file is not valid JSON: line ${line}, column ${column} cannot be read.`,
  );
});

test('finds a place within the text for whatever the platform refuses', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    'true',
    'nul',
    ' ',
    '\n',
    '\\',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      let isValid = true;
      try {
        JSON.parse(text);
      } catch {
        isValid = false;
      }
      const result = parseJsonText(text);
      expect(result.ok).toBe(isValid);
      const line = result.ok ? 1 : result.error.detail?.['line'];
      expect(line).toBeLessThanOrEqual(text.split('\n').length);
    }),
    { numRuns: 2000 },
  );
});

test('reads any JSON as the platform does', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
      const text = JSON.stringify(value).replaceAll('"__proto__"', '"proto"');
      expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test('leaves out keys that would change the prototype, at any depth', () => {
  const result = parseJsonText('{"a": {"__proto__": {"isAdmin": true}, "b": 1}, "__proto__": 2}');
  expect(JSON.stringify(result)).toBe('{"ok":true,"value":{"a":{"b":1}}}');
});

test('refuses half of a surrogate pair, in values and in keys', () => {
  expect(faultOf('{"a": ["x", "\\ud83d"]}')).toBe('a[1] has half of a surrogate pair.');
  expect(faultOf('{"a": {"\\ude00": 1}}')).toBe('A key of a has half of a surrogate pair.');
});

test('refuses nesting that would overrun the stack', () => {
  const depth = 100_000;
  expect(faultOf('['.repeat(depth) + ']'.repeat(depth))).toBe(
    'The file is nested more than 200 deep.',
  );
});
