import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArticleText } from '../../../../shared/formats/articles/article-text.ts';
import { importerOf } from '../../../../shared/formats/articles/importers.ts';
import { detectLanguage } from '../../../../shared/formats/articles/language.ts';
import { parseMarkdownArticle } from '../../../../shared/formats/articles/markdown.ts';
import { buildCanonicalText } from '../../../../shared/text/canonical.ts';
import { parseDocument } from '../../../../shared/text/document.ts';
import { normaliseText } from '../../../../shared/text/normalise.ts';
import { unwrap } from '../../../../shared/util/result.ts';
import { texts, textsOf } from '../../../helpers/texts.ts';

const body =
  'The dam at Tarn will hold through the winter, the river authority said on Monday in a short statement.';

describe('parseArticleText', () => {
  test('keeps every word of any text, in the document or among what was dropped', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(textsOf(), fc.constantFrom(...pieces))), (parts) =>
        checkNoLoss(parts.join('\n')),
      ),
    );
  });

  test.each(Object.entries(texts))('keeps every word: %s', (_name, text) => {
    checkNoLoss(text);
  });

  test('leaves the body as it is', () => {
    const text = `The dam holds\n\n${body}\n\n"No  doubt,"\u00a0she said. (Nordwire)\n\n${body}`;
    expect(buildCanonicalText(parseArticleText(text).document)).toBe(text.replaceAll('\n\n', '\n'));
  });

  test('gives an empty paragraph for an empty text', () => {
    expect(parseArticleText('').document).toEqual({
      type: 'doc',
      content: [{ type: 'paragraph' }],
    });
  });

  test('takes no headline where there is only one line', () => {
    expect(parseArticleText('A single line').metadata.title).toBe('');
  });

  test('takes a headline that asks, and one that ends in an abbreviation', () => {
    expect(parseArticleText(`Will the dam hold?\n\n${body}`).metadata.title).toBe(
      'Will the dam hold?',
    );
    expect(parseArticleText(`Minister to speak at the U.N.\n\n${body}`).metadata.title).toBe(
      'Minister to speak at the U.N.',
    );
  });

  test('puts a dropped line back when told to', () => {
    const text = `The dam holds\nAdvertisement\nBy Jane Doe\n${body}`;
    expect(parseArticleText(text).dropped.map(({ line }) => line)).toEqual([2, 3]);
    const kept = parseArticleText(text, { keepLines: [2, 3] });
    expect([buildCanonicalText(kept.document), kept.dropped, kept.metadata.byline]).toEqual([
      text,
      [],
      '',
    ]);
  });

  test('leaves furniture words alone between paragraphs, but for advertising', () => {
    const text = `The dam holds\n\n${body}\n\nPolitics\n\nAdvertisement\n\n${body}`;
    expect(parseArticleText(text).dropped).toEqual([
      { line: 7, text: 'Advertisement', reason: 'furniture' },
    ]);
  });

  test('takes the agency from the dateline and the end', () => {
    expect(
      parseArticleText(`The dam holds\n\nTARN, Oct. 16 (Yonhap) -- ${body}`).metadata.publisher,
    ).toBe('Yonhap');
    expect(parseArticleText(`The dam holds\n\n${body} - AFP`).metadata.publisher).toBe('AFP');
  });

  test('takes date and title from the file name when the text has none, and says so', () => {
    const { metadata, evidence } = parseArticleText(`${body}\n\n${body}`, {
      fileName: '2024-10-16_dam-at-tarn.txt',
    });
    expect([metadata.title, metadata.published]).toEqual(['dam at tarn', '2024-10-16']);
    expect(
      evidence.filter(({ why }) => why === 'file name').map(({ confidence }) => confidence),
    ).toEqual(['low', 'low']);
  });

  test('notes a date that may be read two ways', () => {
    expect(parseArticleText(`The dam holds\n03/04/2025\n${body}`)).toMatchObject({
      metadata: { published: '2025-04-03' },
      notes: [expect.stringContaining('2025-04-03')],
    });
  });

  test('reads a million characters within four seconds', () => {
    const started = performance.now();
    parseArticleText(`The dam holds\n\n${`${body}\n`.repeat(10_000)}`);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe('parseMarkdownArticle', () => {
  test('gives a valid document for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(textsOf(), fc.constantFrom(...pieces))), (parts) => {
        const { document } = parseMarkdownArticle(normal(parts.join('\n')));
        expect(parseDocument(document)).toEqual({ ok: true, value: document });
      }),
    );
  });

  test('keeps marks and safe links, and reports what it leaves out', () => {
    const { document, notes } = parseMarkdownArticle(
      '**Bold *both*** and [a link](https://example.org) and [none](../x.md) ![Alt](y.png)\nsoft\\\nhard',
    );
    expect(document.content).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Bold ', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'both', marks: [{ type: 'bold' }, { type: 'italic' }] },
          { type: 'text', text: ' and ' },
          {
            type: 'text',
            text: 'a link',
            marks: [{ type: 'link', attrs: { href: 'https://example.org' } }],
          },
          { type: 'text', text: ' and none  soft' },
          { type: 'hardBreak' },
          { type: 'text', text: 'hard' },
        ],
      },
      { type: 'caption', content: [{ type: 'text', text: 'Alt' }] },
    ]);
    expect(notes).toEqual([expect.stringContaining('../x.md'), expect.stringContaining('y.png')]);
  });

  test('keeps lists, quotes, deep headings, code, tables and HTML as text', () => {
    const text =
      '#### Deep\n\n> - a\n>   1. b\n\n```\none\ntwo\n```\n\n| a | b |\n|---|---|\n| 1 | *2* |\n\n<b>x</b>\n';
    const { document } = parseMarkdownArticle(text, { keepLines: [14] });
    expect(buildCanonicalText(document)).toBe('Deep\na\nb\none\ntwo\na\tb\n1\t2\n<b>x</b>');
    expect(document.content.map((block) => block.type)).toEqual([
      'heading',
      'blockquote',
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
    ]);
  });

  test('reads front matter with lists and quotes, and reports what it does not know', () => {
    const text =
      "---\ntitle: 'It''s: here'\nauthors:\n  - Jane Doe\n  - John Roe\ntags: [a, \"b\"]\nlayout: post\ndate: 2024-10\nlang: xx yy\n---\nText";
    const { metadata, notes } = parseMarkdownArticle(text);
    expect(metadata).toMatchObject({
      title: "It's: here",
      byline: 'Jane Doe, John Roe',
      tags: ['a', 'b'],
      published: '2024-10',
      language: '',
    });
    expect(notes).toEqual([expect.stringContaining('layout'), expect.stringContaining('xx yy')]);
  });

  test('takes a thematic break at the head for what it is', () => {
    expect(
      buildCanonicalText(parseMarkdownArticle('---\nJust text\n---\n\nMore').document),
    ).toContain('Just text');
  });

  test('loses nothing of a text nested too deeply', () => {
    const { document, notes } = parseMarkdownArticle(`${'> '.repeat(150)}deep`);
    expect([buildCanonicalText(document).endsWith('deep'), notes.length]).toEqual([true, 1]);
  });
});

test.each([
  ['a.md', 'x', 'markdown'],
  ['a.markdown', 'x', 'markdown'],
  ['a.txt', '# A\n\n**b**', 'text'],
  ['', '# A\n\n**b**', 'markdown'],
  ['', '---\ntitle: A\n---\n', 'markdown'],
  ['', '# 1 hit of the year', 'text'],
  ['a', 'Plain', 'text'],
])('importerOf %j with %j is %s', (fileName, text, expected) => {
  expect(importerOf(fileName, text)).toBe(expected);
});

test.each([
  [
    'en',
    'The mayor said on Monday that the bridge would open in spring, and that nobody had been hurt when it was closed.',
  ],
  [
    'de',
    'Der Bürgermeister sagte am Montag, die Brücke werde im Frühjahr wieder geöffnet, und niemand sei verletzt worden.',
  ],
  [
    'fr',
    'Le maire a déclaré lundi que le pont serait rouvert au printemps et que personne n’avait été blessé lors de sa fermeture.',
  ],
  [
    'es',
    'El alcalde dijo el lunes que el puente se abrirá de nuevo en primavera y que nadie resultó herido cuando fue cerrado.',
  ],
  [
    'ru',
    'Мэр заявил в понедельник, что мост будет снова открыт весной и что никто не пострадал, когда его закрыли.',
  ],
  [
    'uk',
    'Мер заявив у понеділок, що міст знову відкриють навесні і що ніхто не постраждав, коли його було закрито.',
  ],
  [
    'da',
    'Borgmesteren sagde mandag, at broen vil blive åbnet igen til foråret, og at ingen blev såret, efter at den også blev lukket.',
  ],
  [
    'fi',
    'Pormestari sanoi maanantaina, että silta on keväällä auki ja että kukaan ei ole loukkaantunut, vaikka se oli pitkään kiinni.',
  ],
  [
    'ar',
    'قال رئيس البلدية يوم الاثنين إن الجسر سيفتح من جديد في الربيع وإن أحدا لم يصب بأذى عندما أغلق الجسر في الصيف.',
  ],
  [
    'fa',
    'شهردار روز دوشنبه گفت که این پل در بهار دوباره باز خواهد شد و هیچ کس هنگام بسته شدن آن آسیب ندیده است و کار ادامه دارد.',
  ],
  ['he', 'ראש העיר אמר ביום שני כי הגשר ייפתח מחדש'],
  ['ko', '시장은 월요일 다리가 봄에 다시 열린다고 말했다'],
  ['zh', '市长星期一表示，大桥将于春天重新开放'],
  ['ja', '市長は月曜日、橋が春に再び開通すると述べた'],
  ['', 'Short text'],
  ['', ''],
])('detectLanguage finds %j', (expected, text) => {
  expect(detectLanguage(text).language).toBe(expected);
});

const pieces = [
  body,
  'By Jane Doe, Reuters',
  'Oct. 16, 2024 - 20:30',
  'Advertisement',
  'Share',
  '',
  'Date: 16 October 2024',
  'Subject: The dam',
  '---',
  '# The dam',
  '> - quoted item',
  '   1. one',
  'https://example.org',
  'Photo: Jane Doe',
  '| a | b |\n|---|---|\n| c | d |',
  '![alt](x.png) [t](https://example.org)',
  '```\ncode\n```',
];

function normal(text: string): string {
  return unwrap(normaliseText(text));
}

function checkNoLoss(raw: string): void {
  const text = normal(raw);
  const { document, dropped } = parseArticleText(text);
  expect(parseDocument(document)).toEqual({ ok: true, value: document });
  const lines = text.split('\n');
  const out = dropped.map(({ line }) => line);
  const kept = lines.filter((_line, i) => !out.includes(i + 1)).join('');
  const title = dropped.some(({ reason }) => reason === 'header')
    ? document.content.slice(1)
    : document.content;
  const documents = [document, { type: 'doc', content: title } as const];
  const got = documents.map((each) => bare(buildCanonicalText(each)));
  expect(got).toContain(bare(kept));
}

function bare(text: string): string {
  return text.replace(/[\s\ufeff]/gu, '');
}
