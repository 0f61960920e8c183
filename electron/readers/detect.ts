import {
  formatOfName,
  type ImportFormatName,
} from '../../shared/formats/articles/import-formats.ts';
import { decode } from './decode.ts';

/** So many bytes show what a file is. */
const headBytes = 8192;

/**
 * What a file is, by its content first and then by its name: a page that was saved as `.txt` is a page. Text that shows
 * nothing is `text`; Markdown is known by its name, or by its reader.
 */
export function detectFormat(fileName: string, bytes: Uint8Array): ImportFormatName {
  const named = formatOfName(fileName);
  const latin = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
  if (latin.startsWith('%PDF-')) return 'pdf';
  if (latin.startsWith('{\\rtf')) return 'rtf';
  if (latin.startsWith('PAR1')) return 'parquet';
  if (latin.startsWith('PK\x03\x04')) return ofArchive(latin, named);
  const head = textOfHead(bytes, latin).trimStart();
  if (head.startsWith('<') && named !== 'markdown') return ofMarkup(head) ?? named ?? 'text';
  if (named !== null && named !== 'text') return fitting(named, head);
  if (
    /^(?:from|to|subject|date|return-path|received|message-id|mime-version|delivered-to|x-[\w-]+):\s/i.test(
      head,
    ) &&
    isMail(head)
  ) {
    return 'email';
  }
  return named ?? (isObjectLine(head) ? 'jsonl' : 'text');
}

/** The head of UTF-16 text is readable too. */
function textOfHead(bytes: Uint8Array, latin: string): string {
  if (latin.startsWith('\xff\xfe'))
    return decode('utf-16le', bytes.subarray(0, headBytes)) ?? latin;
  if (latin.startsWith('\xfe\xff'))
    return decode('utf-16be', bytes.subarray(0, headBytes)) ?? latin;
  return latin.replace(/^\xef\xbb\xbf/, '');
}

function ofArchive(head: string, named: ImportFormatName | null): ImportFormatName {
  if (head.includes('mimetypeapplication/epub+zip')) return 'epub';
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return 'odt';
  if (named === 'odt' || named === 'epub' || named === 'docx') return named;
  // Word writes its parts in any order; what is none is refused by name when it is opened.
  return /\[Content_Types\]\.xml|word\//.test(head) ? 'docx' : 'text';
}

/** By the first element, comments and declarations passed over. */
function ofMarkup(head: string): ImportFormatName | null {
  const name = /<([a-z][\w:.-]*)/i.exec(
    head.replace(/<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!doctype[^>]*>/gi, ''),
  )?.[1];
  const local = (name ?? '').replace(/^.*:/, '').toLowerCase();
  if (/<!doctype\s+html/i.test(head.slice(0, 1000))) return 'html';
  switch (local) {
    case 'rss':
    case 'feed':
    case 'rdf':
      return 'feed';
    case 'newsitem':
      // The collection of Reuters has an element of that name, too.
      return /<text[\s>]/.test(head) && !/<contentset[\s>]/i.test(head) ? 'xml' : 'newsml';
    case 'newsmessage':
    case 'packageitem':
      return 'newsml';
    case 'nitf':
      return 'nitf';
    case 'document':
      return /^office:/i.test(name ?? '') ? 'odt' : ofOther(head, local);
    default:
      return ofOther(head, local);
  }
}

/** A page that begins anywhere, else XML that says so. */
function ofOther(head: string, local: string): ImportFormatName | null {
  if (pageElements.test(local)) return 'html';
  return head.startsWith('<?xml') ? 'xml' : null;
}

const pageElements =
  /^(?:html|head|body|title|meta|p|div|article|section|main|h[1-6]|table|ul|ol|span|a|b|i|center|font|link|script|style|header|nav|blockquote)$/;

/** A name that the content contradicts counts for nothing. */
function fitting(named: ImportFormatName, head: string): ImportFormatName {
  if (named === 'json' && isObjectLine(head)) return 'jsonl';
  return named;
}

/** Whether the first line is an object by itself and another follows. */
function isObjectLine(head: string): boolean {
  return /^\{"[^\n]*\}\s*\n\s*\{/.test(head);
}

/** Several lines of a mail's head before the first blank one, one of them a mail's own. */
function isMail(head: string): boolean {
  const lines = (head.split(/\r?\n\r?\n/, 1)[0] ?? '').split(/\r?\n/);
  const isHeader = lines.filter((line) => /^[\w-]+:\s|^\s+\S/.test(line)).length;
  return (
    isHeader === lines.length &&
    lines.some((line) =>
      /^(?:mime-version|content-type|message-id|received|return-path):/i.test(line),
    )
  );
}
