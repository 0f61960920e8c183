import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../../shared/formats/articles/encoding.ts';
import { normaliseText } from '../../../../shared/text/normalise.ts';
import { decode } from '../../../helpers/decode.ts';
import { texts } from '../../../helpers/texts.ts';

describe('decodeText', () => {
  test.each(Object.entries(texts))('reads UTF-8: %s', (_name, text) => {
    expect(decodeText(utf8(text), decode)).toMatchObject({
      ok: true,
      value: {
        text: text.replace(/\r\n?/g, '\n'),
        encoding: 'utf-8',
        confidence: 'certain',
        note: null,
      },
    });
  });

  test.each(Object.entries(texts))('reads UTF-16 of both orders by its mark: %s', (_name, text) => {
    for (const order of ['le', 'be'] as const) {
      expect(decodeText(utf16(`\ufeff${text}`, order), decode)).toMatchObject({
        ok: true,
        value: { text: text.replace(/\r\n?/g, '\n'), encoding: `utf-16${order}` },
      });
    }
  });

  test('reads UTF-16 without a mark by its zero bytes', () => {
    const text = 'Ein Café am Hafen\r\n„Nein“, sagte sie.';
    expect(decodeText(utf16(text, 'le'), decode)).toMatchObject({
      value: {
        text: text.replace('\r', ''),
        encoding: 'utf-16le',
        newline: 'crlf',
        confidence: 'likely',
      },
    });
    expect(decodeText(utf16(text, 'be'), decode)).toMatchObject({
      value: { encoding: 'utf-16be' },
    });
  });

  test('reads the rest as Windows-1252 and says so', () => {
    const bytes = Uint8Array.from(
      [...'Caf\xe9 \x93Nein\x94, sagte sie.'].map((char) => char.charCodeAt(0)),
    );
    expect(decodeText(bytes, decode)).toMatchObject({
      value: { text: 'Café “Nein”, sagte sie.', encoding: 'windows-1252', confidence: 'likely' },
    });
  });

  test('only guesses at another alphabet', () => {
    const windows1251 = Uint8Array.from([
      0xcc, 0xe8, 0xed, 0xe8, 0xf1, 0xf2, 0xf0, 0x20, 0xf1, 0xea, 0xe0, 0xe7, 0xe0, 0xeb,
    ]);
    expect(decodeText(windows1251, decode)).toMatchObject({
      value: {
        encoding: 'windows-1252',
        confidence: 'guess',
        note: expect.stringContaining('probably wrong'),
      },
    });
  });

  test.each([
    ['PK\x03\x04\x14\0', 'docx'],
    ['%PDF-1.7\n', 'PDF'],
    ['{\\rtf1\\ansi', 'Rich Text'],
    ['\x89PNG\r\n\x1a\n', 'PNG'],
    ['\xff\xd8\xff\xe0', 'JPEG'],
    ['GIF89a', 'GIF'],
    ['RIFF\x01\x02\x03\x04WEBPVP8', 'WebP'],
    ['SQLite format 3\0', 'Quotemark project'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Office'],
    ['\x1f\x8b\x08\0', 'gzip'],
  ])('refuses %j as %s', (start, name) => {
    const bytes = Uint8Array.from([...start].map((char) => char.charCodeAt(0)));
    expect(decodeText(bytes, decode)).toMatchObject({
      ok: false,
      error: { code: 'unsupported_file', message: expect.stringContaining(name) },
    });
  });

  test.each(['a\0b\0\0c text', 'abc\x01\x02\x03\x04\x05def'])('refuses %j as not text', (text) => {
    expect(decodeText(utf8(text), decode)).toMatchObject({
      ok: false,
      error: { code: 'unsupported_file' },
    });
  });

  test.each([
    ['that looks like UTF-16 by its zero byte', [0x00, 0x01, 0x02, 0x03, 0x50, 0x4b]],
    ['of the other order', [0x01, 0x00, 0x03, 0x02, 0x4b, 0x50]],
    ['with no zero byte', [0x01, 0x02, 0x41]],
    ['with a mark of UTF-16', [0xff, 0xfe, 0x01, 0x00, 0x41, 0x00]],
  ])('refuses a tiny binary file %s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes), decode)).toMatchObject({
      ok: false,
      error: { code: 'unsupported_file' },
    });
  });

  test('a stray control character among many others is let through', () => {
    const text = 'A line that came out of an old wire system\x02 with one mark of its own.';
    for (const bytes of [utf8(text), utf16(text, 'le'), utf16(text, 'be')]) {
      expect(decodeText(bytes, decode)).toMatchObject({ ok: true });
    }
  });

  test('refuses bytes that are not what their mark says', () => {
    expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41, 0xff]), decode)).toMatchObject({
      ok: false,
      error: { code: 'bad_encoding' },
    });
  });

  test('refuses a file past the limit', () => {
    expect(decodeText(new Uint8Array(17 * 1024 * 1024), decode)).toMatchObject({
      error: { code: 'too_large' },
    });
  });

  test('gives a normal text or a failure for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = decodeText(bytes, decode);
        const text = result.ok ? result.value.text : '';
        expect(normaliseText(text)).toEqual({ ok: true, value: text });
      }),
    );
  });
});

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), order === 'le');
  return bytes;
}
