import {
  readStamp,
  readText,
  readTextMap,
  readTextOrNull,
  readTexts,
  stampColumns,
  stampToRow,
} from '../row.ts';
import type { Table } from './table.ts';

/** The cast of the project. */
export const entityTable: Table<'entity'> = {
  type: 'entity',
  name: 'entity',
  columns: [
    'row_id',
    'id',
    'type',
    'name',
    'aliases',
    'external_ids',
    'note',
    'merged_into',
    ...stampColumns,
  ],
  hasRowId: true,
  filters: { mergedInto: 'merged_into' },
  toRow: (entity) => ({
    id: entity.id,
    type: entity.type,
    name: entity.name,
    aliases: JSON.stringify(entity.aliases),
    external_ids: JSON.stringify(entity.externalIds),
    note: entity.note,
    merged_into: entity.mergedInto,
    ...stampToRow(entity),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    type: readText(row, 'type'),
    name: readText(row, 'name'),
    aliases: readTexts(row, 'aliases'),
    externalIds: readTextMap(row, 'external_ids'),
    note: readText(row, 'note'),
    mergedInto: readTextOrNull(row, 'merged_into'),
    ...readStamp(row),
  }),
};
