import {
  decodeText,
  type Decode,
  type DecodedText,
  type DecodeLimits,
} from '../../shared/formats/articles/encoding.ts';
import { detectNewline, normaliseText, type Newline } from '../../shared/text/normalise.ts';
import { unwrap } from '../../shared/util/result.ts';

/** Strict decoding by the platform; null when the bytes are not valid in the encoding. */
export const decode: Decode = (label, bytes) => decodeAs(label, bytes);

/** Decode by any label that the platform knows; null for one that it does not, or for bytes that are not valid in it. */
export function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    // RangeError: no such encoding. TypeError: not valid in it.
    if (cause instanceof TypeError || cause instanceof RangeError) return null;
    throw cause;
  }
}

/** Decode the file of an article or a table. @throws Refusal `too_large`, `unsupported_file`, `bad_encoding`. */
export function decodeFile(bytes: Uint8Array, limits?: DecodeLimits): DecodedText {
  return unwrap(decodeText(bytes, decode, limits));
}

/** A marked-up text with the encoding that it was in. */
export interface DecodedMarkup {
  readonly text: string;
  readonly encoding: string;
  readonly newline: Newline;
  readonly note: string | null;
}

/** Where a page or an XML file says what it is encoded in: `<meta charset>`, `http-equiv`, the XML declaration. */
const declared =
  /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i;

/**
 * Decode HTML or XML: by byte order mark, as UTF-8 where that is valid, else by what the file declares.
 *
 * @throws Refusal `too_large`, `unsupported_file`, `bad_encoding`.
 */
export function decodeMarkup(bytes: Uint8Array): DecodedMarkup {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const [, ofXml, ofPage] = declared.exec(head) ?? [];
  const label = (ofXml ?? ofPage ?? '').toLowerCase();
  const hasMark = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(head);
  const isForeign = label !== '' && !/^utf-?(?:8|16)/.test(label) && !hasMark;
  if (isForeign && bytes.length <= maxForeignBytes && decode('utf-8', bytes) === null) {
    const decoded = decodeAs(label, bytes);
    if (decoded !== null && !decoded.includes('\0')) {
      const text = unwrap(normaliseText(decoded));
      return { text, encoding: label, newline: detectNewline(decoded), note: null };
    }
  }
  return decodeFile(bytes);
}

const maxForeignBytes = 16 * 1024 * 1024;
