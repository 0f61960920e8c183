import { Refusal } from '../../shared/util/result.ts';
import type { MarkupNode } from './markup.ts';
import { readerLimits } from './reader.ts';
import { RtfFlow } from './rtf-flow.ts';
import {
  changeOf,
  findTarget,
  hrefOf,
  kindOfParagraph,
  listOfMark,
  plainParagraph,
  startGroup,
  type RtfGroup,
  type RtfStyle,
} from './rtf-group.ts';
import {
  characters,
  codePages,
  decodePage,
  isKnownPage,
  pageOfCharset,
  symbols,
} from './rtf-text.ts';
import { listRtfTokens, type RtfToken } from './rtf-tokens.ts';

/** What an RTF file holds. */
export interface RtfDocument {
  /** As a tree of HTML; notes and the texts of boxes stand at the end. */
  readonly nodes: readonly MarkupNode[];
  /** What the file says of itself, each empty when it does not. */
  readonly info: {
    readonly title: string;
    readonly author: string;
    readonly company: string;
    readonly keywords: string;
    /** A day, `2025-03-14`. */
    readonly created: string;
  };
  /** What was noticed, for a person. */
  readonly notes: readonly string[];
}

/**
 * Read an RTF file: paragraphs, headings, lists, quotations, tables as rows; bold, italic, links. Deleted and hidden words,
 * pictures, headers, footers and comments are left out.
 *
 * @throws Refusal for a file that is no RTF, or makes too much of itself.
 * @see Rich Text Format (RTF) Specification, version 1.9.1
 */
export function readRtfDocument(bytes: Uint8Array): RtfDocument {
  if (!Buffer.from(bytes.subarray(0, 5)).equals(Buffer.from('{\\rtf'))) {
    throw new Refusal('unsupported_file', 'The file is no RTF document: it does not begin as one.');
  }
  const reading = new Reading();
  for (const token of listRtfTokens(bytes)) {
    reading.take(token);
    // What stands behind the document is none of it.
    if (reading.isDone) break;
  }
  return reading.finish();
}

const value = () => ({ kind: 'value' as const, text: '' });

/** One file while it is read: a stack of groups, and the tables of fonts and styles so far. */
class Reading {
  readonly #flow = new RtfFlow();
  readonly #after = new RtfFlow();
  readonly #targets = {
    title: value(),
    author: value(),
    company: value(),
    keywords: value(),
    notes: { kind: 'flow' as const, flow: this.#after },
  };
  readonly #created = { yr: 0, mo: 0, dy: 0 };
  /** Code pages of fonts, by their numbers. */
  readonly #fonts = new Map<number, number>();
  readonly #styles = new Map<number, RtfStyle>();
  readonly #unknownPages = new Set<number>();
  readonly #stack: RtfGroup[] = [];
  #group = startGroup({ kind: 'flow', flow: this.#flow }, 0);
  #page = 1252;
  #defaultFont = 0;
  /** Bytes that are not decoded yet: a character may be cut between two of them. */
  #pending: Uint8Array[] = [];
  /** So many characters to come stand for one that was read. */
  #skip = 0;
  /** Whether the group has just begun, and whether it may be passed over. */
  #place: 'start' | 'optional' | 'inside' = 'inside';
  /** The list that the open paragraph has a mark of. */
  #list: 'ul' | 'ol' | null = null;
  #replaced = 0;

  /** Whether the group that the whole document is has ended. */
  isDone = false;

  /** Take the next piece. @throws Refusal `too_large` */
  take(token: RtfToken): void {
    if (token.kind === 'bytes') {
      this.#takeBytes(token.bytes);
      this.#place = 'inside';
      return;
    }
    this.#decode();
    if (token.kind === 'open') this.#open();
    else if (token.kind === 'close') this.#close();
    else if (this.#skip > 0) this.#skip--;
    else if (token.kind === 'symbol') this.#takeSymbol(token.character);
    else this.#takeWord(token.name, token.value);
  }

  /** Everything that was read. @throws Refusal `too_large` */
  finish(): RtfDocument {
    this.#decode();
    const notes = [...this.#unknownPages].map(
      (page) => `Code page ${page} is not known; its text was read as Windows-1252.`,
    );
    if (this.#replaced > 0) notes.push(`${this.#replaced} characters could not be read.`);
    if (!this.isDone) notes.push('The file ends in the middle: what follows is missing.');
    const { title, author, company, keywords } = this.#targets;
    const { yr, mo, dy } = this.#created;
    const date = [yr, mo, dy].map((part) => String(part).padStart(2, '0')).join('-');
    return {
      nodes: [...this.#flow.build(this.#kind()), ...this.#after.build('p')],
      info: {
        title: title.text,
        author: author.text,
        company: company.text,
        keywords: keywords.text,
        created: yr === 0 ? '' : date,
      },
      notes,
    };
  }

  #open(): void {
    if (this.#stack.length >= readerLimits.markupDepth) {
      throw new Refusal('too_large', 'The groups of the RTF document are nested too deeply.');
    }
    this.#stack.push(this.#group);
    if (this.#group.target.kind === 'styles') {
      this.#set({ target: { kind: 'style', text: '' }, ...plainParagraph });
    }
    this.#skip = 0;
    this.#place = 'start';
  }

  #close(): void {
    const { target, style, outline } = this.#group;
    const around = this.#stack.pop();
    if (!around) return;
    this.#group = around;
    this.#skip = 0;
    this.#place = 'inside';
    this.isDone = this.#stack.length === 0;
    if (target === around.target) return;
    if (target.kind === 'style') {
      this.#styles.set(style, { name: target.text.replace(/;\s*$/, '').trim(), outline });
    } else if (target.kind === 'mark') this.#list = listOfMark(target.text);
    else if (target.kind === 'flow') target.flow.endParagraph('p', 'text');
  }

  #set(change: Partial<RtfGroup>): void {
    this.#group = { ...this.#group, ...change };
  }

  #takeBytes(bytes: Uint8Array): void {
    const skipped = Math.min(this.#skip, bytes.length);
    this.#skip -= skipped;
    if (skipped < bytes.length) this.#pending.push(bytes.subarray(skipped));
  }

  /** The bytes up to here as text, in the code page of the font. */
  #decode(): void {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    const { target, font } = this.#group;
    if (!('text' in target) && target.kind !== 'flow') return;
    const page = this.#fonts.get(font) ?? this.#page;
    const text = decodePage(page, bytes);
    if (target.kind === 'flow') {
      if (!isKnownPage(page) && /\P{ASCII}/u.test(text)) this.#unknownPages.add(page);
      this.#replaced += text.split('\ufffd').length - 1;
    }
    this.#write(text);
  }

  #write(text: string): void {
    const { target, isHidden } = this.#group;
    if (isHidden) return;
    if (target.kind === 'flow') target.flow.addText(text, this.#group);
    else if ('text' in target) target.text += text;
  }

  #takeSymbol(character: string): void {
    if (character === '*') {
      if (this.#place === 'start') this.#place = 'optional';
      return;
    }
    this.#place = 'inside';
    if (/[\r\n]/.test(character)) this.#takeLayout('par');
    else this.#write(symbols.get(character) ?? '');
  }

  #takeWord(name: string, number: number | null): void {
    const place = this.#place;
    this.#place = 'inside';
    if (place !== 'inside' && this.#takeTarget(name, place)) return;
    const { kind } = this.#group.target;
    if (kind === 'fonts') this.#takeFont(name, number ?? 0);
    else if (kind === 'time') this.#takeTime(name, number ?? 0);
    else if (kind === 'style') this.#takeProperty(name, number);
    else if (kind === 'flow' || kind === 'value' || kind === 'mark') {
      const character = characters.get(name);
      if (character !== undefined) this.#write(character);
      else if (name === 'u') this.#takeUnicode(number ?? 0);
      else if (!this.#takeLayout(name)) this.#takeProperty(name, number);
    }
  }

  /** Whether the word says where the text of the group that it begins goes. */
  #takeTarget(name: string, place: 'start' | 'optional'): boolean {
    const around = this.#stack.at(-2) ?? null;
    const isOptional = place === 'optional';
    const target = findTarget(name, this.#group, around, isOptional, this.#targets);
    if (target !== null) {
      // A note begins with nothing of the paragraph that it stands in.
      const isApart = target.kind === 'flow' && target !== this.#group.target;
      this.#group = isApart ? startGroup(target, this.#defaultFont) : { ...this.#group, target };
      return true;
    }
    if (name === 'field') this.#set({ field: value() });
    else if (name === 'fldrslt') {
      this.#set({ href: hrefOf(this.#group.field?.text ?? ''), field: null });
    } else return false;
    return true;
  }

  #takeFont(name: string, number: number): void {
    if (name === 'f') this.#set({ font: number });
    const page = name === 'cpg' ? number : name === 'fcharset' ? pageOfCharset(number) : null;
    if (page !== null && page > 0) this.#fonts.set(this.#group.font, page);
  }

  #takeTime(name: string, number: number): void {
    if (name === 'yr' || name === 'mo' || name === 'dy') this.#created[name] = number;
  }

  /** A unit of UTF-16, written as a signed number. */
  #takeUnicode(number: number): void {
    this.#write(String.fromCharCode(number & 0xffff));
    this.#skip = this.#group.fallback;
  }

  /** Whether the word ends a line, a paragraph, a cell or a row. */
  #takeLayout(name: string): boolean {
    const { target, isInTable, isHidden } = this.#group;
    if (target.kind !== 'flow') return false;
    const { flow } = target;
    switch (name) {
      case 'line':
      case 'lbr':
        if (!isHidden) flow.addBreak();
        return true;
      case 'par':
      case 'sect':
      case 'page':
      case 'column':
      case 'nestcell':
        flow.endParagraph(this.#kind(), isInTable ? 'cell' : 'text');
        this.#list = null;
        return true;
      case 'cell':
        flow.endCell();
        this.#list = null;
        return true;
      case 'row':
        flow.endRow();
        return true;
      default:
        return false;
    }
  }

  #kind() {
    return kindOfParagraph(this.#group, this.#styles, this.#list);
  }

  #takeProperty(name: string, number: number | null): void {
    const page = codePages.get(name) ?? (name === 'ansicpg' ? number : null);
    if (page !== null && page > 0) this.#page = page;
    else if (name === 'deff') this.#defaultFont = number ?? 0;
    else {
      const change = changeOf(name, number, this.#defaultFont);
      if (change) this.#set(change);
    }
  }
}
