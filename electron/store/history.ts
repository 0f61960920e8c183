import type { Change, Step } from '../../shared/records/change.ts';
import {
  recordTypes,
  type Id,
  type Instant,
  type RecordType,
} from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import {
  isList,
  packJson,
  readInteger,
  readOneOf,
  readText,
  readTextOrNull,
  unpackJson,
} from './row.ts';
import { sql, type Row } from './sql.ts';
import { historyRecordTable, historyTable, tombstoneTable } from './tables/index.ts';
import { writeRow } from './write-row.ts';

/** A step without its changes. */
export interface StepSummary extends Omit<Step, 'changes'> {
  readonly changeCount: number;
}

/** Value of `previous` in the first row: the chain of checksums begins there. */
const chainStart = '';

/** Write a step to history, with a tombstone for each row that it removed. */
export function appendStep(db: WriteDb, step: Step): void {
  const last = db.get(sql`SELECT seq, checksum FROM history ORDER BY seq DESC LIMIT 1`);
  const seq = last ? readInteger(last, 'seq') + 1 : 1;
  writeRow(db, historyTable, ['seq'], {
    seq,
    id: step.id,
    command: step.command,
    label: step.label,
    annotator_id: step.annotatorId,
    at: step.at,
    undoes: step.undoes,
    change_count: step.changes.length,
    previous: last ? readText(last, 'checksum') : chainStart,
    changes: packJson(step.changes),
  });
  for (const change of step.changes) {
    const record = { type: change.type, record_id: change.id };
    writeRow(db, historyRecordTable, historyRecordTable.columns, { ...record, seq });
    if (change.after === null) {
      const row = { ...record, step_id: step.id, at: step.at };
      writeRow(db, tombstoneTable, ['type', 'record_id'], row);
    } else if (change.before === null) {
      db.run(sql`DELETE FROM tombstone WHERE type = ${change.type} AND record_id = ${change.id}`);
    }
  }
}

const summaryColumns = sql`h.id, h.command, h.label, h.annotator_id, h.at, h.undoes, h.change_count`;

function toSummary(row: Row): StepSummary {
  return {
    id: readText(row, 'id'),
    command: readText(row, 'command'),
    label: readText(row, 'label'),
    annotatorId: readText(row, 'annotator_id'),
    at: readText(row, 'at'),
    undoes: readTextOrNull(row, 'undoes'),
    changeCount: readInteger(row, 'change_count'),
  };
}

function toChanges(row: Row): Change[] {
  const changes = unpackJson(row, 'changes');
  if (!isList(changes)) throw new Refusal('damaged', 'A step of the history is damaged.');
  // Written by appendStep only, under a checksum; what undo writes of it goes through the tables again.
  return changes as unknown as Change[];
}

/** A step with its changes. @throws Refusal `not_found`. */
export function getStep(db: ReadDb, id: Id): Step {
  const row = db.get(sql`SELECT ${summaryColumns}, h.changes FROM history h WHERE h.id = ${id}`);
  if (!row) throw new Refusal('not_found', `The history has no step ${id}.`);
  return { ...toSummary(row), changes: toChanges(row) };
}

/** All steps of an annotator in order, without changes. */
export function listStepsOf(db: ReadDb, annotatorId: Id): StepSummary[] {
  return db
    .all(
      sql`SELECT ${summaryColumns} FROM history h WHERE h.annotator_id = ${annotatorId} ORDER BY h.seq`,
    )
    .map(toSummary);
}

/** A row that history can be asked about. */
export interface RecordKey {
  readonly type: RecordType;
  readonly id: Id;
}

/** A step in a list: with the changes of the row that was asked for only. */
export interface StepEntry extends StepSummary {
  /** Name of the annotator; the id when it has no row. */
  readonly annotator: string;
  readonly isUndone: boolean;
  readonly changes: readonly Change[];
}

/** The latest steps first; with `record` only those that touched it. */
export function listSteps(
  db: ReadDb,
  filter: { readonly record?: RecordKey | undefined; readonly limit: number },
): StepEntry[] {
  const { record, limit } = filter;
  const changes = record ? sql`h.changes` : sql`NULL`;
  const source = record
    ? sql`history_record r JOIN history h ON h.seq = r.seq
        WHERE r.type = ${record.type} AND r.record_id = ${record.id}`
    : sql`history h WHERE true`;
  const rows = db.all(sql`SELECT ${summaryColumns}, ${changes} AS changes,
      (SELECT a.name FROM annotator a WHERE a.id = h.annotator_id) AS annotator,
      (SELECT u.command FROM history u WHERE u.undoes = h.id ORDER BY u.seq DESC LIMIT 1) AS later
    FROM ${source} ORDER BY h.seq DESC LIMIT ${limit}`);
  return rows.map((row) => ({
    ...toSummary(row),
    annotator: readTextOrNull(row, 'annotator') ?? readText(row, 'annotator_id'),
    isUndone: row['later'] === 'history.undo',
    changes: record
      ? toChanges(row).filter(({ type, id }) => type === record.type && id === record.id)
      : [],
  }));
}

/** A row that is no more, for merging. */
export interface Tombstone {
  readonly type: RecordType;
  readonly recordId: Id;
  readonly stepId: Id;
  readonly at: Instant;
}

/** All removed rows. */
export function listTombstones(db: ReadDb): Tombstone[] {
  return db
    .all(sql`SELECT type, record_id, step_id, at FROM tombstone ORDER BY type, record_id`)
    .map((row) => ({
      type: readOneOf(row, 'type', recordTypes),
      recordId: readText(row, 'record_id'),
      stepId: readText(row, 'step_id'),
      at: readText(row, 'at'),
    }));
}

/** Number of steps. */
export function countSteps(db: ReadDb): number {
  const row = db.get(sql`SELECT count(*) AS count FROM history`);
  return row ? readInteger(row, 'count') : 0;
}
