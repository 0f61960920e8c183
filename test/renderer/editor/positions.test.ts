import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPositionMap } from '../../../renderer/editor/positions.ts';
import { toProseMirror, toRichDocument } from '../../../renderer/editor/schema.ts';
import { graphemeBoundaries } from '../../../shared/text/boundaries.ts';
import { buildCanonicalText, listTextBlocks } from '../../../shared/text/canonical.ts';
import { codePoints } from '../../../shared/text/offsets.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { anyDocument } from './documents.ts';

describe('schema', () => {
  test('loads and serialises every document unchanged', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(toRichDocument(toProseMirror(document))).toEqual({ ok: true, value: document });
      }),
    );
  });
});

describe('buildPositionMap', () => {
  test('has the canonical text and its blocks', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const map = buildPositionMap(toProseMirror(document));
        expect(map.text).toBe(buildCanonicalText(document));
        expect(
          map.blocks.map(({ startCodePoint, startUtf16, text }) => ({
            startCodePoint,
            startUtf16,
            text,
          })),
        ).toEqual(
          listTextBlocks(document).map(({ startCodePoint, startUtf16, text }) => ({
            startCodePoint,
            startUtf16,
            text,
          })),
        );
      }),
    );
  });

  test('leads there and back at every grapheme boundary, to positions inside text blocks', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const doc = toProseMirror(document);
        const map = buildPositionMap(doc);
        for (const offset of graphemeBoundaries(map.text)) {
          const pos = map.toPos(offset);
          expect(doc.resolve(pos).parent.isTextblock).toBe(true);
          expect(map.toCodePoint(pos)).toBe(offset);
        }
      }),
    );
  });

  test('reads the text between two positions as the text between two offsets', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.nat(), (document, a, b) => {
        const doc = toProseMirror(document);
        const map = buildPositionMap(doc);
        const [start, end] = [a % (map.length + 1), b % (map.length + 1)].toSorted((x, y) => x - y);
        const between = doc.textBetween(
          map.toPos(codePoints(start ?? 0)),
          map.toPos(codePoints(end ?? 0)),
          '\n',
          '\n',
        );
        expect(between).toBe([...map.text].slice(start, end).join(''));
      }),
    );
  });

  test('puts positions outside blocks and inside pairs at the next sensible offset', () => {
    const map = buildPositionMap(toProseMirror(plainTextDocument(['a😀', 'b'])));
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map((pos) => map.toCodePoint(pos))).toEqual([
      0, 0, 1, 1, 2, 3, 3, 4, 4,
    ]);
    expect([0, 2, 3, 4].map((offset) => map.blockIndexAt(codePoints(offset)))).toEqual([
      0, 0, 1, 1,
    ]);
    expect(map.blockRange(2, 6)).toEqual({ first: 0, last: 1 });
  });
});
