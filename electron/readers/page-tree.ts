import { parseHTML } from 'linkedom';
import { Refusal } from '../../shared/util/result.ts';
import type { MarkupElement, MarkupNode } from './markup.ts';
import { readerLimits } from './reader.ts';

/** The part of a DOM node that is read here; the library's own types need those of a browser. */
export interface PageNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly nodeValue: string | null;
  readonly attributes?: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<PageNode>;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
}

/** A parsed page. Nothing of it runs and nothing is loaded. */
export interface Page {
  /** For a library that works on documents. */
  readonly document: unknown;
  readonly root: PageNode;
}

/** Parse HTML as it is met in the wild. @throws Refusal `too_large` when it is nested too deeply or has too many elements. */
export function parsePage(html: string): Page {
  const text = html.replace(/^\s*<\?xml[^>]*\?>/, '');
  const body = /<(?:body|head|frameset)[\s>]/i.test(text) ? text : `<body>${text}</body>`;
  const { document } = parseHTML(/<html[\s>]/i.test(text) ? text : `<html>${body}</html>`);
  // The library's document, seen through the few fields that are read.
  const root: PageNode | null = (document as unknown as { documentElement: PageNode | null })
    .documentElement;
  if (!root) throw new Refusal('unsupported_file', 'The page holds no element.');
  checkSize(root);
  return { document, root };
}

/** A tree of our own. The page must have been checked: this goes down by recursion. */
export function toMarkup(node: PageNode): MarkupElement {
  const children: MarkupNode[] = [];
  for (const child of node.childNodes) {
    if (child.nodeType === 3) children.push(child.nodeValue ?? '');
    else if (child.nodeType === 1) children.push(toMarkup(child));
  }
  const attributes = new Map<string, string>();
  for (const { name, value } of node.attributes ?? []) attributes.set(name, value);
  return { name: node.localName ?? '', attributes, children, place: null };
}

/** The markup of a piece of HTML: the nodes of its body. @throws Refusal `too_large`. */
export function parseFragment(html: string): readonly MarkupNode[] {
  const root = toMarkup(parsePage(html).root);
  const body = root.children.find(
    (child): child is MarkupElement => typeof child !== 'string' && child.name === 'body',
  );
  return (body ?? root).children;
}

/** Without recursion: this is what tells whether recursion is safe. */
function checkSize(root: PageNode): void {
  let depth = 0;
  let nodes = 0;
  let node: PageNode | null = root;
  while (node !== null) {
    if (++nodes > readerLimits.markupNodes || depth > readerLimits.markupDepth) {
      const why =
        depth > readerLimits.markupDepth
          ? `nested more than ${readerLimits.markupDepth} deep`
          : `made of more than ${readerLimits.markupNodes} elements`;
      throw new Refusal('too_large', `The page is ${why}.`);
    }
    if (node.firstChild) {
      node = node.firstChild;
      depth++;
      continue;
    }
    while (node !== null && node !== root && node.nextSibling === null) {
      node = node.parentNode;
      depth--;
    }
    node = node === null || node === root ? null : node.nextSibling;
  }
}
