import type { AttributeDefinition, Codebook, Label, Layer } from '../../codebook/codebook.ts';
import { Refusal } from '../../util/result.ts';
import type { CodebookInfo } from './codebook-formats.ts';
import { buildForeignLayer, buildLabel } from './codebook-parts.ts';
import { buildCodes, readCodes, writeCodes, type QdaCode } from '../refi/refi-codes.ts';
import { findChild, parseXml, writeAttributes } from '../refi/xml.ts';

/**
 * A codebook as REFI-QDA has it.
 *
 * @see REFI-QDA Standard 1.5, codebook exchange
 */
export function writeCodebookQdc(codebook: Codebook, info: CodebookInfo): string {
  const attributes = writeAttributes({
    origin: info.generator,
    xmlns: 'urn:QDA-XML:codebook:1.0',
  });
  const codes = writeCodes(
    buildCodes(codebook).filter(({ isCodable, children }) => isCodable || children.length > 0),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<CodeBook${attributes}><Codes>\n${codes}</Codes></CodeBook>\n`;
}

/**
 * Read it back, or the codes of another program: a code with codes below it is a layer, its codes are labels, deeper ones are
 * named with what is above them; codes that stand alone are the labels of a layer “Codes”.
 *
 * @throws Refusal `bad_input`, `unsupported_file`.
 */
export function readCodebookQdc(name: string, text: string): Codebook {
  const parsed = parseXml(text);
  if (!parsed.ok) throw new Refusal('bad_input', `${name}, ${parsed.error.message}`);
  const root = parsed.value;
  // The project file of a .qdpx holds its codebook one level down.
  const book = root.name === 'Project' ? findChild(root, 'CodeBook') : root;
  if (book?.name !== 'CodeBook') {
    throw new Refusal(
      'unsupported_file',
      `${name}: It begins with ${root.name}, not with CodeBook.`,
    );
  }
  const codes = readCodes(findChild(book, 'Codes'));
  const groupOf = (id: string) => {
    const group = codes.find(
      ({ identity }) => identity?.['kind'] === 'group' && identity['id'] === id,
    );
    return listLabels(group?.children ?? [], id);
  };
  const own = codes.filter(({ identity }) => identity?.['kind'] === 'layer');
  const foreign = codes.filter(({ identity }) => identity === null);
  const single = foreign.filter(({ children }) => children.length === 0);
  return {
    layers: [
      ...own.map(readLayer),
      ...foreign
        .filter(({ children }) => children.length > 0)
        .map((code) => buildForeignLayer(code.name, code.definition, flatten(code.children, ''))),
      ...(single.length === 0 ? [] : [buildForeignLayer('Codes', '', single)]),
    ],
    claimStatuses: groupOf('claim_status'),
    claimTypes: groupOf('claim_type'),
    settings: {},
  };
}

function readLayer(code: QdaCode): Layer {
  const { name, definition, children } = code;
  const added = children.filter(({ identity }) => identity === null);
  const labels = listLabels(children, 'label');
  const taken = new Set(labels.map(({ id }) => id));
  return {
    id: idOf(code),
    name,
    definition,
    labels: [
      ...labels,
      // Codes that another program has put below one of our layers.
      ...buildForeignLayer(name, '', flatten(added, '')).labels.filter(({ id }) => !taken.has(id)),
    ],
    attributes: children
      .filter(({ identity }) => identity?.['kind'] === 'attribute')
      .map((attribute): AttributeDefinition => {
        const initial = attribute.identity?.['initial'];
        return {
          id: idOf(attribute),
          name: attribute.name,
          values: attribute.children.map((value) => ({ id: idOf(value), name: value.name })),
          initial: typeof initial === 'string' ? initial : null,
        };
      }),
  };
}

function listLabels(codes: readonly QdaCode[], kind: string): Label[] {
  return codes
    .filter(({ identity }) => identity?.['kind'] === kind)
    .map((code) => {
      const { name, definition, identity } = code;
      return buildLabel({ ...identity, id: idOf(code), name, definition });
    });
}

function flatten(codes: readonly QdaCode[], above: string): { name: string; definition: string }[] {
  return codes.flatMap(({ name, definition, children }) => {
    const full = above === '' ? name : `${above} / ${name}`;
    return [{ name: full, definition }, ...flatten(children, full)];
  });
}

function idOf({ identity, name }: QdaCode): string {
  const id = identity?.['id'];
  return typeof id === 'string' ? id : name;
}
