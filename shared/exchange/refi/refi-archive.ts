import { unzipSync } from 'fflate';
import { normaliseText } from '../../text/normalise.ts';
import { Refusal, unwrap } from '../../util/result.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { readXmlParts, XmlFault, type Want, type XmlElement } from './xml.ts';
import { decodePieces, decodeUtf8, NotUtf8 } from '../core/utf8.ts';

/** Most bytes that an archive may hold when unpacked. */
const sizeLimitBytes = 512 * 1024 * 1024;

/** A REFI-QDA project as it lies on disk. */
export interface RefiArchive {
  readonly name: string;
  /**
   * Elements of the project file; others are passed over. May be read several times.
   *
   * @throws Refusal `bad_input` naming the line.
   */
  readonly parts: (want: Want) => Iterable<XmlElement>;
  /** The text of an internal path, `internal://x.txt`, as it came; null when the archive has no such file. */
  readonly findText: (path: string) => string | null;
}

/**
 * Open an archive: only the project file and texts are unpacked, within a limit.
 *
 * @throws Refusal `bad_input`, `too_large`, `unsupported_file`.
 */
export function openRefiArchive({ name, bytes }: SourceFile): RefiArchive {
  // Some programs hand over the project file alone, the texts in it.
  const isBare = /^(?:\xef\xbb\xbf)?\s*</.test(String.fromCodePoint(...bytes.subarray(0, 64)));
  const entries = isBare ? new Map([['project.qde', bytes]]) : unpack(name, bytes);
  const project = entries.get('project.qde');
  if (!project) {
    throw new Refusal('unsupported_file', `${name}: There is no project.qde in it.`);
  }
  return {
    name,
    parts: (want) => readParts(`${name}, project.qde`, project, want),
    findText(path) {
      const file = entries.get(`sources/${path.replace(/^internal:\/\//, '')}`.toLowerCase());
      if (!file) return null;
      const content = decodeUtf8(file);
      if (content === null) throw new Refusal('bad_input', `${name}, ${path}: It is not UTF-8.`);
      return content;
    },
  };
}

function* readParts(place: string, project: Uint8Array, want: Want): Generator<XmlElement> {
  try {
    yield* readXmlParts(decodePieces(project), (path) => {
      if (path[0] === 'Project') return want(path);
      throw new Refusal('bad_input', `${place}: It begins with ${path[0]}.`);
    });
  } catch (error) {
    if (error instanceof NotUtf8) throw new Refusal('bad_input', `${place}: It is not UTF-8.`);
    if (error instanceof XmlFault) throw new Refusal('bad_input', `${place}, ${error.message}`);
    throw error;
  }
}

/** Entries by their name in lower case: programs differ in how they write `Sources`. */
function unpack(name: string, bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let total = 0;
  try {
    const entries = unzipSync(bytes, {
      filter(entry) {
        if (!/(^project\.qde|\.txt)$/i.test(entry.name)) return false;
        total += entry.originalSize;
        if (total <= sizeLimitBytes) return true;
        throw new Refusal('too_large', `${name}: It unpacks to more than 512 MB.`);
      },
    });
    return new Map(Object.entries(entries).map(([file, data]) => [file.toLowerCase(), data]));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('bad_input', `${name}: The archive is damaged: ${reason}.`);
  }
}

/** @throws Refusal `bad_input` for a text that no article may have. */
export function normaliseSource(place: string, text: string): string {
  const result = normaliseText(text);
  if (result.ok) return result.value;
  return unwrap({
    ok: false,
    error: { ...result.error, message: `${place}: ${result.error.message}` },
  });
}
