import fc from 'fast-check';
import { expect } from 'vitest';
import type {
  BlockNode,
  InlineNode,
  ListItemNode,
  Mark,
  RichDocument,
  TextBlockNode,
} from '../../shared/text/document.ts';
import {
  buildOffsetMap,
  buildSpan,
  bytes,
  codePoints,
  sliceSpan,
  utf16,
} from '../../shared/text/offsets.ts';

/** Texts that every test over text also runs: what breaks a count of characters or a border between them. */
export const texts = {
  empty: '',
  plain: 'The dam holds, said Ana Ruiz.',
  astral: 'Deseret 𐐔𐐯𐑅, mathematical 𝔘𝔫𝔦, rare Han 𠀋𠮷 and a clef 𝄞.',
  combining:
    'Cafe\u0301 in Ho\u0302\u0300 Chi\u0301 Minh, Zalgo h\u0335\u0310\u034a\u0328e, Devanagari क्षि',
  loneCombining: '\u0301a',
  emoji: 'Family 👨‍👩‍👧‍👦, firefighter 👩🏽‍🚒, thumbs 👍🏿👍, heart ❤️‍🔥, keycap 1️⃣',
  flags: '🇰🇷🇺🇦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and three letters 🇦🇧🇨',
  crlf: 'First line\r\nSecond line\r\n\r\nThird line\rFourth',
  rightToLeft: 'قال الوزير «لن ننسحب» أمام الصحافة. השר אמר: ״לא ניסוג״ ב־16 באוקטובר.',
  bidirectional: 'Arabic قال and Hebrew שלום in one line \u2067with an isolate\u2069, 3,000 ١٢٣.',
  cjk: '首相は「事実だ」と述べた。記者団は『本当か』と尋ねた。北京表示“密切关注”。',
  korean: '국방부는 "면밀히 주시하고 있다"고 밝혔다.',
  thai: 'รัฐมนตรีกล่าวว่าเขื่อนยังแข็งแรงดี',
  spaces: '10\u00a0000 people\u2009, a\u200bb and\u3000wide',
  newlines: '\n\nA\n\n\nB\n',
  longLine: 'A sentence of the long line, 👍 with “marks”. '.repeat(2200),
} as const;

/** Any well-formed text of a few kinds: ASCII, all of Unicode, and pieces of `texts` in odd orders. */
export function textsOf(): fc.Arbitrary<string> {
  const pieces = Object.values(texts).filter((text) => text.length < 200);
  const characters = pieces.flatMap((text) => [...text]);
  return fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/[\p{Cs}\0]/gu, '')),
    fc.array(fc.constantFrom(...characters), { maxLength: 80 }).map((chars) => chars.join('')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map((parts) => parts.join('\n')),
  );
}

/** Any valid document, nested up to three deep. */
export function documents(): fc.Arbitrary<RichDocument> {
  return fc
    .array(blockAt(3), { minLength: 1, maxLength: 6 })
    .map((content): RichDocument => ({ type: 'doc', content }));
}

/**
 * The law of offsets, for one text: conversions there and back give the same offset, and a slice by code points is the slice
 * by characters.
 */
export function checkOffsets(text: string): void {
  const map = buildOffsetMap(text);
  const characters = [...text];
  expect(map.lengthCodePoints).toBe(characters.length);
  expect(map.lengthUtf16).toBe(text.length);
  expect(map.lengthBytes).toBe(new TextEncoder().encode(text).length);
  expect(map.isIdentity).toBe(characters.length === text.length);
  // At most some 400 places of a long text, the last one always.
  const step = Math.max(1, Math.floor(characters.length / 400));
  let unit = 0;
  characters.forEach((character, i) => {
    if (i % step === 0) checkPlace(text, map, i, unit);
    unit += character.length;
  });
  checkPlace(text, map, characters.length, text.length);
  const third = Math.floor(characters.length / 3);
  expect(sliceSpan(text, buildSpan(third, 2 * third), map)).toBe(
    characters.slice(third, 2 * third).join(''),
  );
}

function checkPlace(
  text: string,
  map: ReturnType<typeof buildOffsetMap>,
  point: number,
  unit: number,
): void {
  const byte = new TextEncoder().encode(text.slice(0, unit)).length;
  expect(map.toUtf16(codePoints(point))).toBe(unit);
  expect(map.toCodePoint(utf16(unit))).toBe(point);
  expect(map.toByte(codePoints(point))).toBe(byte);
  expect(map.fromByte(bytes(byte))).toBe(point);
}

const marks: fc.Arbitrary<Mark[]> = fc.subarray<Mark>([
  { type: 'link', attrs: { href: 'https://example.org/a?b=c#d' } },
  { type: 'bold' },
  { type: 'italic' },
]);

const inline: fc.Arbitrary<InlineNode> = fc.oneof(
  fc.constant<InlineNode>({ type: 'hardBreak' }),
  fc.tuple(textsOf(), marks).map(([raw, list]): InlineNode => {
    const text = raw.replace(/[\r\n]/g, ' ') || 'x';
    return list.length === 0 ? { type: 'text', text } : { type: 'text', text, marks: list };
  }),
);

const textBlock: fc.Arbitrary<TextBlockNode> = fc
  .tuple(
    fc.constantFrom<TextBlockNode>(
      { type: 'paragraph' },
      { type: 'caption' },
      { type: 'heading', attrs: { level: 1 } },
      { type: 'heading', attrs: { level: 3 } },
    ),
    fc.array(inline, { maxLength: 4 }),
  )
  .map(([block, content]) => (content.length === 0 ? block : { ...block, content }));

function blockAt(depth: number): fc.Arbitrary<BlockNode> {
  if (depth === 0) return textBlock;
  const children = fc.array(blockAt(depth - 1), { minLength: 1, maxLength: 3 });
  const items = fc.array(
    children.map((content): ListItemNode => ({ type: 'listItem', content })),
    { minLength: 1, maxLength: 3 },
  );
  return fc.oneof(
    { weight: 4, arbitrary: textBlock },
    {
      weight: 1,
      arbitrary: children.map((content): BlockNode => ({ type: 'blockquote', content })),
    },
    { weight: 1, arbitrary: items.map((content): BlockNode => ({ type: 'bulletList', content })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(items, fc.option(fc.nat(50), { nil: undefined }))
        .map(([content, start]): BlockNode =>
          start === undefined
            ? { type: 'orderedList', content }
            : { type: 'orderedList', attrs: { start }, content },
        ),
    },
  );
}
