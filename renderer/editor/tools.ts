import type { ChainedCommands, Editor } from '@tiptap/core';

/** A button of the text editor's toolbar. */
export interface Tool {
  readonly id: string;
  readonly label: string;
  /** What the button shows. */
  readonly sign: string;
  /** Whether a gap comes before it: tools of a kind stand together. */
  readonly opensGroup: boolean;
  /** null for a tool that acts and has no state. */
  readonly isActive: ((editor: Editor) => boolean) | null;
  readonly canRun: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
}

type Step = (chain: ChainedCommands) => ChainedCommands;

interface Sketch {
  readonly id: string;
  readonly label: string;
  readonly sign: string;
  readonly opensGroup?: boolean;
  readonly isActive?: (editor: Editor) => boolean;
  readonly step: Step;
}

function tool({ step, isActive, opensGroup = false, ...rest }: Sketch): Tool {
  return {
    ...rest,
    opensGroup,
    isActive: isActive ?? null,
    canRun: (editor) => step(editor.can().chain()).run(),
    run: (editor) => void step(editor.chain().focus()).run(),
  };
}

const headings = ([1, 2, 3] as const).map((level) =>
  tool({
    id: `heading-${level}`,
    label: `H${level} heading`,
    sign: `H${level}`,
    isActive: (editor) => editor.isActive('heading', { level }),
    step: (chain) => chain.toggleHeading({ level }),
  }),
);

/** Tools in the order of the toolbar; the link tool is the toolbar's own, since it asks for an address. */
export const tools: readonly Tool[] = [
  tool({
    id: 'paragraph',
    label: 'Paragraph',
    sign: '¶',
    isActive: (editor) => editor.isActive('paragraph'),
    step: (chain) => chain.setParagraph(),
  }),
  ...headings,
  tool({
    id: 'caption',
    label: 'Caption',
    sign: 'Caption',
    isActive: (editor) => editor.isActive('caption'),
    step: (chain) => chain.toggleNode('caption', 'paragraph'),
  }),
  tool({
    id: 'blockquote',
    label: 'Quote block',
    sign: '❝',
    opensGroup: true,
    isActive: (editor) => editor.isActive('blockquote'),
    step: (chain) => chain.toggleBlockquote(),
  }),
  tool({
    id: 'bullet-list',
    label: 'Bullet list',
    sign: '•',
    isActive: (editor) => editor.isActive('bulletList'),
    step: (chain) => chain.toggleBulletList(),
  }),
  tool({
    id: 'ordered-list',
    label: '1. Numbered list',
    sign: '1.',
    isActive: (editor) => editor.isActive('orderedList'),
    step: (chain) => chain.toggleOrderedList(),
  }),
  tool({
    id: 'bold',
    label: 'Bold',
    sign: 'B',
    opensGroup: true,
    isActive: (editor) => editor.isActive('bold'),
    step: (chain) => chain.toggleBold(),
  }),
  tool({
    id: 'italic',
    label: 'Italic',
    sign: 'I',
    isActive: (editor) => editor.isActive('italic'),
    step: (chain) => chain.toggleItalic(),
  }),
];

/** Tools after the link tool. */
export const historyTools: readonly Tool[] = [
  tool({
    id: 'undo',
    label: 'Undo',
    sign: '↶',
    opensGroup: true,
    step: (chain) => chain.undo(),
  }),
  tool({ id: 'redo', label: 'Redo', sign: '↷', step: (chain) => chain.redo() }),
];
