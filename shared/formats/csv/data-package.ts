import { csvTables, csvTableNames, type CsvTable } from './csv-tables.ts';
import { formulaGuard, type CsvVariant } from './csv-text.ts';
import type { JsonObject } from '../../util/json.ts';

/** Name of the manifest in a CSV export. */
export const dataPackageFile = 'datapackage.json';
/** Name in the manifest's own key that tells a CSV export of ours. */
export const csvFormat = 'quotemark-csv';

/** A written file of the export. */
export interface CsvFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What the manifest says beside the tables. */
export interface DataPackageInfo {
  readonly projectId: string;
  readonly title: string;
  readonly description: string;
  readonly exportedAt: string;
  readonly generator: string;
  readonly variant: CsvVariant;
  /** Whether `articles.csv` has the texts; its column is empty when not. */
  readonly hasText: boolean;
  readonly losses: readonly string[];
  /** null where a manifest beside the package tells it. */
  readonly checked: CheckedCounts | null;
}

/** What reading the tables back has counted. */
export interface CheckedCounts {
  readonly articles: number;
  /** Annotations by layer. */
  readonly layers: Readonly<Record<string, number>>;
}

const bareArticles = 'One row an article. Its text, which all offsets refer to, was left out.';

/**
 * The manifest of a CSV export: files with size and hash, columns, keys and links between tables.
 *
 * @param files One for each table, in the order of `csvTableNames`.
 * @see Data Package 2.0, Table Schema 2.0
 */
export function buildDataPackage(info: DataPackageInfo, files: readonly CsvFile[]): JsonObject {
  const guard =
    info.variant === 'exact'
      ? null
      : `A text that begins with = + - @, tab, CR, LF or a full-width form of them has ${formulaGuard} put before it.`;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'quotemark-export',
    id: info.projectId,
    title: info.title || 'Quotemark export',
    description: info.description,
    created: info.exportedAt,
    quotemark: {
      format: csvFormat,
      version: 1,
      generator: info.generator,
      variant: info.variant,
      guard,
      byte_order_mark: info.variant === 'spreadsheet',
      offset_unit: 'unicode code point',
      intervals: 'half-open',
      ...(!info.hasText && { without_text: true }),
      losses: info.losses,
      ...(info.checked && {
        counts: { articles: info.checked.articles, layers: info.checked.layers },
        read_back: { compared: true, articles: info.checked.articles },
      }),
    },
    resources: csvTableNames.map((name, i) => {
      const table = csvTables[name];
      const isBare = name === 'articles' && !info.hasText;
      return buildResource(isBare ? { ...table, description: bareArticles } : table, files[i]);
    }),
  };
}

function buildResource(table: CsvTable, file: CsvFile | undefined): JsonObject {
  if (!file) throw new RangeError(`no file for table ${table.name}`);
  return {
    name: table.name,
    type: 'table',
    description: table.description,
    path: file.name,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: file.sizeBytes,
    hash: `sha256:${file.sha256}`,
    dialect: {
      $schema: 'https://datapackage.org/profiles/2.0/tabledialect.json',
      delimiter: ',',
      lineTerminator: '\r\n',
      doubleQuote: true,
    },
    schema: buildTableSchema(table),
  };
}

function buildTableSchema(table: CsvTable): JsonObject {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: table.columns.map(({ categories, ...column }) => ({
      ...column,
      ...(categories && { categories }),
      ...(table.primaryKey.includes(column.name) && { constraints: { required: true } }),
    })),
    missingValues: [''],
    primaryKey: table.primaryKey,
    ...(table.links.length > 0 && {
      foreignKeys: table.links.map((link) => ({
        fields: [link.column],
        // Left out for a link into the same table, as version 2 wants it.
        reference: { ...(link.table !== null && { resource: link.table }), fields: [link.target] },
      })),
    }),
  };
}
