import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCanonicalText, listTextBlocks } from '../../../shared/text/canonical.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import { codePoints, countCodePoints, sliceSpan } from '../../../shared/text/offsets.ts';
import { documents, texts } from '../../helpers/texts.ts';

describe('canonical text', () => {
  test('joins text blocks by one line feed and breaks lines at hard breaks', () => {
    expect(buildCanonicalText(sample)).toBe('Title\nOne 👍\ntwo\n\nSaid\nitem');
  });

  test('is the concatenation of the text blocks, each where it says', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        const text = buildCanonicalText(document);
        const blocks = listTextBlocks(document);
        expect(text).toBe(blocks.map((block) => block.text).join('\n'));
        for (const block of blocks) {
          const end = codePoints(block.startCodePoint + countCodePoints(block.text));
          expect(sliceSpan(text, { start: block.startCodePoint, end })).toBe(block.text);
          expect(text.slice(block.startUtf16, block.startUtf16 + block.text.length)).toBe(
            block.text,
          );
        }
      }),
    );
  });

  test.each(Object.entries(texts))('keeps a plain text as it is: %s', (_name, text) => {
    const plain = text.replace(/\r\n?/g, '\n');
    expect(buildCanonicalText(plainTextDocument([plain]))).toBe(plain);
    expect(buildCanonicalText(plainTextDocument(plain.split('\n')))).toBe(plain);
  });

  test('lists blocks with path, kind, level and containers', () => {
    expect(
      listTextBlocks(sample).map(({ path, kind, level, containers }) => ({
        path,
        kind,
        level,
        containers,
      })),
    ).toEqual([
      { path: [0], kind: 'heading', level: 2, containers: [] },
      { path: [1], kind: 'paragraph', level: null, containers: [] },
      { path: [2], kind: 'paragraph', level: null, containers: [] },
      { path: [3, 0], kind: 'paragraph', level: null, containers: ['blockquote'] },
      {
        path: [3, 1, 0, 0],
        kind: 'paragraph',
        level: null,
        containers: ['blockquote', 'bulletList'],
      },
    ]);
  });
});

const sample: RichDocument = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Title' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'One ' },
        { type: 'text', text: '👍', marks: [{ type: 'bold' }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'two' },
      ],
    },
    { type: 'paragraph' },
    {
      type: 'blockquote',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'Said' }] },
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [{ type: 'paragraph', content: [{ type: 'text', text: 'item' }] }],
            },
          ],
        },
      ],
    },
  ],
};
