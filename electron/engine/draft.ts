import type { Draft, Unstamped } from '../../shared/commands/define.ts';
import type { Change } from '../../shared/records/change.ts';
import type {
  CodebookRecord,
  Id,
  Instant,
  RecordOf,
  RecordType,
} from '../../shared/records/records.ts';
import { isSameJson } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { WriteDb } from '../store/connection.ts';
import { findRecord, listRecords, putRecord, removeRecord } from '../store/repository.ts';
import type { RevisionCache } from './revision-cache.ts';

/** What a draft works with. */
export interface DraftContext {
  readonly db: WriteDb;
  readonly revisions: RevisionCache;
  readonly annotatorId: Id;
  readonly now: Instant;
  readonly newId: () => Id;
  readonly sha256: (text: string) => string;
}

/** A draft, and the changes that have been made through it. */
export interface OpenDraft {
  readonly draft: Draft;
  /** Rows that differ from before, in the order in which they were first touched; they are forgotten then. */
  readonly take: () => Change[];
  /** Rows touched since. */
  readonly size: () => number;
}

/** A row that a command has touched; of one type in truth, of any for the compiler. */
interface Touched {
  readonly type: RecordType;
  readonly id: Id;
  readonly before: RecordOf<RecordType> | null;
  after: RecordOf<RecordType> | null;
  /** Its stamp was given with it, so that a stamp alone is a difference. */
  isStamped: boolean;
}

/**
 * A draft that writes at once into the open transaction, so that reads see it, and remembers what was there before. Whoever
 * opened the transaction rolls it back when the command throws.
 */
export function openDraft(context: DraftContext): OpenDraft {
  const { db, annotatorId, now } = context;
  const touched = new Map<string, Touched>();

  /** The codebook as last read: every mark of a bulk step is checked against it, and parsing it takes longest. */
  let codebook: CodebookRecord | null = null;

  function find<Type extends RecordType>(type: Type, id: Id): RecordOf<Type> | null {
    // What the branches read is of the type that they ask for; the compiler does not follow that.
    if (type === 'revision') return context.revisions.find(db, id) as RecordOf<Type> | null;
    if (type !== 'codebook') return findRecord(db, type, id);
    codebook ??= findRecord(db, 'codebook', id);
    return codebook as RecordOf<Type> | null;
  }

  function get<Type extends RecordType>(type: Type, id: Id): RecordOf<Type> {
    const record = find(type, id);
    if (!record) throw missing(type, id);
    return record;
  }

  function write<Type extends RecordType>(
    type: Type,
    id: Id,
    before: RecordOf<Type> | null,
    after: RecordOf<Type> | null,
  ): void {
    const key = `${type} ${id}`;
    const known = touched.get(key);
    if (known) known.after = after;
    else touched.set(key, { type, id, before, after, isStamped: false });
    if (type === 'revision') context.revisions.forget(id);
    if (type === 'codebook') codebook = null;
    if (after) putRecord(db, type, after);
    else removeRecord(db, type, id);
  }

  const draft: Draft = {
    annotatorId,
    now,
    newId: context.newId,
    sha256: context.sha256,
    get,
    find,
    list: (type, where) => listRecords(db, type, where),
    put(type, record) {
      const before = find(type, record.id);
      if (before && isSameButStamp(before, record)) return;
      const createdAt = before?.createdAt ?? now;
      const createdBy = before?.createdBy ?? annotatorId;
      const stamp = { createdAt, createdBy, updatedAt: now, updatedBy: annotatorId };
      write(type, record.id, before, { ...record, ...stamp } as RecordOf<typeof type>);
    },
    putStamped(type, record) {
      const before = find(type, record.id);
      if (isSameJson(before, record)) return;
      write(type, record.id, before, record);
      const row = touched.get(`${type} ${record.id}`);
      if (row) row.isStamped = true;
    },
    remove(type, id) {
      write(type, id, get(type, id), null);
    },
  };

  function take(): Change[] {
    const rows = [...touched.values()];
    touched.clear();
    return rows.flatMap((row): Change[] => {
      const { type, id, before, after } = row;
      if (before === null && after === null) return [];
      if (before !== null && after !== null && !row.isStamped && isSameButStamp(before, after)) {
        // Written and written back: not even its stamp may say otherwise.
        if (!isSameJson(before, after)) putRecord(db, type, before);
        return [];
      }
      return [{ type, id, before, after } as Change];
    });
  }

  return { draft, take, size: () => touched.size };
}

const stampKeys = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };

function isSameButStamp(
  left: RecordOf<RecordType>,
  right: RecordOf<RecordType> | Unstamped<RecordType>,
): boolean {
  return isSameJson({ ...left, ...stampKeys }, { ...right, ...stampKeys });
}

const typeNames: Readonly<Record<RecordType, string>> = {
  project: 'project',
  annotator: 'annotator',
  codebook: 'codebook',
  article: 'article',
  article_state: 'article status',
  revision: 'text',
  entity: 'cast entry',
  claim: 'claim',
  evidence: 'evidence',
  claim_event: 'claim status',
  annotation: 'mark',
  comment: 'comment',
};

/** A row for a person: `claim “The dam is safe”`, the bare name of its kind where it has no words of its own. */
export function describeRecord(type: RecordType, record: RecordOf<RecordType> | null): string {
  const words = record ? wordsOf(record) : null;
  return words === null ? typeNames[type] : `${typeNames[type]} “${shorten(words)}”`;
}

function wordsOf(record: RecordOf<RecordType>): string | null {
  if ('title' in record) return record.title;
  if ('statement' in record) return record.statement;
  if ('name' in record) return record.name;
  if ('segments' in record) return record.segments[0]?.exact ?? null;
  if ('body' in record) return record.body;
  return null;
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** Ids are random: they are for programs, in the detail. */
function missing(type: RecordType, id: Id): Refusal {
  const message = `This ${typeNames[type]} is not in the project. It may have been removed meanwhile.`;
  return new Refusal('not_found', message, { type, id });
}
