import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentLimits, parseDocument } from '../../../shared/text/document.ts';
import { isSafeHref } from '../../../shared/text/safe-href.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { documents } from '../../helpers/texts.ts';

describe('parseDocument', () => {
  test('gives back every valid document unchanged, through JSON too', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        expect(parseDocument(document)).toEqual({ ok: true, value: document });
        expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual({
          ok: true,
          value: document,
        });
      }),
    );
  });

  test('shares no object with its input', () => {
    const input = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }],
    };
    const parsed = parseDocument(input);
    input.content[0]?.content.pop();
    expect(parsed).toEqual({ ok: true, value: plainTextDocument(['a']) });
  });

  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof parseDocument(value).ok).toBe('boolean');
      }),
    );
  });

  test('refuses a valid document with one field spoiled, without throwing', () => {
    fc.assert(
      fc.property(
        documents(),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...spoilt),
        (document, node, field, bad) => {
          const copy: unknown = JSON.parse(JSON.stringify(document));
          const objects = listObjects(copy);
          const target = objects[node % objects.length];
          if (target === undefined) throw new RangeError('no object to spoil');
          const names = Object.keys(target);
          const name = names[field % names.length] ?? '';
          // Any string is a good text.
          target[name] = name === 'text' ? 42 : bad;
          expect(parseDocument(copy).ok).toBe(false);
        },
      ),
    );
  });

  test.each<[string, unknown]>([
    ['no block', doc()],
    ['an unknown block', doc({ type: 'image' })],
    ['an unknown attribute', doc({ type: 'paragraph', attrs: { class: 'x' } })],
    ['an unknown field', doc({ type: 'paragraph', onclick: 'x' })],
    ['a heading of level 4', doc({ type: 'heading', attrs: { level: 4 } })],
    ['a heading without a level', doc({ type: 'heading' })],
    ['an empty text', paragraph({ type: 'text', text: '' })],
    ['a line end in a text', paragraph({ type: 'text', text: 'a\nb' })],
    ['a lone surrogate', paragraph({ type: 'text', text: 'a\ud800b' })],
    ['a text block in a paragraph', paragraph({ type: 'paragraph' })],
    ['an unknown mark', paragraph({ type: 'text', text: 'a', marks: [{ type: 'blink' }] })],
    [
      'a mark twice',
      paragraph({ type: 'text', text: 'a', marks: [{ type: 'bold' }, { type: 'bold' }] }),
    ],
    ['a script link', paragraph(link('javascript:alert(1)'))],
    ['an empty list', doc({ type: 'bulletList', content: [] })],
    ['a list of paragraphs', doc({ type: 'bulletList', content: [{ type: 'paragraph' }] })],
    ['a list item outside a list', doc({ type: 'listItem', content: [{ type: 'paragraph' }] })],
    [
      'a fractional list start',
      doc({ type: 'orderedList', attrs: { start: 1.5 }, content: [item()] }),
    ],
    ['an array as a node', doc(['p', {}, 'x'])],
    ['a hole in a list', { type: 'doc', content: Array(2) }],
  ])('refuses %s', (_name, value) => {
    expect(parseDocument(value)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  });

  test('leaves out empty marks, empty content, null attributes and the marks of a hard break', () => {
    const value = doc(
      { type: 'paragraph', attrs: { textAlign: null }, content: [] },
      { type: 'orderedList', attrs: { start: 2, type: null }, content: [item()] },
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'a', marks: [] },
          { type: 'hardBreak', marks: [{ type: 'bold' }] },
        ],
      },
    );
    expect(parseDocument(value)).toEqual({
      ok: true,
      value: doc(
        { type: 'paragraph' },
        { type: 'orderedList', attrs: { start: 2 }, content: [item()] },
        { type: 'paragraph', content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }] },
      ),
    });
  });

  test('refuses what passes a limit', () => {
    let deep: unknown = { type: 'paragraph' };
    for (let i = 0; i < documentLimits.depth; i++) deep = { type: 'blockquote', content: [deep] };
    const many = doc(
      ...Array.from({ length: documentLimits.nodes + 1 }, () => ({ type: 'paragraph' })),
    );
    const long = paragraph({ type: 'text', text: 'é'.repeat(documentLimits.textBytes / 2 + 1) });
    for (const value of [doc(deep), many, long]) {
      expect(parseDocument(value)).toMatchObject({ ok: false, error: { code: 'too_large' } });
    }
  });

  test('names the node at fault', () => {
    const value = doc({ type: 'paragraph' }, { type: 'blockquote', content: [{ type: 'table' }] });
    expect(parseDocument(value)).toMatchObject({ error: { detail: { path: 'document.1.0' } } });
  });

  test('takes nothing from __proto__', () => {
    const value: unknown = JSON.parse(
      '{"type":"doc","content":[{"type":"paragraph","__proto__":{"a":1}}]}',
    );
    expect(parseDocument(value).ok).toBe(false);
  });
});

describe('isSafeHref', () => {
  test.each([
    'https://example.org',
    'http://example.org:8080/a/b?c=d&e=%20#f',
    'HTTPS://EXAMPLE.ORG/',
    'https://пример.example/путь',
    'https://[2001:db8::1]/x',
    'mailto:desk@example.org?subject=Hi',
  ])('accepts %s', (href) => {
    expect(isSafeHref(href)).toBe(true);
  });

  test.each([
    '',
    'example.org',
    '/a',
    '//host/share',
    '\\\\host\\share',
    'https:\\\\host\\share',
    'https:/example.org',
    'https://',
    'https:///path',
    'https://a@b.example',
    'https://exa mple.org',
    'https://example.org/\u202egnp',
    ' https://example.org',
    'java\nscript:alert(1)',
    'javascript:alert(1)',
    'JavaScript://example.org/%0aalert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'ms-word:ofe|u|https://example.org',
    'ssh://example.org',
    'mailto:',
    'mailto://example.org',
    'https://example.org/"onclick="x',
  ])('refuses %j', (href) => {
    expect(isSafeHref(href)).toBe(false);
  });
});

const spoilt = [42, 'javascript:', true, { type: 'doc' }, ['x'], '\ud800'] as const;

function doc(...content: unknown[]): unknown {
  return { type: 'doc', content };
}

function paragraph(...content: unknown[]): unknown {
  return doc({ type: 'paragraph', content });
}

function item(): unknown {
  return { type: 'listItem', content: [{ type: 'paragraph' }] };
}

function link(href: string): unknown {
  return { type: 'text', text: 'a', marks: [{ type: 'link', attrs: { href } }] };
}

/** Nodes and marks of a document; attributes are left alone, as a number may be right there. */
function listObjects(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.entries(value).flatMap(([name, child]) =>
    name === 'attrs' ? [] : listObjects(child),
  );
  if (Array.isArray(value)) return children;
  return [value as Record<string, unknown>, ...children];
}
