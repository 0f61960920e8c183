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
import { SummaryKeeper } from './summaries.ts';
import { historyRecordTable, historyTable, tombstoneTable } from './tables/index.ts';
import { writeRow } from './write-row.ts';

/** A step without its changes, with their number. */
export interface StepSummary extends StepHead {
  readonly changeCount: number;
}

/** Value of `previous` in the first row: the chain of checksums begins there. */
const chainStart = '';

/**
 * A step with very many changes is kept in several rows: parts, each of this command and with an id of the step's, `#` and a
 * number, then the row of the step itself with the last changes. So no row and no moment has to hold all of them.
 */
const partCommand = 'history.part';
/** Changes of about so many characters make a part. */
const partLength = 2_000_000;

/** A step without its changes. */
export type StepHead = Omit<Step, 'changes'>;

/**
 * Writes a step to history while its changes come in, with a tombstone for each row that it removes. Changes are told once their
 * rows are written, all of them: the summaries of articles are made of that.
 */
export class StepWriter {
  readonly #db: WriteDb;
  readonly #head: StepHead;
  /** Tombstones are looked for only when there are some. */
  readonly #hasTombstones: boolean;
  readonly #summaries: SummaryKeeper;
  #pending: Change[] = [];
  #length = 0;
  #parts = 0;
  #count = 0;

  constructor(db: WriteDb, head: StepHead) {
    this.#db = db;
    this.#head = head;
    this.#summaries = new SummaryKeeper(db);
    this.#hasTombstones = db.get(sql`SELECT 1 AS one FROM tombstone LIMIT 1`) !== null;
  }

  /** Changes so far. */
  get count(): number {
    return this.#count;
  }

  add(changes: readonly Change[]): void {
    for (const change of changes) {
      this.#pending.push(change);
      this.#length += lengthOf(change);
      this.#count += 1;
      if (this.#length >= partLength) this.#writePart();
    }
    this.#summaries.note(changes);
  }

  /** Write the step's own row. @returns All its changes; null when they are in several parts. */
  finish(): readonly Change[] | null {
    this.#summaries.flush();
    const changes = this.#pending;
    this.#writeRow(this.#head, changes, this.#count);
    return this.#parts === 0 ? changes : null;
  }

  #writePart(): void {
    const { id } = this.#head;
    this.#parts += 1;
    const part = { ...this.#head, id: `${id}#${this.#parts}`, command: partCommand, undoes: null };
    this.#writeRow(part, this.#pending, this.#pending.length);
    this.#pending = [];
    this.#length = 0;
  }

  #writeRow(head: StepHead, changes: readonly Change[], changeCount: number): void {
    const db = this.#db;
    const last = db.get(sql`SELECT seq, checksum FROM history ORDER BY seq DESC LIMIT 1`);
    const seq = last ? readInteger(last, 'seq') + 1 : 1;
    writeRow(db, historyTable, ['seq'], {
      seq,
      id: head.id,
      command: head.command,
      label: head.label,
      annotator_id: head.annotatorId,
      at: head.at,
      undoes: head.undoes,
      change_count: changeCount,
      previous: last ? readText(last, 'checksum') : chainStart,
      changes: packJson(changes),
    });
    for (const change of changes) this.#noteChange(change, seq);
  }

  #noteChange({ type, id, before, after }: Change, seq: number): void {
    const db = this.#db;
    const record = { type, record_id: id };
    writeRow(db, historyRecordTable, historyRecordTable.columns, { ...record, seq });
    if (after === null) {
      const row = { ...record, step_id: this.#head.id, at: this.#head.at };
      writeRow(db, tombstoneTable, ['type', 'record_id'], row);
    } else if (before === null && this.#hasTombstones) {
      db.run(sql`DELETE FROM tombstone WHERE type = ${type} AND record_id = ${id}`);
    }
  }
}

/** About how long a change is as JSON. */
function lengthOf({ before, after }: Change): number {
  const texts = [before, after].map((record) =>
    record && 'text' in record ? record.text.length : 0,
  );
  // A text is in it twice, the second time as a document.
  return 600 + 3 * texts.reduce((sum, length) => sum + length, 0);
}

/** Write a whole step to history. */
export function appendStep(db: WriteDb, { changes, ...head }: Step): void {
  const writer = new StepWriter(db, head);
  writer.add(changes);
  writer.finish();
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

/** A step as it is kept: without its changes, which may not fit into memory together. */
export interface StoredStep extends StepSummary {
  /** Places of its changes in the history, in order; see `getPart`. */
  readonly parts: readonly number[];
}

/** A step. @throws Refusal `not_found`. */
export function getStep(db: ReadDb, id: Id): StoredStep {
  const row = db.get(sql`SELECT ${summaryColumns}, h.seq FROM history h WHERE h.id = ${id}`);
  if (!row) throw new Refusal('not_found', `The history has no step ${id}.`);
  // `$` is the character after `#`.
  const parts = db.all(
    sql`SELECT seq FROM history WHERE id > ${`${id}#`} AND id < ${`${id}$`} ORDER BY seq`,
  );
  return { ...toSummary(row), parts: [...parts, row].map((part) => readInteger(part, 'seq')) };
}

/** Changes of one part of a step. */
export function getPart(db: ReadDb, seq: number): Change[] {
  const row = db.get(sql`SELECT changes FROM history WHERE seq = ${seq}`);
  if (!row) throw new Refusal('damaged', 'A step of the history is damaged.');
  return toChanges(row);
}

/** All steps of an annotator in order, without changes. */
export function listStepsOf(db: ReadDb, annotatorId: Id): StepSummary[] {
  return db
    .all(
      sql`SELECT ${summaryColumns} FROM history h
        WHERE h.annotator_id = ${annotatorId} AND h.command <> ${partCommand} ORDER BY h.seq`,
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
  const source = record
    ? sql`history_record r JOIN history p ON p.seq = r.seq
        JOIN history h ON h.id = CASE p.command
          WHEN ${partCommand} THEN substr(p.id, 1, instr(p.id, '#') - 1) ELSE p.id END
        WHERE r.type = ${record.type} AND r.record_id = ${record.id}`
    : sql`history h WHERE h.command <> ${partCommand}`;
  const rows =
    db.all(sql`SELECT ${summaryColumns}, ${record ? sql`p.changes` : sql`NULL`} AS changes,
      (SELECT a.name FROM annotator a WHERE a.id = h.annotator_id) AS annotator,
      (SELECT u.command FROM history u WHERE u.undoes = h.id ORDER BY u.seq DESC LIMIT 1) AS later
    FROM ${source} ORDER BY ${record ? sql`p.seq` : sql`h.seq`} DESC LIMIT ${limit}`);
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
