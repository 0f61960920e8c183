import { recordTypes } from '../../../shared/records/records.ts';
import {
  readFlag,
  readOneOf,
  readStamp,
  readText,
  readTextOrNull,
  stampColumns,
  stampToRow,
} from '../row.ts';
import type { Table } from './table.ts';

/** Remarks on rows. */
export const commentTable: Table<'comment'> = {
  type: 'comment',
  name: 'comment',
  columns: [
    'id',
    'target_type',
    'target_id',
    'parent_id',
    'body',
    'annotator_id',
    'resolved',
    ...stampColumns,
  ],
  hasRowId: false,
  filters: { targetId: 'target_id' },
  toRow: (comment) => ({
    id: comment.id,
    target_type: comment.targetType,
    target_id: comment.targetId,
    parent_id: comment.parentId,
    body: comment.body,
    annotator_id: comment.annotatorId,
    resolved: comment.resolved ? 1 : 0,
    ...stampToRow(comment),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    targetType: readOneOf(row, 'target_type', recordTypes),
    targetId: readText(row, 'target_id'),
    parentId: readTextOrNull(row, 'parent_id'),
    body: readText(row, 'body'),
    annotatorId: readText(row, 'annotator_id'),
    resolved: readFlag(row, 'resolved'),
    ...readStamp(row),
  }),
};
