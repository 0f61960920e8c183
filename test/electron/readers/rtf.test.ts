import { expect, test } from 'vitest';
import { detectFormat } from '../../../electron/readers/detect.ts';
import { findReader } from '../../../electron/readers/readers.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import { parseDocument } from '../../../shared/text/document.ts';
import { buildCanonicalText } from '../../../shared/text/canonical.ts';

const long =
  'The ferry between the harbour and the outer islands sailed again on Friday, a year after a storm damaged its pier, the operator said.';

test('a document of Word gives headings by their style, emphasis, lists, tables and links', async () => {
  const article = await read(
    `{\\rtf1\\adeflang1025\\ansi\\ansicpg1252\\uc1\\adeff0\\deff0{\\fonttbl{\\f0\\fbidi \\froman\\fcharset0\\fprq2{\\*\\panose 02020603050405020304}Times New Roman;}{\\f3\\fbidi \\froman\\fcharset2 Symbol;}}
{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\ql \\li0 \\fs24 \\snext0 Normal;}{\\s1\\ql \\outlinelevel0 \\b\\fs32 heading 1;}{\\s15\\i\\fs20 caption;}{\\*\\cs10 \\additive Default Paragraph Font;}}
{\\*\\latentstyles\\lsdstimax376{\\lsdlockedexcept heading 1;}}{\\*\\rsidtbl \\rsid1}{\\*\\generator Microsoft Word 16;}
{\\info{\\title Draft}{\\author Ana Ruiz}{\\operator Kim}{\\creatim\\yr2025\\mo3\\dy4\\hr8\\min15}{\\revtim\\yr2026\\mo1\\dy1}{\\*\\company Harbour Post}{\\keywords sea, islands}}
{\\header \\pard Page header\\par}\\sectd
\\pard\\plain \\s1\\ql \\outlinelevel0{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid1 Ferry runs again}{\\insrsid1
\\par }\\pard\\plain \\ql {\\insrsid1 ${long} It\\rquote s {\\b bold} and {\\i italic}, {\\deleted gone}{\\v unseen}caf\\'e9 \\u8212\\'97 \\ldblquote It floats.\\rdblquote
\\par }{\\listtext\\pard\\plain\\f3 \\'b7\\tab}\\pard \\ql \\ls1 {\\insrsid1 Adults\\par }{\\listtext\\pard\\plain\\f3 \\'b7\\tab}\\pard \\ls1 {Children\\par }
\\trowd \\cellx4000\\cellx8000\\pard \\intbl {Route\\cell Minutes\\cell }\\pard \\intbl {\\trowd \\cellx4000\\row }
\\pard {See }{\\field\\fldedit{\\*\\fldinst {\\insrsid1 HYPERLINK "https://example.org/pier?a=1" }}{\\fldrslt {\\ul the pier}}}{ and {\\field{\\*\\fldinst HYPERLINK \\\\l "here"}{\\fldrslt here}}.{\\super\\chftn {\\footnote \\pard\\plain \\chftn  A note.}}\\par}
{\\pict\\pngblip 89504e470d0a}{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt \\pard In a box.\\par}}{\\shprslt Fallback}}
\\pard\\plain\\s15 The ferry\\par{\\*\\themedata 504b0304}}`,
  );
  expect(article.metadata).toMatchObject({
    title: 'Ferry runs again',
    byline: 'Ana Ruiz',
    published: '2025-03-04',
    tags: ['sea', 'islands'],
  });
  expect(article.outline).toEqual([
    'heading: Ferry runs again',
    `paragraph: ${long} It’s bold and italic, café — “It floats.”`,
    'bulletList: Adults\nChildren',
    'paragraph: Route\tMinutes',
    'paragraph: See the pier and here.',
    'caption: The ferry',
    'paragraph: A note.',
    'paragraph: In a box.',
  ]);
  expect(article.marked).toEqual(['bold: bold', 'italic: italic', 'link: the pier']);
});

test('a document of LibreOffice gives headings by the name of their style, and characters of every plane', async () => {
  const article = await read(
    `{\\rtf1\\ansi\\deff0\\adeflang1025
{\\fonttbl{\\f0\\froman\\fprq2\\fcharset0 Liberation Serif;}}
{\\stylesheet{\\s0\\snext0\\f0 Normal;}
{\\s1\\sbasedon18\\snext19\\b Heading 1;}
{\\s25\\sbasedon0\\li567 Quotations;}
}\\formshade{\\*\\pgdsctbl
{\\pgdsc0\\pgdscuse451 Default Page Style;}}
\\pgndec\\pard\\plain \\s1{\\b\\loch
Ferry runs again}
\\par \\pard\\plain \\s0{\\loch
${long} \\u55357\\'3f\\u56832\\'3f \\u1055\\'3f\\u1088\\'3f}
\\par \\pard\\plain \\s25{\\loch
\\u8220\\'93It floats.\\u8221\\'94}
\\par }`,
  );
  expect(article.outline).toEqual([
    'heading: Ferry runs again',
    `paragraph: ${long} 😀 Пр`,
    'blockquote: “It floats.”',
  ]);
});

test('a document of TextEdit ends its paragraphs with a backslash, and says no more of them', async () => {
  const article = await read(
    `{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639
\\cocoatextscaling0\\cocoaplatform0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;\\f1\\fswiss\\fcharset0 Helvetica-Bold;}
{\\colortbl;\\red255\\green255\\blue255;}
{\\*\\expandedcolortbl;;}
\\pard\\tx720\\pardirnatural\\partightenfactor0

\\f1\\b\\fs36 \\cf0 Ferry runs again
\\f0\\b0\\fs24 \\
\\
${long}\\
\\'93We have waited,\\'94 said Mar\\'eda. \\uc0\\u55357 \\u56842  A \\{brace\\}, a\\~space, a\\_hyphen.\\
first line\\line second line}`,
  );
  expect(article.outline).toEqual([
    'paragraph: Ferry runs again',
    `paragraph: ${long}`,
    'paragraph: “We have waited,” said María. 😊 A {brace}, a\u00a0space, a\u2011hyphen.',
    'paragraph: first line\nsecond line',
  ]);
});

test.each([
  ['by the charset of a font', '{\\fonttbl{\\f0\\fcharset204 A;}}\\f0 ', "\\'cf\\'f0\\'e8", 'При'],
  ['in two bytes', '{\\fonttbl{\\f0\\fcharset128 A;}}\\f0 ', "\\'93\\'fa\\'96\\'7b", '日本'],
  ['in two bytes, the second plain', '\\ansicpg932 ', "\\'83A", 'ア'],
  ['by the code page of the file', '\\ansicpg1250 ', "\\'9ci\\'ea", 'śię'],
  ['of DOS', '\\pc ', "caf\\'82", 'café'],
  ['of a Mac', '\\mac ', "caf\\'8e", 'café'],
  ['in UTF-8', '\\ansicpg65001 ', "caf\\'c3\\'a9", 'café'],
  [
    'that stand for others, as many as are said',
    '',
    "\\uc2\\u26085\\'93\\'fa\\uc1\\u233 e.",
    '日é.',
  ],
  ['in groups of their own within a word', '', 'fer{\\lang1033 ry}', 'ferry'],
])('characters %s', async (_, head, words, expected) => {
  const article = await read(`{\\rtf1\\ansi ${head}${words}\\par}`);
  expect(article.text).toBe(expected);
});

test.each([
  ['a code page that is not known', "\\ansicpg1361 \\'e9", 'Code page 1361 is not known'],
  ['bytes that are none of their code page', "\\ansicpg932 a\\'80\\'ff", 'could not be read'],
])('%s is said', async (_, words, note) => {
  const article = await read(`{\\rtf1\\ansi ${words}\\par}`);
  expect(article.notes).toContain(note);
});

test('what is cut off is said, and what is there comes in', async () => {
  const article = await read(`{\\rtf1\\ansi{\\b ${long}\\par It flo`);
  expect(article.text).toBe(`${long}\nIt flo`);
  expect(article.notes).toContain('The file ends in the middle');
});

test('what stands behind the document is none of it, whatever it says', async () => {
  const article = await read(`{\\rtf1\\ansi It floats.\\bin3 }}}\\par}{\\b Behind}`);
  expect(article.text).toBe('It floats.');
});

test.each([
  ['groups without end', `{\\rtf1 ${'{'.repeat(100_000)}x`, 'nested too deeply'],
  ['runs without end', `{\\rtf1 ${'{\\b x}y'.repeat(150_000)}}`, 'paragraphs and runs of text'],
  ['another format', '{\\pdf1 x}', 'does not begin as one'],
])('%s are refused', async (_, source, message) => {
  await expect(read(source)).rejects.toThrow(message);
});

test('an RTF file is known by its content, whatever its name', () => {
  const bytes = Buffer.from('{\\rtf1 x}');
  expect(['a.rtf', 'a.doc', 'a.txt', 'a'].map((name) => detectFormat(name, bytes))).toEqual(
    Array.from({ length: 4 }, () => 'rtf'),
  );
});

/** The one article of an RTF file, checked as a project would. */
async function read(source: string) {
  const reader = await findReader('rtf');
  const bytes = Buffer.from(source, 'latin1');
  const { parts } = await reader({ bytes, fileName: 'ferry.rtf', mapping: null });
  const [part] = parts;
  if (part?.kind !== 'article') throw new Error('no article');
  const { document, metadata, notes } = part.parsed;
  expect(parseDocument(document).ok).toBe(true);
  return {
    metadata,
    notes: notes.join(' '),
    text: buildCanonicalText(document),
    outline: document.content.map(
      (block) => `${block.type}: ${buildCanonicalText({ type: 'doc', content: [block] })}`,
    ),
    marked: listMarked(document),
  };
}

/** Marked text of top-level paragraphs, `bold: words`. */
function listMarked({ content }: RichDocument): string[] {
  return content.flatMap((block) =>
    block.type !== 'paragraph'
      ? []
      : (block.content ?? []).flatMap((node) =>
          node.type === 'text' ? (node.marks ?? []).map(({ type }) => `${type}: ${node.text}`) : [],
        ),
  );
}
