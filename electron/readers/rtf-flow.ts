import { Refusal } from '../../shared/util/result.ts';
import type { MarkupElement, MarkupNode } from './markup.ts';
import { readerLimits } from './reader.ts';

/** How text of a paragraph is set. */
export interface RtfTextStyle {
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** Where it links to; null when it is no link. */
  readonly href: string | null;
}

/** What a paragraph is: the name of an HTML element. `ul` and `ol` are an entry of such a list. */
export type RtfParagraphKind = 'p' | 'h1' | 'h2' | 'h3' | 'figcaption' | 'blockquote' | 'ul' | 'ol';

interface Run extends RtfTextStyle {
  /** null for a line break. */
  text: string | null;
}

interface Paragraph {
  readonly kind: RtfParagraphKind;
  readonly element: MarkupElement;
}

/** Paragraphs and rows of tables as they come, as a tree of HTML. */
export class RtfFlow {
  readonly #paragraphs: Paragraph[] = [];
  #open: Run[] = [];
  #cell: MarkupElement[] = [];
  #row: MarkupElement[] = [];
  #nodes = 0;

  /** Add text to the open paragraph. @throws Refusal `too_large` */
  addText(text: string, { isBold, isItalic, href }: RtfTextStyle): void {
    const last = this.#open.at(-1);
    if (
      last &&
      last.text !== null &&
      last.isBold === isBold &&
      last.isItalic === isItalic &&
      last.href === href
    ) {
      last.text += text;
      return;
    }
    this.#count();
    this.#open.push({ text, isBold, isItalic, href });
  }

  /** Break the line within the open paragraph. @throws Refusal `too_large` */
  addBreak(): void {
    this.#count();
    this.#open.push({ text: null, isBold: false, isItalic: false, href: null });
  }

  /** End the open paragraph. @throws Refusal `too_large` */
  endParagraph(kind: RtfParagraphKind, place: 'cell' | 'text'): void {
    const element = this.#close(kind);
    if (place === 'text') {
      // A row that was never ended.
      if (this.#row.length > 0 || this.#cell.length > 0) this.endRow();
      if (element) this.#paragraphs.push({ kind, element });
    } else if (element) this.#cell.push(element);
  }

  /** End the open cell of a row. @throws Refusal `too_large` */
  endCell(): void {
    this.endParagraph('p', 'cell');
    this.#count();
    this.#row.push(build('td', this.#cell));
    this.#cell = [];
  }

  /** End the open row of a table. @throws Refusal `too_large` */
  endRow(): void {
    if (this.#open.length > 0 || this.#cell.length > 0) this.endCell();
    if (this.#row.length > 0) this.#paragraphs.push({ kind: 'p', element: build('tr', this.#row) });
    this.#row = [];
  }

  /** Everything so far, entries of a list that follow each other as one list. @throws Refusal `too_large` */
  build(kind: RtfParagraphKind): MarkupNode[] {
    this.endParagraph(kind, 'text');
    const nodes: MarkupNode[] = [];
    let items: MarkupElement[] = [];
    for (const [i, { kind: own, element }] of this.#paragraphs.entries()) {
      if (element.name !== 'li') {
        nodes.push(element);
        continue;
      }
      items.push(element);
      if (this.#paragraphs[i + 1]?.kind === own) continue;
      nodes.push(build(own, items));
      items = [];
    }
    return nodes;
  }

  /** The open paragraph; null when nothing is in it. */
  #close(kind: RtfParagraphKind): MarkupElement | null {
    const runs = this.#open;
    this.#open = [];
    if (runs.length === 0) return null;
    this.#count();
    return build(kind === 'ul' || kind === 'ol' ? 'li' : kind, runs.map(toNode));
  }

  #count(): void {
    this.#nodes++;
    if (this.#nodes <= readerLimits.markupNodes) return;
    const most = readerLimits.markupNodes.toLocaleString('en');
    throw new Refusal(
      'too_large',
      `The RTF document has more than ${most} paragraphs and runs of text.`,
    );
  }
}

function toNode({ text, isBold, isItalic, href }: Run): MarkupNode {
  if (text === null) return build('br', []);
  let node: MarkupNode = text;
  if (isItalic) node = build('i', [node]);
  if (isBold) node = build('b', [node]);
  return href === null ? node : build('a', [node], new Map([['href', href]]));
}

function build(
  name: string,
  children: readonly MarkupNode[],
  attributes: ReadonlyMap<string, string> = new Map(),
): MarkupElement {
  return { name, attributes, children, place: null };
}
