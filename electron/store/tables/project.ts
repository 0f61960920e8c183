import type { CodebookRecord } from '../../../shared/records/records.ts';
import { Refusal } from '../../../shared/util/result.ts';
import {
  isList,
  readInteger,
  readObject,
  readStamp,
  readText,
  stampColumns,
  stampToRow,
} from '../row.ts';
import type { Table } from './table.ts';

/** The project itself. */
export const projectTable: Table<'project'> = {
  type: 'project',
  name: 'project',
  columns: ['id', 'name', 'description', 'settings', ...stampColumns],
  hasRowId: false,
  filters: {},
  toRow: (project) => ({
    id: project.id,
    name: project.name,
    description: project.description,
    settings: JSON.stringify(project.settings),
    ...stampToRow(project),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    name: readText(row, 'name'),
    description: readText(row, 'description'),
    settings: readObject(row, 'settings'),
    ...readStamp(row),
  }),
};

/** People and programs that annotate. */
export const annotatorTable: Table<'annotator'> = {
  type: 'annotator',
  name: 'annotator',
  columns: ['id', 'name', 'colour', ...stampColumns],
  hasRowId: false,
  filters: {},
  toRow: (annotator) => ({
    id: annotator.id,
    name: annotator.name,
    colour: annotator.colour,
    ...stampToRow(annotator),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    name: readText(row, 'name'),
    colour: readText(row, 'colour'),
    ...readStamp(row),
  }),
};

/** The codebook, one row. */
export const codebookTable: Table<'codebook'> = {
  type: 'codebook',
  name: 'codebook',
  columns: ['id', 'version', 'codebook', ...stampColumns],
  hasRowId: false,
  filters: {},
  toRow: (record) => ({
    id: record.id,
    version: record.version,
    codebook: JSON.stringify(record.codebook),
    ...stampToRow(record),
  }),
  fromRow(row) {
    const codebook = readObject(row, 'codebook');
    for (const key of ['layers', 'claimStatuses', 'claimTypes']) {
      if (!isList(codebook[key] ?? null))
        throw new Refusal('damaged', `The codebook has no ${key}.`);
    }
    return {
      id: readText(row, 'id'),
      version: readInteger(row, 'version'),
      // Written only from a parsed codebook; a foreign file's is parsed again by the engine before it is used.
      codebook: codebook as unknown as CodebookRecord['codebook'],
      ...readStamp(row),
    };
  },
};
