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

/**
 * Parse a document into its elements. Nothing outside of it is read and no entity is defined by it.
 *
 * @returns `bad_input` naming the line: not XML, a document type, nesting beyond the limit.
 */
export function parseXml(text: string): Result<XmlElement> {
  const parser = new SaxesParser();
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let fault: string | null = null;
  const refuse = (reason: string): void => {
    fault ??= `line ${parser.line}: ${reason}`;
  };
  parser.on('error', (error) => refuse(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => refuse('A document type is not allowed.'));
  parser.on('opentag', (tag) => {
    if (open.length >= depthLimit) refuse(`Nested more than ${depthLimit} deep.`);
    if (fault !== null) return;
    const element: OpenElement = {
      name: localName(tag.name),
      attributes: new Map(Object.entries(tag.attributes)),
      children: [],
      text: '',
      line: parser.line,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  // Piece by piece, so that a fault at the beginning of a large file ends the work.
  for (let i = 0; i < text.length && fault === null; i += 65_536) {
    parser.write(text.slice(i, i + 65_536));
  }
  if (fault === null) parser.close();
  if (fault !== null) return fail('bad_input', fault);
  return root === null ? fail('bad_input', 'line 1: There is no element.') : ok(root);
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
