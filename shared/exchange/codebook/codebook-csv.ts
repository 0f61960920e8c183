import type { AttributeDefinition, Codebook, Label, Layer } from '../../codebook/codebook.ts';
import { splitList, type CsvRow } from '../../formats/csv/csv-cells.ts';
import { buildCodebookRows } from '../../formats/csv/csv-codebook.ts';
import { csvTables } from '../../formats/csv/csv-tables.ts';
import { parseRows, stringifyRows } from '../../formats/csv/csv-text.ts';
import { parseJsonText } from '../../formats/json/json-text.ts';
import { Refusal } from '../../util/result.ts';
import { buildForeignLayer, buildLabel, emptyCodebook } from './codebook-parts.ts';

const columns = csvTables.codebook.columns.map(({ name }) => name);

/** A codebook as the table of the CSV export, with a column for the value that holds when nothing is set. */
export function writeCodebookCsv(codebook: Codebook): string {
  const initials = new Map<string, string | null>(
    codebook.layers.flatMap((layer) =>
      layer.attributes.map(({ id, initial }) => [`${layer.id}/@${id}`, initial] as const),
    ),
  );
  const rows = buildCodebookRows(codebook).map((row): CsvRow => {
    const [code, kind] = row;
    return [...row, kind === 'attribute' ? (initials.get(String(code)) ?? null) : null];
  });
  return stringifyRows([[...columns, 'initial'], ...rows], 'exact');
}

type Cells = ReadonlyMap<string, string>;

/** Read it back, or a table of names with definitions as a layer of its own. @throws Refusal `bad_input`. */
export function readCodebookCsv(name: string, text: string): Codebook {
  const rows = parseRows(text);
  const [header, ...records] = rows ?? [];
  if (!header) throw new Refusal('bad_input', `${name}: A cell in quotes is not closed.`);
  const names = header.map((cell) => cell.trim().toLowerCase());
  const table = records
    .filter((record) => record.some((cell) => cell !== ''))
    .map((record): Cells => new Map(names.map((column, i) => [column, record[i] ?? ''])));
  if (names.includes('kind') && names.includes('id')) return readOwn(name, table);
  const column = ['name', 'code', 'label'].find((known) => names.includes(known));
  if (column === undefined) {
    throw new Refusal('bad_input', `${name}: There is no column “name”, “code” or “label”.`);
  }
  const codes = table.map((cells) => ({
    name: cells.get(column) ?? '',
    definition: cells.get('definition') ?? cells.get('description') ?? '',
  }));
  const title = name.replace(/\.[^.]*$/, '');
  return { ...emptyCodebook, layers: [buildForeignLayer(title, '', codes)] };
}

type OpenLayer = Layer & { labels: Label[]; attributes: AttributeDefinition[] };

function readOwn(name: string, table: readonly Cells[]): Codebook {
  const layers = new Map<string, OpenLayer>();
  const claimStatuses: Label[] = [];
  const claimTypes: Label[] = [];
  for (const [i, cells] of table.entries()) {
    const kind = cells.get('kind') ?? '';
    if (kind === 'layer') {
      const layer = readLayer(cells);
      layers.set(layer.id, layer);
    } else if (kind === 'claim_status') claimStatuses.push(readLabel(cells));
    else if (kind === 'claim_type') claimTypes.push(readLabel(cells));
    else {
      const fault = addToLayer(layers.get(cells.get('layer') ?? ''), kind, cells);
      if (fault === null) continue;
      const code = cells.get('code') ?? '';
      throw new Refusal('bad_input', `${name}, record ${i + 2} (${code}): ${fault}`);
    }
  }
  return { layers: [...layers.values()], claimStatuses, claimTypes, settings: {} };
}

function readLayer(cells: Cells): OpenLayer {
  const id = cells.get('id') ?? '';
  const definition = cells.get('definition') ?? '';
  return { id, name: cells.get('name') || id, definition, labels: [], attributes: [] };
}

/** Add a record to the layer it names. @returns What is wrong with it; null when nothing is. */
function addToLayer(layer: OpenLayer | undefined, kind: string, cells: Cells): string | null {
  const get = (column: string) => cells.get(column) ?? '';
  const id = get('id');
  const name = get('name') || id;
  if (!['label', 'attribute', 'attribute_value'].includes(kind))
    return `There is no kind “${kind}”.`;
  if (!layer) return `There is no layer “${get('layer')}” above it.`;
  if (kind === 'label') layer.labels.push(readLabel(cells));
  else if (kind === 'attribute') {
    layer.attributes.push({ id, name, values: [], initial: get('initial') || null });
  } else {
    const at = layer.attributes.findIndex((one) => one.id === get('attribute'));
    const attribute = layer.attributes[at];
    if (!attribute) return `There is no attribute “${get('attribute')}” above it.`;
    layer.attributes[at] = { ...attribute, values: [...attribute.values, { id, name }] };
  }
  return null;
}

function readLabel(cells: Cells): Label {
  const get = (column: string) => cells.get(column) ?? '';
  const mappings = parseJsonText(get('mappings') || '{}');
  return buildLabel({
    id: get('id'),
    name: get('name'),
    definition: get('definition'),
    include: get('include'),
    exclude: get('exclude'),
    examples: splitList(get('examples')),
    colour: get('colour'),
    line: get('line'),
    key: get('key'),
    mappings: mappings.ok ? mappings.value : {},
  });
}
