import type { ExportPiece } from '../../shared/exchange/core/exchange-format.ts';

/** Longest sample, in UTF-16 units. */
export const sampleLength = 8000;
/** Files that are looked at for a sample. */
const sampleFiles = 50;

interface Beginning {
  readonly name: string;
  text: string;
  sizeBytes: number;
  isBinary: boolean;
  readonly ofArticle: boolean;
}

/** Beginnings of the files of an export. */
export class Beginnings {
  readonly #extension: string | null;
  readonly #files = new Map<string, Beginning>();

  constructor(extension: string | null) {
    this.#extension = extension;
  }

  add(pieces: readonly ExportPiece[], { ofArticle = false } = {}): void {
    for (const { file, content } of pieces) {
      const known = this.#files.get(file);
      if (!known && this.#files.size >= sampleFiles) continue;
      const name = this.#extension === null ? file : `export${this.#extension}`;
      const beginning = known ?? { name, text: '', sizeBytes: 0, isBinary: false, ofArticle };
      this.#files.set(file, beginning);
      beginning.sizeBytes += content.length;
      if (beginning.text.length >= sampleLength || beginning.isBinary) continue;
      const text = typeof content === 'string' ? content : decodeOrNull(content);
      if (text === null) beginning.isBinary = true;
      else beginning.text += cutText(text, sampleLength + 1 - beginning.text.length);
    }
  }

  /** The file that shows most: the first one of an article, else the first one that is text. */
  choose(): { readonly sample: string; readonly sampleFile: string } {
    const files = [...this.#files.values()];
    const texts = files.filter(({ isBinary }) => !isBinary);
    const chosen = texts.find(({ ofArticle }) => ofArticle) ?? texts[0];
    if (chosen) return { sample: cutText(chosen.text, sampleLength), sampleFile: chosen.name };
    const list = files.map(
      ({ name, sizeBytes }) => `${name}  ${sizeBytes.toLocaleString('en')} bytes`,
    );
    return {
      sample: `Not text, so there is nothing to show:\n\n${list.join('\n')}`,
      sampleFile: '',
    };
  }
}

/** The text of bytes; null when they are not text. */
function decodeOrNull(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, sampleLength).includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8, so nothing to show.
    return null;
  }
}

/** The beginning of a text, not ending inside of a character. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return `${text.slice(0, isSplit ? length - 1 : length)}…`;
}
