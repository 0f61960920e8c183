import type { Codebook, Label, Layer, LineStyle } from '../../codebook/codebook.ts';

const lineStyles: readonly LineStyle[] = [
  'solid',
  'dashed',
  'double',
  'dotted',
  'dash_dot',
  'thin',
  'wavy',
];

/** A label from what a file says of it; what it does not say is empty, the colour `other`, the line solid. */
export function buildLabel(
  given: { readonly id: string; readonly name: string } & {
    readonly [Key in Exclude<keyof Label, 'id' | 'name'>]?: unknown;
  },
): Label {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const { key, examples, mappings } = given;
  return {
    id: given.id,
    name: given.name === '' ? given.id : given.name,
    definition: text(given.definition),
    include: text(given.include),
    exclude: text(given.exclude),
    examples: Array.isArray(examples) ? examples.filter((one) => typeof one === 'string') : [],
    colour: text(given.colour) || 'other',
    line: lineStyles.find((style) => style === given.line) ?? 'solid',
    key: typeof key === 'string' && /^\d$/.test(key) ? key : null,
    mappings: Object.fromEntries(
      Object.entries(typeof mappings === 'object' && mappings !== null ? mappings : {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

/** A codebook with nothing in it. */
export const emptyCodebook: Codebook = {
  layers: [],
  claimStatuses: [],
  claimTypes: [],
  settings: {},
};

/** A layer of a codebook of another program: ids are made from names, each once. */
export function buildForeignLayer(
  name: string,
  definition: string,
  codes: readonly { readonly name: string; readonly definition: string }[],
): Layer {
  const taken = new Set<string>();
  const labels = codes.map((code) => {
    const base = toId(code.name);
    let id = base;
    for (let i = 2; taken.has(id); i++) id = `${base}_${i}`;
    taken.add(id);
    return buildLabel({ ...code, id });
  });
  return { id: toId(name), name, definition, labels, attributes: [] };
}

/** An id from a name: lower case, letters and digits of any script, `_` between words. */
function toId(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return [...id].slice(0, 60).join('') || 'code';
}
