import { fail, ok } from '../util/result.ts';
import type { Result } from '../util/result.ts';
import { isWellFormed } from './normalise.ts';
import { countBytes } from './offsets.ts';
import { isSafeHref } from './safe-href.ts';

/**
 * The rich document of a revision: ProseMirror JSON restricted to the node and mark types below. The same names are used
 * by the editor's schema, so a stored document loads without conversion.
 */
export type Mark =
  | { readonly type: 'bold' }
  | { readonly type: 'italic' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } };

/** A run of text with the same marks. Never empty. */
export interface TextNode {
  readonly type: 'text';
  readonly text: string;
  readonly marks?: readonly Mark[];
}

/** A line break inside a text block; counts as one `\n` of canonical text. */
export interface HardBreakNode {
  readonly type: 'hardBreak';
}

export type InlineNode = TextNode | HardBreakNode;

/** A text block: the unit that the reader draws and that canonical text joins with `\n`. */
export type TextBlockNode =
  | { readonly type: 'paragraph'; readonly content?: readonly InlineNode[] }
  | {
      readonly type: 'heading';
      readonly attrs: { readonly level: 1 | 2 | 3 };
      readonly content?: readonly InlineNode[];
    }
  | { readonly type: 'caption'; readonly content?: readonly InlineNode[] };

export interface BlockquoteNode {
  readonly type: 'blockquote';
  readonly content: readonly BlockNode[];
}

export interface ListItemNode {
  readonly type: 'listItem';
  readonly content: readonly BlockNode[];
}

export interface ListNode {
  readonly type: 'bulletList' | 'orderedList';
  readonly attrs?: { readonly start?: number };
  readonly content: readonly ListItemNode[];
}

export type BlockNode = TextBlockNode | BlockquoteNode | ListNode;

/** A whole document. Holds at least one block. */
export interface RichDocument {
  readonly type: 'doc';
  readonly content: readonly BlockNode[];
}

/** Limits of a document that we accept, from the threat model. */
export const documentLimits = {
  depth: 64,
  nodes: 50_000,
  textBytes: 8 * 1024 * 1024,
} as const;

/**
 * Check a value from outside (a file, the window, the clipboard) and build a document of it. Only known node types,
 * marks and attributes pass; an attribute that is null says nothing and is left out. The result shares no object with
 * the value, so that nothing hidden in it (`__proto__`, getters) comes along.
 *
 * @returns `bad_input` naming the node at fault by its path, or `too_large` when a limit of `documentLimits` is passed.
 */
export function parseDocument(value: unknown): Result<RichDocument> {
  const state: State = { nodes: 0, bytes: 0 };
  try {
    const doc = parseNode(value, 'doc', 'document');
    return ok({ type: 'doc', content: parseChildren(doc, 'document', 1, state, parseBlock) });
  } catch (error) {
    if (error instanceof DocumentFault)
      return fail(error.code, error.message, { path: error.path });
    throw error;
  }
}

type State = { nodes: number; bytes: number };

/** Leaves the recursion; never leaves this file. */
class DocumentFault extends Error {
  readonly path: string;
  readonly code: 'bad_input' | 'too_large';

  constructor(path: string, problem: string, code: 'bad_input' | 'too_large' = 'bad_input') {
    super(`The document cannot be read: ${path} ${problem}.`);
    this.path = path;
    this.code = code;
  }
}

type Fields = ReadonlyMap<string, unknown>;
type ParseChild<Node> = (value: unknown, path: string, depth: number, state: State) => Node;

function parseBlock(value: unknown, path: string, depth: number, state: State): BlockNode {
  const type = typeOf(value, path);
  switch (type) {
    case 'paragraph':
    case 'caption': {
      const node = parseNode(value, type, path);
      return withContent({ type }, parseList(node, path, depth + 1, state, parseInlineNode));
    }
    case 'heading': {
      const node = parseNode(value, type, path, ['level']);
      const level = attributesOf(node).get('level');
      if (level !== 1 && level !== 2 && level !== 3) {
        throw new DocumentFault(path, 'is a heading without a level of 1, 2 or 3');
      }
      return withContent(
        { type, attrs: { level } },
        parseList(node, path, depth + 1, state, parseInlineNode),
      );
    }
    case 'blockquote': {
      const node = parseNode(value, type, path);
      return { type, content: parseChildren(node, path, depth + 1, state, parseBlock) };
    }
    case 'bulletList':
      return { type, content: parseItems(parseNode(value, type, path), path, depth, state) };
    case 'orderedList': {
      const node = parseNode(value, type, path, ['start']);
      const content = parseItems(node, path, depth, state);
      const start = attributesOf(node).get('start');
      if (start === undefined) return { type, content };
      if (typeof start !== 'number' || !Number.isInteger(start) || start < 0 || start > 1e9) {
        throw new DocumentFault(path, 'is a list whose first number is not a whole number');
      }
      return { type, attrs: { start }, content };
    }
    default:
      throw new DocumentFault(path, `is of the unknown type ${JSON.stringify(type)}`);
  }
}

function parseItems(node: Fields, path: string, depth: number, state: State): ListItemNode[] {
  return parseChildren(node, path, depth + 1, state, (value, itemPath, itemDepth) => {
    const item = parseNode(value, 'listItem', itemPath);
    const content = parseChildren(item, itemPath, itemDepth + 1, state, parseBlock);
    return { type: 'listItem', content };
  });
}

/** Children of a node that must have at least one. */
function parseChildren<Node>(
  node: Fields,
  path: string,
  depth: number,
  state: State,
  parseChild: ParseChild<Node>,
): Node[] {
  const children = parseList(node, path, depth, state, parseChild);
  if (children.length === 0) throw new DocumentFault(path, 'is empty and must not be');
  return children;
}

function parseList<Node>(
  node: Fields,
  path: string,
  depth: number,
  state: State,
  parseChild: ParseChild<Node>,
): Node[] {
  const content = node.get('content') ?? [];
  if (!Array.isArray(content)) throw new DocumentFault(path, 'has a content that is not a list');
  if (depth > documentLimits.depth) {
    throw new DocumentFault(path, `is nested more than ${documentLimits.depth} deep`, 'too_large');
  }
  state.nodes += content.length;
  if (state.nodes > documentLimits.nodes) {
    throw new DocumentFault('document', `has more than ${documentLimits.nodes} nodes`, 'too_large');
  }
  // Array.from visits holes as undefined, where map would skip them and leave holes in the result.
  return Array.from(content, (child: unknown, i) =>
    parseChild(child, `${path}.${i}`, depth, state),
  );
}

function parseInlineNode(value: unknown, path: string, _depth: number, state: State): InlineNode {
  const type = typeOf(value, path);
  if (type === 'hardBreak') {
    parseNode(value, type, path);
    return { type };
  }
  if (type !== 'text')
    throw new DocumentFault(path, `is of type ${JSON.stringify(type)}, not text`);
  const node = parseNode(value, type, path);
  const text = node.get('text');
  if (typeof text !== 'string' || text === '') throw new DocumentFault(path, 'has no text');
  if (!isWellFormed(text)) throw new DocumentFault(path, 'has half of a surrogate pair');
  if (/[\0\r\n]/.test(text)) {
    throw new DocumentFault(
      path,
      'has a line end or NUL inside its text (a line end is a hardBreak)',
    );
  }
  state.bytes += countBytes(text);
  if (state.bytes > documentLimits.textBytes) {
    throw new DocumentFault(
      'document',
      `has more than ${documentLimits.textBytes} bytes of text`,
      'too_large',
    );
  }
  const marks = parseMarks(node.get('marks') ?? [], path);
  return marks.length === 0 ? { type, text } : { type, text, marks };
}

function parseMarks(value: unknown, path: string): Mark[] {
  if (!Array.isArray(value)) throw new DocumentFault(path, 'has marks that are not a list');
  const marks = Array.from(value, (mark: unknown) => parseMark(mark, path));
  if (new Set(marks.map((mark) => mark.type)).size < marks.length) {
    throw new DocumentFault(path, 'has the same mark twice');
  }
  return marks;
}

function parseMark(value: unknown, path: string): Mark {
  const type = typeOf(value, path);
  if (type === 'bold' || type === 'italic') {
    parseNode(value, type, path);
    return { type };
  }
  if (type !== 'link')
    throw new DocumentFault(path, `has the unknown mark ${JSON.stringify(type)}`);
  const href = attributesOf(parseNode(value, type, path, ['href'])).get('href');
  if (typeof href !== 'string' || !isSafeHref(href)) {
    throw new DocumentFault(path, 'links to something other than an https, http or mailto address');
  }
  return { type, attrs: { href } };
}

/** Fields that a node may have beside `type`, where they are not `content` and `attrs`. */
const fieldNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['text', ['text', 'marks']],
  ['hardBreak', ['marks']],
  ...['bold', 'italic', 'link'].map((mark): [string, string[]] => [mark, ['attrs']]),
]);

function parseNode(
  value: unknown,
  type: string,
  path: string,
  attributes: readonly string[] = [],
): Fields {
  const fields = fieldsOf(value, path);
  if (fields.get('type') !== type) throw new DocumentFault(path, `is not of type ${type}`);
  const known = fieldNames.get(type) ?? ['content', 'attrs'];
  for (const name of fields.keys()) {
    if (name !== 'type' && !known.includes(name)) {
      throw new DocumentFault(path, `has the unknown field ${JSON.stringify(name)}`);
    }
  }
  // A hard break in bold text carries the mark in ProseMirror; a break has no look, so it is checked and left out.
  if (type === 'hardBreak') parseMarks(fields.get('marks') ?? [], path);
  const attrs = fields.get('attrs');
  if (attrs === undefined || attrs === null) return fields;
  for (const [name, attribute] of fieldsOf(attrs, path)) {
    if (attribute !== null && !attributes.includes(name)) {
      throw new DocumentFault(path, `has the unknown attribute ${JSON.stringify(name)}`);
    }
  }
  return fields;
}

function attributesOf(node: Fields): Fields {
  const attrs = node.get('attrs');
  if (attrs === undefined || attrs === null) return new Map();
  return new Map([...fieldsOf(attrs, '')].filter(([, value]) => value !== null));
}

function typeOf(value: unknown, path: string): string {
  const type = fieldsOf(value, path).get('type');
  if (typeof type !== 'string') throw new DocumentFault(path, 'has no type');
  return type;
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DocumentFault(path, 'is not an object');
  }
  return new Map(Object.entries(value).filter(([, field]) => field !== undefined));
}

function withContent<Block extends TextBlockNode>(block: Block, content: InlineNode[]): Block {
  return content.length === 0 ? block : { ...block, content };
}
