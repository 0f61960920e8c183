import { strToU8, zipSync, type Zippable } from 'fflate';

/** A Word document with this XML in its body. */
export function buildDocx(body: string, files: Zippable = {}): Uint8Array {
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const relation =
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  const style = (id: string, name: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><w:document ${word}><w:body>${body}</w:body></w:document>`,
    ),
    'word/styles.xml': strToU8(
      `<w:styles ${word}>${style('Title', 'Title')}${style('Heading2', 'heading 2')}${style('Caption', 'caption')}</w:styles>`,
    ),
    ...files,
  });
}

/** A paragraph of a Word document, with its style and any bold words. */
export function wordParagraph(text: string, style = '', bold = ''): string {
  const properties = style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  const strong =
    bold === '' ? '' : `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${bold}</w:t></w:r>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r>${strong}</w:p>`;
}

/** An OpenDocument text with this XML in its body. */
export function buildOdt(body: string): Uint8Array {
  const namespaces =
    'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:style="urn:s" xmlns:fo="urn:f" xmlns:xlink="urn:x" xmlns:table="urn:tb" xmlns:dc="urn:d"';
  const styles =
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="P1" style:parent-style-name="Quotations"/>';
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content ${namespaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
    'meta.xml': strToU8(
      `<office:document-meta ${namespaces}><office:meta><dc:creator>Ana Ruiz</dc:creator></office:meta></office:document-meta>`,
    ),
  });
}

/** An EPUB with a chapter for each body. */
export function buildEpub(title: string, bodies: readonly string[]): Uint8Array {
  const items = bodies.map((_, i) => `<item id="c${i}" href="text/c%20${i}.xhtml"/>`).join('');
  const spine = bodies.map((_, i) => `<itemref idref="c${i}"/>`).join('');
  const chapters = bodies.map((body, i): [string, Uint8Array] => [
    `book/text/c ${i}.xhtml`,
    strToU8(
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${body}</body></html>`,
    ),
  ]);
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<container><rootfiles><rootfile full-path="book/book.opf"/></rootfiles></container>',
    ),
    'book/book.opf': strToU8(
      `<package><metadata xmlns:dc="urn:dc"><dc:title>${title}</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:language>en</dc:language></metadata><manifest>${items}</manifest><spine>${spine}</spine></package>`,
    ),
    ...Object.fromEntries(chapters),
  });
}

/** A PDF of one font; each page is lines with their height above the foot of the page. */
export function buildPdf(
  pages: readonly (readonly (readonly [text: string, y: number])[])[],
): Uint8Array {
  const objects: string[] = [];
  const add = (content: string) => objects.push(content);
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  pages.forEach((lines, i) => {
    const show = lines.map(
      ([text, y]) => `BT /F1 11 Tf 72 ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`,
    );
    const stream = show.join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
    );
    add(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  });
  let file = '%PDF-1.4\n';
  const places = objects.map((content, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${content}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return strToU8(file, true);
}
