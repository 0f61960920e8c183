import type { Codebook, Label, Layer } from '../../codebook/codebook.ts';
import { paperColourOf } from '../../codebook/colours.ts';
import type { JsonObject } from '../../util/json.ts';
import { parseJsonText } from '../../formats/json/json-text.ts';
import { buildGuid } from './guid.ts';
import { escapeXml, findChild, listChildren, writeAttributes, type XmlElement } from './xml.ts';

/** A code of a REFI-QDA codebook, with the codes below it. */
export interface QdaCode {
  readonly guid: string;
  readonly name: string;
  readonly isCodable: boolean;
  /** `#rrggbb`; null when it has none. */
  readonly colour: string | null;
  readonly definition: string;
  /** What the code is here: written as the last line of its description. null for a code of another program. */
  readonly identity: JsonObject | null;
  readonly children: readonly QdaCode[];
}

/** Begins the last line of a description: what the code is in Quotemark, as JSON. */
const identityMark = 'Quotemark: ';

/** The codes of a codebook: a code a layer with its labels and attributes, then claim statuses and claim types. */
export function buildCodes(codebook: Codebook): readonly QdaCode[] {
  return [
    ...codebook.layers.map(buildLayerCode),
    buildGroup('claim_status', 'Claim status', codebook.claimStatuses),
    buildGroup('claim_type', 'Claim type', codebook.claimTypes),
  ];
}

function buildLayerCode(layer: Layer): QdaCode {
  const attributes = layer.attributes.map((attribute) =>
    buildCode(['attribute', layer.id, attribute.id], attribute.name, {
      identity: {
        kind: 'attribute',
        layer: layer.id,
        id: attribute.id,
        initial: attribute.initial,
      },
      isCodable: false,
      children: attribute.values.map((value) =>
        buildCode(['value', layer.id, attribute.id, value.id], value.name, {
          identity: { kind: 'value', layer: layer.id, attribute: attribute.id, id: value.id },
        }),
      ),
    }),
  );
  return buildCode(['layer', layer.id], layer.name, {
    identity: { kind: 'layer', id: layer.id },
    definition: layer.definition,
    children: [
      ...layer.labels.map((label) => buildLabelCode(label, 'label', layer.id)),
      ...attributes,
    ],
  });
}

function buildGroup(kind: string, name: string, labels: readonly Label[]): QdaCode {
  return buildCode(['group', kind], name, {
    identity: { kind: 'group', id: kind },
    isCodable: false,
    children: labels.map((label) => buildLabelCode(label, kind, null)),
  });
}

function buildLabelCode(label: Label, kind: string, layer: string | null): QdaCode {
  const { id, name, definition, include, exclude, examples, colour, line, key, mappings } = label;
  return buildCode([kind, layer ?? '', id], name, {
    identity: {
      kind,
      ...(layer !== null && { layer }),
      ...{ id, include, exclude, examples, colour, line, key, mappings },
    },
    definition,
    colour: paperColourOf(label),
  });
}

/** A code with what is given; codable, without colour, definition and children when not given. */
export function buildCode(
  path: readonly string[],
  name: string,
  given: Partial<QdaCode> & { readonly identity: JsonObject },
): QdaCode {
  const rest = { isCodable: true, colour: null, definition: '', children: [] };
  return { guid: buildGuid('code', ...path), name, ...rest, ...given };
}

/** The `Code` elements of some codes. */
export function writeCodes(codes: readonly QdaCode[]): string {
  return codes.map(writeCode).join('');
}

function writeCode(code: QdaCode): string {
  const description = code.definition + describe(code.identity);
  const attributes = writeAttributes({
    guid: code.guid,
    name: code.name,
    isCodable: String(code.isCodable),
    color: code.colour,
  });
  const text = description === '' ? '' : `<Description>${escapeXml(description)}</Description>`;
  return `<Code${attributes}>${text}${writeCodes(code.children)}</Code>\n`;
}

/** What follows a definition: rules and examples for people, then the identity. */
function describe(identity: JsonObject | null): string {
  if (identity === null) return '';
  const { include, exclude, examples } = identity;
  const parts = [
    ...(isFilled(include) ? [`Include: ${include}`] : []),
    ...(isFilled(exclude) ? [`Exclude: ${exclude}`] : []),
    ...(Array.isArray(examples) ? examples.map((example) => `Example: ${String(example)}`) : []),
    identityMark + JSON.stringify(identity),
  ];
  return `\n\n${parts.join('\n')}`;
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The codes of a `Codes` element, at any depth. */
export function readCodes(codes: XmlElement | null): readonly QdaCode[] {
  return listChildren(codes, 'Code').map((element) => {
    const { definition, identity } = readDescription(findChild(element, 'Description')?.text ?? '');
    const colour = element.attributes.get('color') ?? null;
    return {
      guid: normaliseGuid(element.attributes.get('guid') ?? ''),
      name: element.attributes.get('name') ?? '',
      isCodable: element.attributes.get('isCodable') !== 'false',
      colour,
      definition,
      identity,
      children: readCodes(element),
    };
  });
}

/** A GUID as it is compared: lower case, without braces. */
export function normaliseGuid(guid: string): string {
  return guid.replace(/[{}]/g, '').trim().toLowerCase();
}

function readDescription(text: string): Pick<QdaCode, 'definition' | 'identity'> {
  const at = text.lastIndexOf(identityMark);
  if (at !== 0 && text.charAt(at - 1) !== '\n') return { definition: text, identity: null };
  const parsed = parseJsonText(text.slice(at + identityMark.length));
  if (!parsed.ok || !isObject(parsed.value)) return { definition: text, identity: null };
  const identity = parsed.value;
  // As we wrote it, so that a definition which another program has changed is kept; else all before the last line.
  const suffix = describe(identity);
  const definition = text.endsWith(suffix) ? text.slice(0, -suffix.length) : text.slice(0, at);
  return { definition, identity };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
