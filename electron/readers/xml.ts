import { SaxesParser } from 'saxes';
import { Refusal } from '../../shared/util/result.ts';
import type { MarkupElement, MarkupNode } from './markup.ts';
import { readerLimits } from './reader.ts';

interface OpenElement {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: MarkupNode[];
  readonly start: number;
}

/**
 * Parse XML. Entities are the five of the language and characters by number: nothing that a document declares is ever
 * expanded or fetched, and a document that declares entities is refused.
 *
 * @throws Refusal `bad_input` with line and column for what is not well formed; `too_large`; `unsupported_file`.
 */
export function parseXml(text: string): MarkupElement {
  const parser = new SaxesParser();
  const stack: OpenElement[] = [{ name: '', attributes: new Map(), children: [], start: 0 }];
  let nodes = 0;
  const count = () => {
    if (++nodes > readerLimits.markupNodes) {
      throw new Refusal(
        'too_large',
        `The file has more than ${readerLimits.markupNodes} elements.`,
      );
    }
  };
  const add = (value: string) => {
    if (value === '') return;
    count();
    stack.at(-1)?.children.push(value);
  };
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw new Refusal(
        'unsupported_file',
        'The file declares entities of its own, which are never read.',
      );
    }
  });
  parser.on('error', (error) => {
    throw new Refusal('bad_input', `The file is not well-formed XML: ${error.message}.`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    count();
    if (stack.length > readerLimits.markupDepth) {
      throw new Refusal(
        'too_large',
        `The file is nested more than ${readerLimits.markupDepth} deep.`,
      );
    }
    const start = text.lastIndexOf('<', parser.position - 1);
    stack.push({ name, attributes: new Map(Object.entries(attributes)), children: [], start });
  });
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const done = stack.pop();
    if (!done) return;
    const { name, attributes, children, start } = done;
    const place = { start, end: parser.position };
    stack.at(-1)?.children.push({ name, attributes, children, place });
  });
  parser.write(text).close();
  const root = stack[0]?.children.find((node): node is MarkupElement => typeof node !== 'string');
  if (!root) throw new Refusal('bad_input', 'The file is not well-formed XML: it has no element.');
  return root;
}
