import { strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { detectFormat } from '../../../electron/readers/detect.ts';
import { findReader } from '../../../electron/readers/readers.ts';
import type { TableMapping } from '../../../shared/formats/articles/table-mapping.ts';
import { buildCanonicalText } from '../../../shared/text/canonical.ts';
import { parseDocument } from '../../../shared/text/document.ts';
import {
  buildDocx,
  buildEpub,
  buildOdt,
  buildPdf,
  wordParagraph,
} from '../../helpers/documents.ts';

const long =
  'The ferry between the harbour and the outer islands sailed again on Friday, a year after a storm damaged its pier, the operator said.';
const quote =
  '“We have waited a long time for this morning,” said the captain, Maria Olsen. “It floats.”';

test('a short headline loses the name of its site too', async () => {
  const [article] = await read(
    'page.html',
    `<html lang="en"><head><title>Dam holds | Harbour Post</title><meta property="og:site_name" content="Harbour Post"></head>
    <body><article><h1>Dam holds</h1><p>${long}</p><p>${quote}</p><p>${long}</p></article></body></html>`,
  );
  expect(article?.metadata).toMatchObject({ title: 'Dam holds', publisher: 'Harbour Post' });
});

test('a saved page gives its main content and what it says of itself, without scripts, pictures and menus', async () => {
  const page = `<!-- saved from url=(0030)https://news.example.org/ferry -->
    <!doctype html><html lang="en-GB"><head><title>Ferry service resumes after a year | The Harbour Post</title>
    <meta property="og:site_name" content="The Harbour Post">
    <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],
      "headline":"Ferry service resumes after a year","datePublished":"2025-03-14T08:15:00.000+01:00",
      "author":[{"name":"Ana Ruiz"},{"name":"Kim Byline"}],"keywords":"sea, islands"}]}</script></head>
    <body><nav><a href="/">Home</a></nav><article><h1>Ferry service resumes after a year</h1>
    <figure><img src="https://track.example/x.gif"><figcaption>The ferry leaves. Photograph: Jo Lens</figcaption></figure>
    <p>${long.replace('pier', '<a href="https://example.org/pier" onclick="x()">pier</a>')}</p><script>alert(1)</script>
    <p>${quote.replace('captain', '<b>captain</b>')} <a href="javascript:alert(1)">More</a></p><h2>What it costs</h2>
    <ul><li>Adults: 12 euros</li></ul><blockquote><p>${long}</p></blockquote></article>
    <aside>Most read</aside><footer>Copyright 2025</footer></body></html>`;
  const [article] = await read('page.txt', page);
  expect(article).toMatchObject({
    metadata: {
      title: 'Ferry service resumes after a year',
      byline: 'Ana Ruiz, Kim Byline',
      publisher: 'The Harbour Post',
      url: 'https://news.example.org/ferry',
      published: '2025-03-14T08:15:00+01:00',
      language: 'en',
      tags: ['sea', 'islands'],
    },
    blocks: ['heading', 'caption', 'paragraph', 'paragraph', 'heading', 'bulletList', 'blockquote'],
  });
  const stored = JSON.stringify(article);
  expect(stored).toContain('"href":"https://example.org/pier"');
  expect(stored).not.toMatch(/alert|javascript|track\.example/);
  expect(article?.dropped).toContain('Most read');
});

test('a page says in which encoding it is', async () => {
  const page =
    '<html><head><meta charset="windows-1251"></head><body><p>\xcf\xf0\xe8\xe2\xe5\xf2</p></body></html>';
  const [article] = await read('page.html', Buffer.from(page, 'latin1'));
  expect(article?.text).toContain('Привет');
});

test('a Word document gives headings, emphasis and captions, and neither comments nor deleted words', async () => {
  const body = [
    wordParagraph('Ferry runs again', 'Title'),
    wordParagraph('By Ana Ruiz'),
    wordParagraph(`${long} `, '', 'It floats.'),
    '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>Kept.</w:t></w:r></w:p>',
    wordParagraph('What it costs', 'Heading2'),
    wordParagraph('The ferry', 'Caption'),
  ].join('');
  const [article] = await read('ferry.docx', buildDocx(body));
  expect(article).toMatchObject({
    metadata: { title: 'Ferry runs again', byline: 'Ana Ruiz' },
    text: `Ferry runs again\n${long} It floats.\nKept.\nWhat it costs\nThe ferry`,
    blocks: ['heading', 'paragraph', 'paragraph', 'heading', 'caption'],
  });
  expect(JSON.stringify(article)).toContain('"bold"');
});

test('an OpenDocument text keeps its looks; a note comes to the end', async () => {
  const body = `<text:h text:outline-level="1">Ferry runs again</text:h><text:p>It <text:span text:style-name="T1">sailed</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>After a year.</text:p></text:note-body></text:note><text:s/>again. ${long}</text:p><text:p text:style-name="P1">It floats.</text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>`;
  const [article] = await read('ferry.odt', buildOdt(body));
  expect(article).toMatchObject({
    metadata: { title: 'Ferry runs again', byline: 'Ana Ruiz' },
    text: `Ferry runs again\nIt sailed again. ${long}\nIt floats.\none\nAfter a year.`,
    blocks: ['heading', 'paragraph', 'blockquote', 'bulletList', 'paragraph'],
  });
});

test('an EPUB is one article, its chapters in the order of reading', async () => {
  const book = buildEpub('Harbour year', [
    '<h1>Chapter one</h1><p>The ferry.</p>',
    '<h1>Chapter two</h1><p>The <i>pier</i>.</p>',
  ]);
  const [article] = await read('book.epub', book);
  expect(article).toMatchObject({
    metadata: { title: 'Harbour year', byline: 'Ana Ruiz', language: 'en' },
    text: 'Harbour year\nChapter one\nThe ferry.\nChapter two\nThe pier.',
  });
});

test('a PDF gives its paragraphs, lines joined, the head of its pages left out', async () => {
  const islands = ['Outer', 'Inner', 'Lesser'];
  const pages = islands.map((island, i) => [
    ['The Harbour Post, March 2025', 800] as const,
    [`The ferry between the harbour and the ${island} Island sailed again on Fri-`, 760] as const,
    [
      `day, a year after a storm damaged the pier of ${island}, the operator of the line said.`,
      746,
    ] as const,
    [String(i + 1), 40] as const,
  ]);
  const [article] = await read('paper.pdf', buildPdf(pages));
  const expected = islands.map(
    (island) =>
      `The ferry between the harbour and the ${island} Island sailed again on Friday, a year after a storm damaged the pier of ${island}, the operator of the line said.`,
  );
  expect(article).toMatchObject({ text: expected.join('\n') });
});

test('an e-mail gives subject, sender, date and its text', async () => {
  const mail =
    'From: Ana Ruiz <ana@example.org>\r\nTo: desk@example.org\r\nSubject: =?utf-8?q?F=C3=A4hre?= again\r\nDate: Fri, 14 Mar 2025 08:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie F=E4hre f=E4hrt wieder.\r\n';
  expect(await read('mail', mail)).toMatchObject([
    {
      metadata: { title: 'Fähre again', byline: 'Ana Ruiz', published: '2025-03-14T07:15:00Z' },
      text: 'Fähre again\nDie Fähre fährt wieder.',
    },
  ]);
});

test('a table gives an article a row; a row without text says so', async () => {
  const table =
    'headline;body;date\r\nFerry runs;"“It floats,” said\nthe captain; twice.";2025-03-14\r\nNo text;;\r\nThird;Some words;14.3.2025\r\n';
  expect(await read('table.csv', table)).toMatchObject([
    {
      metadata: { title: 'Ferry runs', published: '2025-03-14' },
      text: 'Ferry runs\n“It floats,” said\nthe captain; twice.',
    },
    { problem: 'line 4: It holds no text.' },
    { metadata: { published: '2025-03-14' } },
  ]);
  const mapping = { text: 'headline', title: 'body' };
  expect(await read('table.csv', table, mapping)).toMatchObject([
    { text: '“It floats,” said the captain; twice.\nFerry runs' },
    { text: 'No text' },
    { text: 'Some words\nThird' },
  ]);
  await expect(read('table.csv', table, { text: 'story' })).rejects.toThrow('no column “story”');
});

test('JSON lines and JSON lists give an article each; a broken line is refused alone', async () => {
  const item = {
    title: 'Ferry',
    content: 'It floats.',
    source: { name: 'Harbour Post' },
    tags: ['sea', 'islands'],
  };
  const expected = {
    metadata: { title: 'Ferry', publisher: 'Harbour Post', tags: ['sea', 'islands'] },
    text: 'Ferry\nIt floats.',
  };
  const lines = `${JSON.stringify(item)}\n{broken\n${JSON.stringify({ ...item, title: 'Two' })}\n`;
  expect(await read('news.jsonl', lines)).toMatchObject([
    expected,
    { problem: 'line 2: It is not valid JSON.' },
    { metadata: { title: 'Two' } },
  ]);
  expect(await read('news.json', JSON.stringify({ status: 'ok', articles: [item] }))).toMatchObject(
    [expected],
  );
  expect(await read('news.json', JSON.stringify(item))).toMatchObject([expected]);
  await expect(read('package.json', '{"name":"x","version":"1"}')).rejects.toThrow('no article');
});

test('feeds give an article an entry', async () => {
  const rss =
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="urn:dc" xmlns:content="urn:c"><channel><title>The Harbour Post</title><item><title>Ferry &amp; pier</title><link>https://news.example.org/1</link><dc:creator>Ana Ruiz</dc:creator><pubDate>Fri, 14 Mar 2025 08:15:00 +0100</pubDate><description>Short.</description><content:encoded><![CDATA[<p>It sailed.</p><p>“It floats.”</p>]]></content:encoded></item><item><title>Empty</title></item></channel></rss>';
  expect(await read('feed.xml', rss)).toMatchObject([
    {
      metadata: {
        title: 'Ferry & pier',
        byline: 'Ana Ruiz',
        publisher: 'The Harbour Post',
        url: 'https://news.example.org/1',
        published: '2025-03-14T08:15:00+01:00',
      },
      text: 'Ferry & pier\nIt sailed.\n“It floats.”',
    },
    { problem: 'This entry of the feed holds no text.' },
  ]);
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenpost</title><entry><title type="html">Fähre &lt;b&gt;fährt&lt;/b&gt;</title><link rel="alternate" href="https://news.example.org/2"/><author><name>Ana Ruiz</name></author><content type="xhtml"><div><p>Die Fähre <em>fährt</em>.</p></div></content></entry></feed>';
  expect(await read('feed', atom)).toMatchObject([
    {
      metadata: { title: 'Fähre fährt', language: 'de', byline: 'Ana Ruiz' },
      text: 'Fähre fährt\nDie Fähre fährt.',
    },
  ]);
});

test('NewsML-G2 and NITF give headline, byline, agency, date and text', async () => {
  const body =
    '<body><body.head><hedline><hl1>Ferry runs again</hl1><hl2>Islanders complain</hl2></hedline><byline>By <person>Kim Byline</person></byline></body.head><body.content><p>HARBOUR TOWN (Tidemark) - It floats.</p><media><media-caption><p>The ferry</p></media-caption></media></body.content></body>';
  const text =
    'Ferry runs again\nIslanders complain\nHARBOUR TOWN (Tidemark) - It floats.\nThe ferry';
  const nitf = `<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf><head><docdata><date.issue norm="20250314T081500+0100"/></docdata><pubdata name="Tidemark"/></head>${body}</nitf>`;
  const metadata = {
    title: 'Ferry runs again',
    byline: 'Kim Byline',
    publisher: 'Tidemark',
    published: '2025-03-14T08:15:00+01:00',
  };
  expect(await read('a.xml', nitf)).toMatchObject([
    { metadata, text, blocks: ['heading', 'heading', 'paragraph', 'caption'] },
  ]);
  const item = `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1"><itemMeta><versionCreated>2025-03-14T08:15:00+01:00</versionCreated></itemMeta><contentMeta><by>By Kim Byline</by><creditline>Tidemark</creditline><headline>Ferry runs again</headline></contentMeta><contentSet><inlineXML><nitf>${body}</nitf></inlineXML></contentSet></newsItem>`;
  expect(await read('b.xml', item)).toMatchObject([{ metadata, text }]);
  const two = `<newsMessage>${item}${item}<newsItem><contentMeta><headline>Picture</headline></contentMeta></newsItem></newsMessage>`;
  expect(await read('c.xml', two)).toMatchObject([
    { text },
    { text },
    { problem: 'This news item holds no text.' },
  ]);
});

async function read(
  fileName: string,
  content: string | Uint8Array,
  mapping: TableMapping | null = null,
) {
  const bytes = typeof content === 'string' ? strToU8(content) : content;
  const reader = await findReader(detectFormat(fileName, bytes));
  const { parts } = await reader({ fileName, bytes, mapping });
  return parts.map((part) => {
    if (part.kind === 'refused') return { problem: part.problem };
    const { document, metadata, dropped } = part.parsed;
    expect(parseDocument(document)).toEqual({ ok: true, value: document });
    return {
      document,
      metadata,
      text: buildCanonicalText(document),
      blocks: document.content.map(({ type }) => type),
      dropped: dropped.map(({ text }) => text),
    };
  });
}

test('news in XML of the Reuters collections comes in as articles, and XML without any is refused', async () => {
  const item = (
    title: string,
  ) => `<REUTERS NEWID="1"><DATE>26-FEB-1987 17:00:56.04</DATE><TOPICS><D>crude</D></TOPICS>
    <TEXT><TITLE>${title}</TITLE><DATELINE>NEW YORK, FEB 26 -</DATELINE><BODY>Diamond Shamrock said that
effective today it had cut its prices.
    &quot;The price was cut in a weak market,&quot; a spokeswoman
said.
</BODY></TEXT></REUTERS>`;
  const xml = '<?xml version="1.0"?>\n';
  const articles = await read(
    'a.xml',
    `${xml}<LEWIS>${item('PRICES CUT')}${item('PRICES UP')}</LEWIS>`,
  );
  expect(articles).toMatchObject([
    { metadata: { title: 'PRICES CUT', published: '1987-02-26', tags: ['crude'] } },
    { metadata: { title: 'PRICES UP' } },
  ]);
  expect(articles[0]?.text).toContain(
    'cut its prices.\n"The price was cut in a weak market," a spokeswoman',
  );
  const [second] = await read(
    'b.xml',
    `${xml}<newsitem itemid="1" date="1996-08-20" xml:lang="en"><headline>Tylan jumps.</headline><text><p>${long}</p></text></newsitem>`,
  );
  expect(second).toMatchObject({ metadata: { title: 'Tylan jumps.', published: '1996-08-20' } });
  await expect(read('c.xml', `${xml}<config><entry key="a">b</entry></config>`)).rejects.toThrow(
    'holds no article that can be found',
  );
});
