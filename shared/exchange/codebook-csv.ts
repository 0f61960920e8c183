import type { AttributeDefinition, Codebook, Label, Layer } from '../codebook/codebook.ts';
import { splitList, type CsvRow } from '../formats/csv-cells.ts';
import { buildCodebookRows } from '../formats/csv-codebook.ts';
import { csvTables } from '../formats/csv-tables.ts';
import { parseRows, stringifyRows } from '../formats/csv-text.ts';
import { parseJsonText } from '../formats/json-text.ts';
import { Refusal } from '../util/result.ts';
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

function readOwn(name: string, table: readonly Cells[]): Codebook {
  const layers = new Map<string, Layer & { labels: Label[]; attributes: AttributeDefinition[] }>();
  const claimStatuses: Label[] = [];
  const claimTypes: Label[] = [];
  for (const [i, cells] of table.entries()) {
    const get = (column: string) => cells.get(column) ?? '';
    const refuse = (reason: string) =>
      new Refusal('bad_input', `${name}, record ${i + 2} (${get('code')}): ${reason}`);
    const layer = layers.get(get('layer'));
    const id = get('id');
    switch (get('kind')) {
      case 'layer': {
        const { labels, attributes } = { labels: [], attributes: [] };
        const [title, definition] = [get('name') || id, get('definition')];
        layers.set(id, { id, name: title, definition, labels, attributes });
        break;
      }
      case 'label':
        if (!layer) throw refuse(`There is no layer “${get('layer')}” above it.`);
        layer.labels.push(readLabel(cells));
        break;
      case 'attribute':
        if (!layer) throw refuse(`There is no layer “${get('layer')}” above it.`);
        layer.attributes.push({
          id,
          name: get('name') || id,
          values: [],
          initial: get('initial') || null,
        });
        break;
      case 'attribute_value': {
        const at = layer?.attributes.findIndex((one) => one.id === get('attribute')) ?? -1;
        const attribute = layer?.attributes[at];
        if (!layer || !attribute)
          throw refuse(`There is no attribute “${get('attribute')}” above it.`);
        const values = [...attribute.values, { id, name: get('name') || id }];
        layer.attributes[at] = { ...attribute, values };
        break;
      }
      case 'claim_status':
        claimStatuses.push(readLabel(cells));
        break;
      case 'claim_type':
        claimTypes.push(readLabel(cells));
        break;
      default:
        throw refuse(`There is no kind “${get('kind')}”.`);
    }
  }
  return { layers: [...layers.values()], claimStatuses, claimTypes, settings: {} };
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
