import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  graphemeBoundaries,
  trimSpan,
  widenToGraphemes,
  wordAt,
  wordsIn,
  wholeSpan,
} from '../../../shared/text/boundaries.ts';
import type { TrimOptions } from '../../../shared/text/boundaries.ts';
import { listQuotations, openQuotationAt, quotationAt } from '../../../shared/text/quotation-at.ts';
import { listSentences, sentenceAt } from '../../../shared/text/sentences.ts';
import { nameAt } from '../../../shared/text/name-at.ts';
import { buildSpan, codePoints, countCodePoints, sliceSpan } from '../../../shared/text/offsets.ts';
import { at } from '../../helpers/at-caret.ts';
import { texts, textsOf } from '../../helpers/texts.ts';

describe('every boundary function', () => {
  test('gives spans within the text whose ends are grapheme boundaries', () => {
    fc.assert(
      fc.property(textsOf(), fc.nat(), fc.nat(), (text, a, b) => {
        const length = countCodePoints(text);
        const offset = codePoints(a % (length + 1));
        const other = codePoints(b % (length + 1));
        const span = buildSpan(Math.min(offset, other), Math.max(offset, other));
        const widened = widenToGraphemes(text, span);
        const boundaries = new Set(graphemeBoundaries(text));
        expect(boundaries.has(widened.start) && boundaries.has(widened.end)).toBe(true);
        expect(widened.start <= span.start || widened.start === widened.end).toBe(true);
        expect(widened.end >= span.end || widened.start === widened.end).toBe(true);
        const found = [
          trimSpan(text, span, { punctuation: 'trim' }),
          wordAt(text, offset, 'en'),
          sentenceAt(text, offset, 'en'),
          quotationAt(text, offset),
          nameAt(text, offset, 'en'),
          ...wordsIn(text, span, ''),
        ];
        for (const each of found) {
          if (each === null) continue;
          expect(each.start >= 0 && each.end <= length && each.start <= each.end).toBe(true);
        }
      }),
    );
  });

  test.each(Object.entries(texts))('works on %s', (_name, raw) => {
    const text = raw.replace(/\r\n?/g, '\n');
    const sentences = listSentences(text, 'en');
    const covered = sentences.map((span) => sliceSpan(text, span)).join('');
    expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(wordsIn(text, wholeSpan(text), 'en').every((word) => word.start < word.end)).toBe(true);
    expect(listQuotations(text).every((span) => span.start < span.end)).toBe(true);
  });
});

describe('widenToGraphemes', () => {
  test.each([
    ['a👨‍👩‍👧b', 2, 3, '👨‍👩‍👧'],
    ['e\u0301e', 1, 2, 'e\u0301'],
    ['🇰🇷🇺🇦', 1, 3, '🇰🇷🇺🇦'],
    ['abc', 1, 2, 'b'],
  ])('in %s from %i to %i gives %s', (text, start, end, expected) => {
    expect(sliceSpan(text, widenToGraphemes(text, buildSpan(start, end)))).toBe(expected);
  });
});

describe('trimSpan', () => {
  const trim: TrimOptions = { punctuation: 'trim' };
  test.each<[string, TrimOptions, string]>([
    [' Ana Ruiz, ', {}, 'Ana Ruiz,'],
    [' Ana Ruiz, ', trim, 'Ana Ruiz'],
    ['the U.N.', trim, 'the U.N.'],
    ['the U.N.,', trim, 'the U.N.'],
    ['Oct.;', trim, 'Oct.'],
    ['the dam.', trim, 'the dam'],
    ['“It holds.”', trim, '“It holds.”'],
    ['“It holds,” ', trim, '“It holds,”'],
    [': said Ruiz', trim, 'said Ruiz'],
    ['...', trim, '...'],
    ['قال،', trim, 'قال'],
    [' \n\u00a0', {}, ''],
  ])('of %j with %j is %j', (text, options, expected) => {
    expect(sliceSpan(text, trimSpan(text, wholeSpan(text), options))).toBe(expected);
  });
});

describe('wordAt', () => {
  test.each([
    ['The |dam holds', 'dam'],
    ['The dam| holds', 'dam'],
    ['The d|am holds', 'dam'],
    ['of the U.|N. council', 'U.N.'],
    ["don|'t", "don't"],
    ['הש|ר אמר', 'השר'],
    [' | ', null],
  ])('%s', (marked, expected) => {
    expect(at(marked, (text, offset) => wordAt(text, offset, 'en'))).toBe(expected);
  });
});

describe('sentences', () => {
  test.each([
    [
      'en',
      [
        'S. Korea watched N. Korea.',
        'It said so on Oct. 16 (Monday).',
        'The U.N. Security Council met.',
      ],
    ],
    [
      'en',
      [
        'Mr. Smith and Gen. Jones met J. K. Rowling at 5 p.m. on Monday.',
        'No. 5 was 3.5 per cent.',
      ],
    ],
    [
      'en',
      ['It broke U.N. rules.', 'He told the U.N. The council listened.'].flatMap(splitStarter),
    ],
    ['en', ['"It holds." The mayor left.'].flatMap((line) => line.split(/(?<=") /))],
    ['en', ['"Will it hold?" she asked.', '“It will!” Ana Ruiz said.', 'They left.']],
    ['en', ['“We saw it.”', '“It fell.”', '(Agency)']],
    ['en', ['It fell in 2024.', '3 people died.', 'Was it so?!', 'Yes…', 'No… maybe.']],
    ['en', ['See example.org for v2.0.1 of it.', 'So did I.', 'He left.']],
    ['en', ['Acme Inc. said so.', 'It was Acme Inc. He denied it.'].flatMap(splitStarter)],
    [
      'de',
      ['Am 16. Oktober kam Dr. Weber.', '„Nein.“', 'Er ging im Jahr 2024.', 'Das war z. B. neu.'],
    ],
    ['fr', ['« Oui. »', 'Il est parti.', 'M. Durand a dit non.']],
    ['ja', ['首相は述べた。', '「事実だ。」', '記者が尋ねた。']],
    ['ar', ['قال الوزير نعم.', 'هل ننسحب؟', 'لا.']],
    ['en', ['“Why?”', 'Because.', '“Who?” Gen. J. K. Poe asked.', '“Now?”', 'She asked twice.']],
    [
      'en',
      [
        'He lives in Washington, D.C.',
        'She moved to the U.S. in May.',
        'Rep. Ann Poe (D-Ohio) said no.',
      ],
    ],
    ['es', ['¿Vendrá?', '¡Sí!', 'El Sr. Pérez dijo que EE. UU. no irá.']],
    ['hi', ['यह सच है।', 'वह गया।']],
  ])('in %s: %j', (language, expected) => {
    const separator = language === 'ja' ? '' : ' ';
    const text = expected.join(separator);
    expect(listSentences(text, language).map((span) => sliceSpan(text, span))).toEqual(expected);
  });

  test('end at every line end and hold no outer white space', () => {
    const text = ' A title \n\nOne. Two\n';
    expect(listSentences(text, 'en').map((span) => sliceSpan(text, span))).toEqual([
      'A title',
      'One.',
      'Two',
    ]);
  });

  test.each([
    ['One. |Two. Three.', 'Two.'],
    ['One.| Two.', 'One.'],
    ['One. Two.|', 'Two.'],
    ['One.\n|\nTwo.', null],
  ])('at the caret: %j', (marked, expected) => {
    expect(at(marked, (text, offset) => sentenceAt(text, offset, 'en'))).toBe(expected);
  });

  test('of a million characters are found within two seconds', () => {
    const text = `${'The dam holds, said Ana Ruiz on Oct. 16. '.repeat(25)}\n`.repeat(1000);
    const started = performance.now();
    expect(listSentences(text, 'en')).toHaveLength(25_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('quotations', () => {
  test.each([
    ['She said “it |holds”.', '“it holds”'],
    ['He is "clo|sely" watching', '"closely"'],
    ['Il dit « o|ui ».', '« oui »'],
    ['Er sagt: „J|a“, und geht.', '„Ja“'],
    ['Er sagt: »J|a«, und geht.', '»Ja«'],
    ['首相は「事|実だ」と', '「事実だ」'],
    ["S. Korea 'clo|sely' watching the ministry's troops", "'closely'"],
    ["the ministry's tro|ops and Kim's", null],
    ['“She said ‘n|o’ to me”', '‘no’'],
    ['“She s|aid ‘no’ to me”', '“She said ‘no’ to me”'],
    ['“a”|“b”', '“b”'],
    ['“a|', null],
    ['A 6\'2" man said "y|es" to a 5" pipe', '"yes"'],
    ['‘It is the parents’ ri|ght,’ he said', '‘It is the parents’ right,’'],
    ['"First without an end\nNo mark here, "sec|ond" there', '"second"'],
    ['السيد قال «لن نن|سحب» ثم', '«لن ننسحب»'],
    ['قال الوزير: "لن ننس|حب غدا" أمس', '"لن ننسحب غدا"'],
    ['「『は|い』と言った」', '『はい』'],
    ['“Don’t g|o,” said O’Neil', '“Don’t go,”'],
    ['“A,” she said, “|b.”', '“b.”'],
    ['“A,” she s|aid, “b.”', null],
    ['nothing |here', null],
  ])('around the caret in %j', (marked, expected) => {
    expect(at(marked, quotationAt)).toBe(expected);
  });

  test.each([
    ['Lund wrote: “It st|ays. We owe it.', '“It stays. We owe it.'],
    ['Lund schrieb: „Es bl|eibt. Ja.\n„Und', '„Es bleibt. Ja.'],
    ['Lund said “it st|ays” here', null],
    ['„Ja“, sag|te Lund', null],
    ['It sta|ys. “We owe it.', null],
  ])('left open in %j end with the line', (marked, expected) => {
    expect(at(marked, openQuotationAt)).toBe(expected);
  });

  test.each([
    ['“One.\n“Tw|o.”\nAfter', '“One.\n“Two.”'],
    ['“O|ne.\n\n“Two.\n\n“Three,” she said.', '“One.\n\n“Two.\n\n“Three,”'],
    ['"One.\n\n"Tw|o," he said. "Three."', '"One.\n\n"Two,"'],
    ['« Un.\n» De|ux. »', '« Un.\n» Deux. »'],
    ['„Eins.\nZw|ei.“ Danach', '„Eins.\nZwei.“'],
    ['“One.\nT|wo “three”', null],
    ['‘One.\n‘Tw|o.’ After', '‘One.\n‘Two.’'],
  ])('go on over paragraphs in %j', (marked, expected) => {
    expect(at(marked, quotationAt)).toBe(expected);
  });

  test('are listed in order, the outer one first', () => {
    const text = '“A ‘b’ c,” he said. “D.”';
    expect(listQuotations(text).map((span) => sliceSpan(text, span))).toEqual([
      '“A ‘b’ c,”',
      '‘b’',
      '“D.”',
    ]);
  });
});

/** Split before «The» and «He»: readable cases of an abbreviation at the end of a sentence. */
function splitStarter(line: string): string[] {
  return line.split(/(?<=\.) (?=(?:The|He) )/);
}
