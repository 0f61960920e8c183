import { Extension } from '@tiptap/core';
import { Fragment, Slice } from '@tiptap/pm/model';
import type { Node, Schema } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

/**
 * Cleans what is pasted. The schema has dropped unknown elements, images, scripts and links to other schemes already,
 * since nothing of them has a rule; what is left to do is what a schema cannot say. Strings of HTML are never touched:
 * Trusted Types allow parsing them to ProseMirror alone.
 */
export const cleanPaste = Extension.create({
  name: 'cleanPaste',
  addProseMirrorPlugins() {
    const { schema } = this.editor;
    return [
      new Plugin({
        props: {
          transformPasted: (slice) => cleanSlice(slice, schema),
          clipboardTextParser: (text) => parsePlainText(text, schema),
        },
      }),
    ];
  },
});

/**
 * Plain text as blocks: paragraphs divided by blank lines, a single line end inside one being a hard break. Text without
 * blank lines has one paragraph a line.
 */
export function parsePlainText(text: string, schema: Schema): Slice {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '')
    .replace(/^\n+|\n+$/g, '');
  const hasBlankLines = /\n[^\S\n]*\n/.test(lines);
  const paragraphs = lines.split(hasBlankLines ? /\n(?:[^\S\n]*\n)+/ : '\n');
  const blocks = paragraphs.map((paragraph) => buildParagraph(paragraph, schema));
  // Open on both sides, so that a single line joins the paragraph it is pasted into.
  return new Slice(Fragment.fromArray(blocks), 1, 1);
}

function buildParagraph(text: string, schema: Schema): Node {
  const { paragraph, hardBreak } = schema.nodes;
  if (!paragraph || !hardBreak) throw new TypeError('the schema lacks paragraph or hardBreak');
  const content = text.split('\n').flatMap((line, i) => {
    const nodes = i === 0 ? [] : [hardBreak.create()];
    if (line !== '') nodes.push(schema.text(mend(line)));
    return nodes;
  });
  return paragraph.create(null, content);
}

function cleanSlice(slice: Slice, schema: Schema): Slice {
  const content = cleanFragment(slice.content, schema, true);
  // Dropping an open block would leave the slice deeper open than it is.
  const isSame = content.eq(slice.content);
  return isSame ? slice : Slice.maxOpen(content, true);
}

/** Drops empty text blocks, which web pages are full of, and what no text may hold. */
function cleanFragment(fragment: Fragment, schema: Schema, mayDrop: boolean): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.isText) {
      const text = mend((node.text ?? '').replace(/[\r\n\0]+/g, ' '));
      if (text !== '') nodes.push(schema.text(text, node.marks));
    } else if (node.isTextblock) {
      const content = cleanFragment(node.content, schema, false);
      const isEmpty = content.size === 0 || content.textBetween(0, content.size).trim() === '';
      if (!isEmpty || !mayDrop || fragment.childCount === 1) nodes.push(node.copy(content));
    } else if (node.isLeaf) nodes.push(node);
    else {
      const content = cleanFragment(node.content, schema, node.type.name !== 'listItem');
      if (content.size > 0) nodes.push(node.copy(content));
    }
  });
  return Fragment.fromArray(nodes);
}

/** Half a surrogate pair cannot be stored; it becomes U+FFFD. */
function mend(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}
