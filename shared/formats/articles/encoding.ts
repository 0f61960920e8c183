import { documentLimits } from '../../text/document.ts';
import { detectNewline, normaliseText } from '../../text/normalise.ts';
import type { Newline } from '../../text/normalise.ts';
import { fail, ok } from '../../util/result.ts';
import type { Result } from '../../util/result.ts';

/** WHATWG labels of the encodings we read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Decode bytes strictly: null when they are not valid in the encoding. A leading byte order mark may stay or go.
 * `(label, bytes) => new TextDecoder(label, { fatal: true }).decode(bytes)` with its error caught.
 */
export type Decode = (label: Encoding, bytes: Uint8Array) => string | null;

/** A text as decoded from a file, with how sure we are of it. */
export interface DecodedText {
  /** Normalised: no byte order mark, LF line ends, well formed. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly newline: Newline;
  /** `certain` by a byte order mark or valid non-ASCII UTF-8, `likely` by its pattern, `guess` when nothing else was left. */
  readonly confidence: 'certain' | 'likely' | 'guess';
  /** What the person should check; null when there is nothing. */
  readonly note: string | null;
}

/** Twice what a document may hold: UTF-16 takes up to two bytes for one of UTF-8. */
const articleBytes = documentLimits.textBytes * 2;

/** What may be decoded. */
export interface DecodeLimits {
  /** Largest file; that of an article when left out. A table of articles may be larger. */
  readonly maxBytes?: number;
}

/**
 * Decode an article's file, finding its encoding: byte order mark, UTF-16 by its zero bytes, strict UTF-8, else
 * Windows-1252.
 *
 * @returns `unsupported_file` for a file that is not text, naming what it looks like; `too_large`; `bad_encoding` when
 *   the bytes are damaged in the encoding that their byte order mark names.
 */
export function decodeText(
  bytes: Uint8Array,
  decode: Decode,
  { maxBytes = articleBytes }: DecodeLimits = {},
): Result<DecodedText> {
  if (bytes.length > maxBytes) {
    return fail(
      'too_large',
      `The file has ${bytes.length} bytes; an article may have ${maxBytes}. Split it into several articles.`,
      { sizeBytes: bytes.length, maxBytes },
    );
  }
  const known = findKnownFormat(bytes);
  if (known !== null)
    return fail('unsupported_file', `The file looks like ${known.name}. ${known.advice}`);
  const { encoding, confidence, note } = detectEncoding(bytes, decode);
  const decoded = decode(encoding, bytes);
  if (decoded === null) {
    return fail(
      'bad_encoding',
      `The file says it is ${encoding} but has bytes that are not. ${saveAgain}`,
      { encoding },
    );
  }
  if (looksBinary(decoded)) {
    return fail(
      'unsupported_file',
      'The file is not text: it is full of control characters. Export it as plain text first.',
    );
  }
  const normal = normaliseText(decoded);
  if (!normal.ok) return normal;
  return ok({ text: normal.value, encoding, newline: detectNewline(decoded), confidence, note });
}

const saveAgain = 'Save it again as UTF-8 in the program it came from.';

type Detected = Pick<DecodedText, 'encoding' | 'confidence' | 'note'>;

function detectEncoding(bytes: Uint8Array, decode: Decode): Detected {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return { encoding: 'utf-8', confidence: 'certain', note: null };
  if (startsWith(bytes, [0xff, 0xfe]))
    return { encoding: 'utf-16le', confidence: 'certain', note: null };
  if (startsWith(bytes, [0xfe, 0xff]))
    return { encoding: 'utf-16be', confidence: 'certain', note: null };
  const wide = detectUtf16(bytes);
  if (wide !== null) return wide;
  if (decode('utf-8', bytes) !== null)
    return { encoding: 'utf-8', confidence: 'certain', note: null };
  const high = bytes.filter((byte) => byte >= 0x80);
  const unused = high.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
  // Western text has an accented letter here and there; another alphabet is nearly all high bytes.
  const isOdd = unused || high.length > bytes.length * 0.25;
  return {
    encoding: 'windows-1252',
    confidence: isOdd ? 'guess' : 'likely',
    note: isOdd
      ? `The file is not UTF-8 and was read as Windows-1252, which is probably wrong. ${saveAgain}`
      : 'The file is not UTF-8 and was read as Windows-1252. Check accented letters and quotation marks.',
  };
}

/** UTF-16 without a mark: in text of any script, line ends and spaces put zeros at one parity of the bytes only. */
function detectUtf16(bytes: Uint8Array): Detected | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, i) => {
    if (byte === 0 && i % 2 === 0) even++;
    else if (byte === 0) odd++;
  });
  const enough = sample.length / 50;
  const note = 'The file has no byte order mark and was read as UTF-16.';
  if (odd > enough && even * 20 < odd) return { encoding: 'utf-16le', confidence: 'likely', note };
  if (even > enough && odd * 20 < even) return { encoding: 'utf-16be', confidence: 'likely', note };
  return null;
}

interface KnownFormat {
  readonly magic: readonly number[] | string;
  readonly name: string;
  readonly advice: string;
}

const copyText = 'Save it as plain text (.txt) or Markdown, or copy its text into a new article.';
const noText = 'It holds no text that can be imported.';
const knownFormats: readonly KnownFormat[] = [
  {
    magic: 'PK\x03\x04',
    name: 'a ZIP archive',
    advice: 'Unpack it first; of archives only .docx, .odt and .epub are read.',
  },
  { magic: '%PDF-', name: 'a PDF document', advice: copyText },
  {
    magic: '{\\rtf',
    name: 'a Rich Text document (RTF)',
    advice: 'Import it with the format found by itself, or as rtf.',
  },
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    name: 'an old Office document (doc, xls)',
    advice: 'Save it as a Word document (.docx) or as a table (.csv).',
  },
  {
    magic: 'SQLite format 3\0',
    name: 'a database or a Quotemark project',
    advice: 'Open a project with File, Open.',
  },
  { magic: '\x89PNG\r\n', name: 'a PNG image', advice: noText },
  { magic: [0xff, 0xd8, 0xff], name: 'a JPEG image', advice: noText },
  { magic: 'GIF8', name: 'a GIF image', advice: noText },
  { magic: [0x1f, 0x8b, 0x08], name: 'a gzip archive', advice: 'Unpack it first.' },
  { magic: "7z\xbc\xaf'\x1c", name: 'a 7-Zip archive', advice: 'Unpack it first.' },
  { magic: 'Rar!\x1a\x07', name: 'a RAR archive', advice: 'Unpack it first.' },
  { magic: '\x7fELF', name: 'a program', advice: noText },
  { magic: 'MZ\x90\0', name: 'a program', advice: noText },
];

function findKnownFormat(bytes: Uint8Array): KnownFormat | null {
  const known = knownFormats.find(({ magic }) =>
    startsWith(
      bytes,
      typeof magic === 'string' ? [...magic].map((char) => char.charCodeAt(0)) : magic,
    ),
  );
  if (known !== undefined) return known;
  const isWebp =
    startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && bytes[8] === 0x57 && bytes[9] === 0x45;
  return isWebp ? { magic: 'RIFF', name: 'a WebP image', advice: noText } : null;
}

/** Any NUL, or too many control characters: more than one in ten of a tiny text, else more than two and one in a hundred. */
function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Tab, line ends, form feed and escape are found in honest text.
    if (unit === 0x7f || (unit < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(unit)))
      controls++;
  }
  return controls > Math.min(text.length / 10, Math.max(2, text.length / 100));
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, i) => bytes[i] === byte);
}
