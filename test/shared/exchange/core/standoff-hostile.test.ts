import { expect, test } from 'vitest';
import { bratFormat } from '../../../../shared/exchange/brat/brat.ts';
import type { ExchangeFormat } from '../../../../shared/exchange/core/exchange-format.ts';
import { iob2Format } from '../../../../shared/exchange/iob2/iob2.ts';
import { uimaFormat } from '../../../../shared/exchange/inception/uima.ts';
import { webannoFormat } from '../../../../shared/exchange/inception/webanno.ts';
import { Refusal } from '../../../../shared/util/result.ts';
import { readFormat, writeFormat } from '../../../helpers/generated-datasets.ts';
import { standoffExample } from '../../../helpers/standoff-example.ts';

/** Numbers of a fixed sequence: the same broken files in every run. */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Random = ReturnType<typeof createRandom>;
/** A file after its mutation; null for one that is gone. */
type Mutator = (text: string, random: Random) => Uint8Array | string | null;

function replaceOne(pattern: RegExp, by: (found: string, random: Random) => string): Mutator {
  return (text, random) => {
    const all = [...text.matchAll(pattern)];
    const match = all[random(Math.max(1, all.length))];
    if (match === undefined) return text;
    const after = text.slice(match.index + match[0].length);
    return `${text.slice(0, match.index)}${by(match[0], random)}${after}`;
  };
}

function changeLines(change: (lines: string[], random: Random) => void): Mutator {
  return (text, random) => {
    const lines = text.split('\n');
    change(lines, random);
    return lines.join('\n');
  };
}

const number = /\d+/g;
const mutators: Readonly<Record<string, Mutator>> = {
  'cut off': (text, random) => text.slice(0, random(text.length)),
  empty: () => '',
  missing: () => null,
  'a negative number': replaceOne(number, (found) => `-${found}`),
  'a huge number': replaceOne(number, () => '999999999999'),
  'a number beyond all numbers': replaceOne(number, (found) => found.padEnd(400, '9')),
  'a number of another place': replaceOne(number, (_, random) => String(random(120))),
  'a fraction': replaceOne(number, (found) => `${found}.5`),
  'no number': replaceOne(number, () => 'NaN'),
  'two numbers swapped': replaceOne(/(\d+)([ -]|,"end":)(\d+)/g, (found) =>
    found.replace(/^(\d+)(.*?)(\d+)$/, '$3$2$1'),
  ),
  'a line twice': changeLines((lines, random) => {
    const at = random(lines.length);
    lines.splice(at, 0, lines[at] ?? '');
  }),
  'a line gone': changeLines((lines, random) => lines.splice(random(lines.length), 1)),
  'lines upside down': changeLines((lines) => lines.reverse()),
  'a tab gone': replaceOne(/\t|,/g, () => ' '),
  'a tab more': replaceOne(/\t|,/g, (found) => found + found),
  'a bracket gone': replaceOne(/[[\]{}|]/g, () => ''),
  'a word changed': replaceOne(/\p{L}+/gu, (found) => `${found}x`),
  'other quotes': replaceOne(/"/g, () => '“'),
  'deep nesting': replaceOne(/[{[|\t]/g, (found) => found.repeat(20_000)),
  'a very long line': replaceOne(/\p{L}+/gu, (found) => found.repeat(50_000)),
  UTF16: (text) => new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer),
  'Latin-1': (text) => Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff),
  'a byte order mark': (text) => `\ufeff${text}`,
  'lone surrogates': replaceOne(/\p{L}/gu, () => '\\ud83c'),
  'NUL characters': replaceOne(/\p{L}/gu, () => '\0\0'),
  CRLF: (text) => text.replaceAll('\n', '\r\n'),
};

function* listVariants(format: ExchangeFormat) {
  const { files } = writeFormat(format, standoffExample);
  const decoded = [...files].map(
    ([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const,
  );
  for (const [kind, mutate] of Object.entries(mutators)) {
    for (let seed = 1; seed <= 8; seed++) {
      const random = createRandom(seed * 7919 + kind.length);
      const target = random(decoded.length);
      const changed = decoded.flatMap(([name, text], i) => {
        const content = i === target ? mutate(text, random) : text;
        if (content === null) return [];
        return [
          [
            name,
            typeof content === 'string' ? new TextEncoder().encode(content) : content,
          ] as const,
        ];
      });
      yield { name: `${kind}, ${seed}, ${decoded[target]?.[0]}`, files: new Map(changed) };
    }
  }
}

/** What is wrong with how a format reads broken files; empty when nothing is. */
function findFault(format: ExchangeFormat, files: ReadonlyMap<string, Uint8Array>): string {
  try {
    for (const { text, marks } of readFormat(format, files)) {
      const characters = text === null ? null : [...text];
      for (const { start, end, exact } of marks.flatMap(({ segments }) => segments)) {
        const found = characters?.slice(start, end).join('') ?? exact;
        if (found !== exact || start >= end)
          return `a mark at ${start} to ${end} is not “${exact}”`;
      }
    }
    return '';
  } catch (error) {
    if (!(error instanceof Refusal)) return String(error);
    const { code, message } = error.failure;
    const isClear = [...files.keys()].some((name) => message.includes(name));
    const isPlaced =
      /line \d|%ID|structure \d|not UTF-8|surrogate/.test(message) ||
      /no file of brat/.test(message);
    const isKnown = ['bad_input', 'bad_encoding', 'too_large', 'unsupported_file'].includes(code);
    return isKnown && isPlaced && (isClear || /no file of brat/.test(message)) ? '' : message;
  }
}

test.each([bratFormat, iob2Format, webannoFormat, uimaFormat])(
  'reads 200 broken variants of $name rightly or says what is wrong where',
  (format) => {
    const variants = [...listVariants(format)];
    expect(variants.length).toBeGreaterThan(200);
    const faults = variants.flatMap(({ name, files }) => {
      const began = performance.now();
      const fault = findFault(format, files);
      const time = performance.now() - began;
      return fault !== '' ? [`${name}: ${fault}`] : time > 2000 ? [`${name}: ${time} ms`] : [];
    });
    expect(faults).toEqual([]);
  },
);
