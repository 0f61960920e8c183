import { Refusal } from '../../util/result.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { isTag } from './iob2-tags.ts';

/** One word of a file of columns. */
export interface ColumnRow {
  readonly word: string;
  /** As it stands: `B-PER`, `O`. */
  readonly tag: string;
  /** Of the file, from 1. */
  readonly line: number;
}

/** A document of a file of columns: its sentences, none empty. */
export interface ColumnDocument {
  readonly sentences: readonly (readonly ColumnRow[])[];
  /** Line where it begins. */
  readonly line: number;
}

/**
 * Read a file with a word a line, its tag in the last column, columns parted by spaces or tabs, an empty line after a sentence,
 * `-DOCSTART-` before a document. Comments (`# …`) are read over.
 *
 * @throws Refusal `bad_input` naming file and line.
 */
export function parseColumns(file: SourceFile, text: string): ColumnDocument[] {
  const documents: { sentences: ColumnRow[][]; line: number }[] = [];
  let isOpen = false;
  text.split(/\r\n?|\n/).forEach((raw, i) => {
    const line = i + 1;
    const content = raw.replace(/[ \t]+$/, '');
    const cells = content.includes('\t') ? content.split('\t') : content.split(/ +/);
    const [word = '', tag = ''] = [cells[0], cells.at(-1)];
    if (content === '' || word === '-DOCSTART-') {
      isOpen = false;
      if (content !== '') documents.push({ sentences: [], line });
      return;
    }
    if (cells.length < 2 || word === '' || !isTag(tag)) {
      if (content.startsWith('#')) return;
      throw new Refusal('bad_input', `${file.name}, line ${line}: ${describe(cells, tag)}`);
    }
    if (documents.length === 0) documents.push({ sentences: [], line });
    const sentences = documents.at(-1)?.sentences;
    if (!isOpen) sentences?.push([]);
    isOpen = true;
    sentences?.at(-1)?.push({ word, tag, line });
  });
  return documents;
}

function describe(cells: readonly string[], tag: string): string {
  if (cells.length < 2) return 'It needs a word and a tag, parted by a space or a tab.';
  if (cells[0] === '') return 'The word is missing.';
  return `The last column, “${tag.slice(0, 40)}”, is not a tag such as B-PER, I-PER or O.`;
}
