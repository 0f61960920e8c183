import { getSchema, Mark, Node } from '@tiptap/core';
import type { Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Schema } from '@tiptap/pm/model';
import { parseDocument } from '../../shared/text/document.ts';
import type { RichDocument } from '../../shared/text/document.ts';

import { isSafeHref } from '../../shared/text/safe-href.ts';
import type { Result } from '../../shared/util/result.ts';

// Each text block finds its own direction; constant, so that it is not an attribute of the node and never stored. Not on
// containers: they would look past children that have a `dir` of their own, and always come out left to right.
const blockAttributes = { dir: 'auto' };

const paragraph = Paragraph.extend({
  // A table has no node of its own: each cell pasted becomes a paragraph instead of running into its neighbour.
  parseHTML: () => [{ tag: 'p' }, { tag: 'td' }, { tag: 'th' }, { tag: 'dt' }],
}).configure({ HTMLAttributes: blockAttributes });

const heading = Heading.extend({
  parseHTML: () => [
    { tag: 'h1', attrs: { level: 1 } },
    { tag: 'h2', attrs: { level: 2 } },
    ...['h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag, attrs: { level: 3 } })),
  ],
}).configure({ levels: [1, 2, 3], HTMLAttributes: blockAttributes });

const caption = Node.create({
  name: 'caption',
  group: 'block',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'figcaption' }, { tag: 'p[data-block="caption"]', priority: 60 }],
  renderHTML: () => ['p', { ...blockAttributes, 'data-block': 'caption' }, 0],
});

const listItem = ListItem.extend({ content: 'block+' });

const orderedList = OrderedList.extend({
  addAttributes: () => ({
    start: { default: null, parseHTML: (element: HTMLElement) => readListStart(element) },
  }),
});

const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: {} }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => readHref(element, 'href') },
    { tag: 'a[data-href]', getAttrs: (element) => readHref(element, 'data-href') },
  ],
  // No href: there is nothing to navigate to in an offline window, and no way to do it by accident.
  renderHTML({ mark }) {
    const href = String(mark.attrs['href']);
    return ['a', { 'data-href': href, title: href }, 0];
  },
});

function readListStart(element: HTMLElement): number | null {
  const start = Number.parseInt(element.getAttribute('start') ?? '', 10);
  return Number.isInteger(start) && start >= 0 && start !== 1 && start <= 1e9 ? start : null;
}

function readHref(element: HTMLElement, name: string): { href: string } | false {
  const href = element.getAttribute(name) ?? '';
  return isSafeHref(href) ? { href } : false;
}

/** TipTap extensions for exactly the nodes and marks of `shared/text/document.ts`, under the same names. */
export const articleExtensions: Extensions = [
  Document,
  paragraph,
  heading,
  caption,
  Blockquote,
  BulletList,
  orderedList,
  listItem,
  HardBreak,
  Text,
  Bold,
  Italic,
  link,
];

/** ProseMirror schema of an article's document. */
export const articleSchema: Schema = getSchema(articleExtensions);

/**
 * A stored document as a ProseMirror node.
 *
 * @throws RangeError when it is not one of the schema; `parseDocument` at the border has excluded that.
 */
export function toProseMirror(document: RichDocument): ProseMirrorNode {
  return ProseMirrorNode.fromJSON(articleSchema, document);
}

/** The document of a ProseMirror node as it is stored: checked, without attributes that say nothing. */
export function toRichDocument(node: ProseMirrorNode): Result<RichDocument> {
  return parseDocument(node.toJSON());
}
