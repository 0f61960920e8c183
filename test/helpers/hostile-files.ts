import { strToU8, zipSync } from 'fflate';
import { deflateRawSync } from 'node:zlib';
import { buildDocx, buildEpub, buildOdt, buildPdf, wordParagraph } from './documents.ts';

/** A file that is not what it should be. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Some words of news. */
export const text =
  'The ferry sailed again on Friday, the operator said. “It floats,” said the captain. ';
/** A page of them. */
export const page = `<!doctype html><html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>${`<p>${text.repeat(3)}</p>`.repeat(6)}</article></body></html>`;
const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>${`<item><title>Ferry</title><description>${text}</description></item>`.repeat(3)}</channel></rss>`;
const nitf = `<?xml version="1.0"?><nitf><body><body.content><p>${text}</p></body.content></body></nitf>`;
const newsml = `<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>Ferry</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>${text}</p></body.content></body></nitf></inlineXML></contentSet></newsItem>`;
const table = `title,text\n${`Ferry,"${text}"\n`.repeat(5)}`;
const lines = `${JSON.stringify({ title: 'Ferry', text })}\n`.repeat(5);
const mail = `From: a@example.org\r\nSubject: Ferry\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b--\r\n`;

/** Whole files of each format. */
export function listWholeFiles(): HostileFile[] {
  return [
    { name: 'page.html', bytes: strToU8(page) },
    { name: 'word.docx', bytes: buildDocx(wordParagraph(text)) },
    { name: 'rich.rtf', bytes: strToU8(`{\\rtf1\\ansi{\\b Ferry}\\par ${text}\\par}`) },
    { name: 'open.odt', bytes: buildOdt(`<text:p>${text}</text:p>`) },
    { name: 'book.epub', bytes: buildEpub('Book', [`<p>${text}</p>`]) },
    { name: 'paper.pdf', bytes: buildPdf([[[text, 700]]]) },
    { name: 'mail.eml', bytes: strToU8(mail) },
    { name: 'table.csv', bytes: strToU8(table) },
    { name: 'lines.jsonl', bytes: strToU8(lines) },
    { name: 'list.json', bytes: strToU8(JSON.stringify([{ title: 'Ferry', text }])) },
    { name: 'feed.rss', bytes: strToU8(rss) },
    { name: 'item.nitf', bytes: strToU8(nitf) },
    { name: 'item.newsml', bytes: strToU8(newsml) },
    {
      name: 'item.xml',
      bytes: strToU8(`<article><title>Ferry</title><text>${text}</text></article>`),
    },
    { name: 'note.md', bytes: strToU8(`# Ferry\n\n${text}\n`) },
  ];
}

/** Whole files, each cut short, with bytes flipped, under another name, and in another encoding. */
function listBroken(random: () => number): HostileFile[] {
  return listWholeFiles().flatMap(({ name, bytes }, i): HostileFile[] => {
    const cuts = [0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share) =>
      bytes.slice(0, bytes.length * share),
    );
    const flips = Array.from({ length: 6 }, () => flipSome(bytes, random));
    const wide = Buffer.from(Buffer.from(bytes).toString('latin1'), 'utf16le');
    const whole = listWholeFiles();
    const other = whole[(i + 1) % whole.length]?.name ?? '';
    return [
      ...cuts.map((content, k) => ({ name: `cut-${k}-${name}`, bytes: content })),
      ...flips.map((content, k) => ({ name: `flip-${k}-${name}`, bytes: content })),
      { name: `wide-${name}`, bytes: wide },
      { name: `as-${i}-${other}`, bytes },
      { name: `text-${name}.txt`, bytes },
    ];
  });
}

/** A copy with a dozen bytes that are others. */
export function flipSome(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = bytes.slice();
  for (let k = 0; k < 12; k++)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

/** A file of a text or of bytes. */
export function build(name: string, content: string | Uint8Array): HostileFile {
  return { name, bytes: typeof content === 'string' ? strToU8(content) : content };
}

/** Archives that unfold without end, lie about their size, or name places outside. */
function listArchives(): HostileFile[] {
  const zeros = new Uint8Array(48 * 1024 * 1024);
  const xml = strToU8(
    `<w:document xmlns:w="urn:w"><w:body>${' '.repeat(40 * 1024 * 1024)}</w:body></w:document>`,
  );
  const many = Object.fromEntries(
    Array.from({ length: 21_000 }, (_, i) => [`word/p${i}`, new Uint8Array()]),
  );
  return [
    build('bomb.docx', buildDocx('', { 'word/document.xml': xml })),
    build('bomb.epub', zipSync({ 'META-INF/container.xml': zeros })),
    build('bomb.odt', zipSync({ 'content.xml': zeros })),
    build('liar.odt', lieAboutSize(zipSync({ 'content.xml': zeros }))),
    build('many.docx', zipSync(many)),
    build(
      'outside.docx',
      zipSync({
        '../../etc/passwd': strToU8('x'),
        '/word/document.xml': strToU8('x'),
        'C:\\word\\document.xml': strToU8('x'),
      }),
    ),
    build('outside.epub', buildOutside()),
    build('nothing.docx', zipSync({})),
    build('plain.zip', zipSync({ 'a.txt': strToU8(text) })),
    build(
      'nested.odt',
      buildOdt(`${'<text:section>'.repeat(5000)}x${'</text:section>'.repeat(5000)}`),
    ),
    build(
      'nested.docx',
      buildDocx(`${'<w:sdt><w:sdtContent>'.repeat(3000)}${'</w:sdtContent></w:sdt>'.repeat(3000)}`),
    ),
    build(
      'loop.epub',
      buildEpub(
        'x',
        Array.from({ length: 500 }, () => '<p>x</p>'),
      ),
    ),
    build(
      'entities.docx',
      buildDocx('', {
        'word/document.xml': strToU8(
          '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="urn:w"><w:body>&b;</w:body></w:document>',
        ),
      }),
    ),
  ];
}

function buildOutside(): Uint8Array {
  return zipSync({
    'META-INF/container.xml': strToU8(
      '<container><rootfiles><rootfile full-path="../../../../etc/passwd"/></rootfiles></container>',
    ),
  });
}

/** The table of contents says that the entry is small. */
function lieAboutSize(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; at + 46 < archive.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100_000, true);
  }
  return archive;
}

function listMarkup(): HostileFile[] {
  const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${i === 0 ? '&a;' : `&a${i - 1};`.repeat(10)}">`).join('')}]><rss><channel><item><title>&a8;</title></item></channel></rss>`;
  const external =
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&x;</description></item></channel></rss>';
  return [
    build('laughs.rss', bomb),
    build('external.rss', external),
    build('external.nitf', external.replaceAll('rss', 'nitf')),
    build(
      'parameter.rss',
      '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://example.org/x.dtd"> %p;]><rss><channel/></rss>',
    ),
    build('deep.rss', `<rss>${'<a>'.repeat(100_000)}`),
    build(
      'deep.nitf',
      `<nitf><body>${'<block>'.repeat(50_000)}${'</block>'.repeat(50_000)}</body></nitf>`,
    ),
    build('deep.html', `<html><body>${'<div>'.repeat(20_000)}${text}`),
    build('bold.html', `<html><body>${'<b>'.repeat(10_000)}${text}`),
    build('lists.html', `<html><body>${'<ul><li>'.repeat(150)}${text}`),
    build(
      'table.html',
      `<html><body><table>${'<tr><td>a</td><td>b</td></tr>'.repeat(20_000)}</table>`,
    ),
    build('attributes.html', `<html><body><p ${'a="1" '.repeat(200_000)}>${text}`),
    build('open.html', '<'.repeat(40_000)),
    build('comment.html', `<html><!--${'-'.repeat(2_000_000)}`),
    build(
      'scripts.html',
      `<html><body>${'<script>alert(1)</script>'.repeat(20_000)}<p>${text}</p>`,
    ),
    build('empty.html', '<html></html>'),
    build('frames.html', '<html><frameset><frame src="http://example.org"></frameset></html>'),
    build(
      'json-ld.html',
      `<html><head><script type="application/ld+json">${'['.repeat(50_000)}</script></head><body><p>${text}</p>`,
    ),
    build('surrogates.html', `<html><body><p>&#xD800; &#0; &#x110000; &#1; ${text}</p>`),
    build('paragraphs.html', `<html><body>${'<p>word word word</p>'.repeat(26_000)}`),
  ];
}

function listData(): HostileFile[] {
  return [
    build('deep.json', '['.repeat(200_000)),
    build('deep-whole.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    build('deep-objects.jsonl', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}\n`),
    build('proto.json', `[{"__proto__":{"text":"x"},"title":"a","text":"${text}"}]`),
    build(
      'half.json',
      '[{"title":"a","text":"\\ud800 half of a pair, with enough words to be a text of an article"}]',
    ),
    build('number.json', '1e999'),
    build(
      'wide.csv',
      `${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(',')}\n${'x,'.repeat(5000)}\n`,
    ),
    build('long.csv', `title,text\n${'a,b\n'.repeat(150_000)}`),
    build('quote.csv', `title,text\n"${text.repeat(20_000)}`),
    build('cell.csv', `title,text\na,"${'x'.repeat(9 * 1024 * 1024)}"\n`),
    build('ragged.csv', `title,text\n${text}\n${text},${text},${text},x,y\n`),
    build('nul.csv', 'title,text\na\0b,c\n'),
    build('line.txt', new Uint8Array(20 * 1024 * 1024).fill(0x61)),
    build('line.md', `# ${'a'.repeat(4 * 1024 * 1024)}`),
    build('nested.md', `${'> '.repeat(20_000)}x`),
    build('brackets.md', '['.repeat(50_000)),
    build(
      'controls.txt',
      Uint8Array.from({ length: 4096 }, (_, i) => i % 32),
    ),
    build('program.txt', `\x7fELF${'\0'.repeat(1000)}`),
    build('picture.md', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])),
    build('deep.rtf', `{\\rtf1 ${'{\\b '.repeat(200_000)}x`),
    build('runs.rtf', `{\\rtf1 ${'{\\b x}y'.repeat(150_000)}}`),
    build('bare.rtf', '{\\rtf1'),
    build('bare.parquet', 'PAR1'),
    build('foot.parquet', `PAR1${'x'.repeat(100)}\xff\xff\xff\x7fPAR1`),
    build('bin.rtf', `{\\rtf1\\bin2147483647 ${text}}`),
    build('back.rtf', `{\\rtf1\\bin-9999999 ${text}\\uc-5\\u99999999999 \\'zz\\ansicpg-1}`),
    build('fonts.rtf', `{\\rtf1{\\fonttbl${'{\\f9\\fcharset254 A;}'.repeat(50_000)}}${text}}`),
    build('closed.rtf', `{\\rtf1 ${text}}${'}'.repeat(10_000)}`),
    build('empty.docx', ''),
    build(
      'mails.eml',
      `MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${Array.from({ length: 500 }, (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`).join('')}`,
    ),
    build('header.eml', `MIME-Version: 1.0\r\nSubject: ${'a'.repeat(3_000_000)}\r\n\r\nx`),
    build('fake.pdf', `%PDF-1.7\n${'x'.repeat(100_000)}`),
    build(
      'loop.pdf',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>',
    ),
    build('stream.pdf', buildPdfBomb()),
  ];
}

/** A content stream that unfolds to many times its size. */
function buildPdfBomb(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(30 * 1024 * 1024, 0x20));
  const head = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Filter/FlateDecode/Length ${packed.length + 6}>>stream\n`;
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    Buffer.from([0x78, 0x9c]),
    packed,
    Buffer.from('\0\0\0\0\nendstream endobj\ntrailer<</Root 1 0 R>>', 'latin1'),
  ]);
}

/** More than two hundred files that break something, the same for the same seed. */
export function listHostileFiles(seed: number): HostileFile[] {
  return [...listBroken(createRandom(seed)), ...listArchives(), ...listMarkup(), ...listData()];
}
