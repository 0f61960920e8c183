import { describe, expect, test } from 'vitest';
import { bullets, heading, paragraph } from '../../../shared/sample/authoring.ts';
import { buildLocator } from '../../../shared/sample/locate.ts';
import { buildCanonicalText } from '../../../shared/text/canonical.ts';
import type { RichDocument } from '../../../shared/text/document.ts';

const document: RichDocument = {
  type: 'doc',
  content: [
    heading(1, '🔴 A head'),
    paragraph('“One,” she said. “Two,” she said.'),
    paragraph('“Three.”'),
    bullets('she'),
  ],
};
const locate = buildLocator('article-x', document, buildCanonicalText(document));

describe('buildLocator', () => {
  test('counts code points, also after an astral character', () => {
    expect(locate('A head', undefined)).toEqual({ start: 2, end: 8, exact: 'A head' });
  });

  test('looks words up in the named block only', () => {
    expect(locate('she', 4)).toEqual({ start: 52, end: 55, exact: 'she' });
  });

  test('takes the part in brackets, its context tells it from others', () => {
    expect(locate('Two,” [she] said', 2)).toEqual({ start: 33, end: 36, exact: 'she' });
  });

  test('takes the occurrence that is asked for', () => {
    expect(locate({ text: 'she said', nth: 2 }, 2)).toEqual({
      start: 33,
      end: 41,
      exact: 'she said',
    });
  });

  test('runs from first to last words over paragraphs', () => {
    expect(locate({ from: '“Two', to: 'Three.”' }, 2).exact).toBe('“Two,” she said.\n“Three.”');
  });

  test.each([
    ['words that are not there', 'Four', undefined, 'article-x: words not found: "Four"'],
    ['words of another block', 'Three', 2, 'article-x: words not found: "Three"'],
    ['words that occur twice', 'she', 2, 'article-x: words occur 2 times, say which: "she"'],
    ['empty words', '', 2, 'article-x: words not found: ""'],
    ['a block that is not there', 'she', 9, 'article-x: there is no text block 9 of 4: "she"'],
  ])('refuses %s, naming article and words', (_, words, block, message) => {
    expect(() => locate(words, block)).toThrow(new RangeError(message));
  });

  test('refuses an occurrence that is not there', () => {
    expect(() => locate({ text: 'she', nth: 3 }, 2)).toThrow('article-x: words not found: "she"');
  });

  test('refuses last words that do not follow', () => {
    expect(() => locate({ from: '“Three', to: 'One' }, 3)).toThrow(
      'article-x: words not found: "One"',
    );
  });
});
