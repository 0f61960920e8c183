import { SaxesParser } from 'saxes';
import { fail, ok, type Result } from '../../util/result.ts';

/** Characters that XML 1.0 has no way to write. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** The text without the characters that XML cannot hold: control characters and half surrogate pairs. */
export function cleanXml(text: string): string {
  return text.replace(unwritable, '');
}

/** What needs no escaping: GUIDs, numbers, instants. */
const plain = /^[\w.:-]*$/;

/** Text between tags. A carriage return would be read as a line feed, so it is written as a reference. */
export function escapeXml(text: string): string {
  return cleanXml(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
}

/** Attributes of a tag; those that are null are left out. White space is written so that a reader keeps it. */
export function writeAttributes(attributes: Readonly<Record<string, string | null>>): string {
  return Object.entries(attributes)
    .flatMap(([name, value]) => {
      if (value === null) return [];
      if (plain.test(value)) return [` ${name}="${value}"`];
      const escaped = escapeXml(value)
        .replace(/"/g, '&quot;')
        .replace(/\t/g, '&#9;')
        .replace(/\n/g, '&#10;');
      return [` ${name}="${escaped}"`];
    })
    .join('');
}

/** An element of a document. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Text directly in it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** Deepest nesting that is read. */
const depthLimit = 200;

/** Whether an element is wanted: with all that is in it, with its attributes alone, or not at all. */
export type Want = (path: readonly string[]) => 'whole' | 'alone' | null;

/** A document that is not what it should be; the message begins with the line. */
export class XmlFault extends Error {}

/**
 * Parse a document into its elements. Nothing outside of it is read and no entity is defined by it.
 *
 * @returns `bad_input` naming the line: not XML, a document type, nesting beyond the limit.
 */
export function parseXml(text: string): Result<XmlElement> {
  try {
    const [root] = readXmlParts(cutText(text), () => 'whole');
    return root ? ok(root) : fail('bad_input', noElement);
  } catch (error) {
    if (error instanceof XmlFault) return fail('bad_input', error.message);
    throw error;
  }
}

const noElement = 'line 1: There is no element.';

/** Piece by piece, so that a fault at the beginning of a large file ends the work. */
function* cutText(text: string): Generator<string> {
  for (let i = 0; i < text.length; i += 65_536) yield text.slice(i, i + 65_536);
}

/**
 * The elements of a document that are wanted, one after the other, each with all that is in it. What lies outside of them is
 * checked and passed over: memory does not grow with the document.
 *
 * @param pieces The document.
 * @param want Asked with the names from the root down to an element, unless one around it is wanted whole.
 * @throws XmlFault for what is not XML, a document type, nesting beyond the limit.
 */
export function* readXmlParts(pieces: Iterable<string>, want: Want): Generator<XmlElement> {
  const parser = new SaxesParser();
  const path: string[] = [];
  const open: OpenElement[] = [];
  let ready: XmlElement[] = [];
  let fault: string | null = null;
  let hasRoot = false;
  const refuse = (reason: string): void => {
    fault ??= `line ${parser.line}: ${reason}`;
  };
  parser.on('error', (error) => refuse(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => refuse('A document type is not allowed.'));
  parser.on('opentag', (tag) => {
    if (path.length >= depthLimit) refuse(`Nested more than ${depthLimit} deep.`);
    if (fault !== null) return;
    hasRoot = true;
    path.push(localName(tag.name));
    const wanted = open.length > 0 ? 'whole' : want(path);
    if (wanted === null) return;
    const element: OpenElement = {
      name: localName(tag.name),
      attributes: new Map(Object.entries(tag.attributes)),
      children: [],
      text: '',
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
    if (wanted === 'whole') open.push(element);
    else ready.push(element);
  });
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    path.pop();
    const element = open.pop();
    if (element && open.length === 0) ready.push(element);
  });
  for (const piece of pieces) {
    parser.write(piece);
    if (fault !== null) throw new XmlFault(fault);
    yield* ready;
    ready = [];
  }
  parser.close();
  if (fault !== null) throw new XmlFault(fault);
  if (!hasRoot) throw new XmlFault(noElement);
  yield* ready;
}

/** The first child of that name; null when there is none. */
export function findChild(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** The children of that name. */
export function listChildren(element: XmlElement | null, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
