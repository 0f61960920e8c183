import type { RecordType } from '../../../shared/records/records.ts';
import type { TableShape } from '../row.ts';
import { annotationTable, segmentTable } from './annotation.ts';
import { articleStateTable, articleTable, revisionTable } from './article.ts';
import { entityTable } from './cast.ts';
import { claimEventTable, claimTable, evidenceTable } from './claim.ts';
import { commentTable } from './comment.ts';
import { annotatorTable, codebookTable, projectTable } from './project.ts';
import { summaryTable } from './summary.ts';
import type { Table } from './table.ts';

/** The table of every record type. */
export const tables: { readonly [Type in RecordType]: Table<Type> } = {
  project: projectTable,
  annotator: annotatorTable,
  codebook: codebookTable,
  article: articleTable,
  article_state: articleStateTable,
  revision: revisionTable,
  entity: entityTable,
  claim: claimTable,
  evidence: evidenceTable,
  claim_event: claimEventTable,
  annotation: annotationTable,
  comment: commentTable,
};

/** Tables that hold no records of their own: what surrounds them. */
export const metaTable: TableShape = { name: 'meta', columns: ['key', 'value'] };
export const originalTable: TableShape = {
  name: 'original',
  columns: ['sha256', 'media_type', 'size_bytes', 'bytes'],
};
export const historyTable: TableShape = {
  name: 'history',
  columns: [
    'seq',
    'id',
    'command',
    'label',
    'annotator_id',
    'at',
    'undoes',
    'change_count',
    'previous',
    'changes',
  ],
};
export const historyRecordTable: TableShape = {
  name: 'history_record',
  columns: ['type', 'record_id', 'seq'],
};
export const tombstoneTable: TableShape = {
  name: 'tombstone',
  columns: ['type', 'record_id', 'step_id', 'at'],
};

/** Every table of the file, full-text indexes aside. */
export const allTables: readonly TableShape[] = [
  metaTable,
  ...Object.values<TableShape>(tables),
  segmentTable,
  summaryTable,
  originalTable,
  historyTable,
  historyRecordTable,
  tombstoneTable,
];
