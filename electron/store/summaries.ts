import type { Change } from '../../shared/records/change.ts';
import type { Annotation, Comment, Id } from '../../shared/records/records.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { findArticleOfMark } from './queries/marks.ts';
import {
  countSummaries,
  listHeads,
  listSoundSummaries,
  listSummaries,
  recountThreads,
} from './queries/summaries.ts';
import { among, sql } from './sql.ts';
import { addMark, isSameSummary, summaryTable, summaryToRow } from './tables/summary.ts';
import type { ArticleSummary, Sums } from './tables/summary.ts';
import { writeRow } from './write-row.ts';

/** Articles whose summaries are written at once. */
const articlesAtOnce = 500;
/** Marks that are remembered before their summaries are written. */
const marksAtOnce = 5000;

/** What a step has done to one article. */
interface Touched {
  /** It came, went, got another text or another status: everything is counted again. */
  isAnew: boolean;
  /** Its threads of comments are counted again. */
  hasThreads: boolean;
  /** Marks as they were and as they are. */
  readonly marks: (readonly [Annotation | null, Annotation | null])[];
}

/**
 * Keeps the summary of every article in step with its marks, comments and statuses: part of the transaction that changes them.
 * What a mark changes is added and taken away, so that a key press costs the same in an article of 10,000 marks.
 */
export class SummaryKeeper {
  readonly #db: WriteDb;
  readonly #touched = new Map<Id, Touched>();
  /** Articles of marks that came or went. */
  readonly #articleOfMark = new Map<Id, Id>();
  readonly #commented = new Set<Id>();
  #marks = 0;

  constructor(db: WriteDb) {
    this.#db = db;
  }

  /** Take note of changes that have been written, all that were written since the last call. */
  note(changes: readonly Change[]): void {
    for (const change of changes) this.#note(change);
    if (this.#touched.size >= articlesAtOnce || this.#marks >= marksAtOnce) this.flush();
  }

  #note(change: Change): void {
    const { type, before, after } = change;
    if (type === 'article') {
      if (before?.revision !== after?.revision) this.#touch(change.id).isAnew = true;
    } else if (type === 'revision' || type === 'article_state') {
      for (const record of [before, after]) if (record) this.#touch(record.articleId).isAnew = true;
    } else if (type === 'comment') {
      for (const record of [before, after]) if (record) this.#noteThread(record);
    } else if (type === 'annotation') this.#noteMark(before, after);
  }

  #noteMark(before: Annotation | null, after: Annotation | null): void {
    this.#marks += 1;
    if (before && after && before.articleId === after.articleId) {
      this.#touch(after.articleId).marks.push([before, after]);
      return;
    }
    if (before) this.#touch(before.articleId).marks.push([before, null]);
    if (after) this.#touch(after.articleId).marks.push([null, after]);
    const mark = after ?? before;
    // Its threads come or go with it.
    if (mark) this.#articleOfMark.set(mark.id, mark.articleId);
  }

  #noteThread({ targetType, targetId }: Comment): void {
    if (targetType === 'article') this.#touch(targetId).hasThreads = true;
    if (targetType === 'annotation') this.#commented.add(targetId);
  }

  #touch(articleId: Id): Touched {
    const known = this.#touched.get(articleId);
    if (known) return known;
    const made: Touched = { isAnew: false, hasThreads: false, marks: [] };
    this.#touched.set(articleId, made);
    return made;
  }

  /** Write the summaries of all that was noted. */
  flush(): void {
    this.#findThreads();
    const anew = new Set([...this.#touched].flatMap(([id, { isAnew }]) => (isAnew ? [id] : [])));
    const others = [...this.#touched.keys()].filter((id) => !anew.has(id));
    if (others.length > 0) this.#addUp(others, anew);
    if (anew.size > 0) recountSummaries(this.#db, [...anew]);
    this.#touched.clear();
    this.#articleOfMark.clear();
    this.#commented.clear();
    this.#marks = 0;
  }

  /** Which articles have threads that came, went or were settled. */
  #findThreads(): void {
    const db = this.#db;
    for (const markId of this.#commented) {
      const articleId = findArticleOfMark(db, markId) ?? this.#articleOfMark.get(markId);
      if (articleId !== undefined) this.#touch(articleId).hasThreads = true;
    }
    for (const [markId, articleId] of this.#articleOfMark) {
      const touched = this.#touched.get(articleId);
      if (!touched || touched.isAnew || touched.hasThreads) continue;
      const found = db.get(sql`SELECT 1 FROM comment WHERE target_id = ${markId} LIMIT 1`);
      if (found) touched.hasThreads = true;
    }
  }

  /** @param anew Takes those that have no summary though there is an article. */
  #addUp(ids: readonly Id[], anew: Set<Id>): void {
    const db = this.#db;
    const revisions = new Map(
      listHeads(db, { ids }).map((head) => [head.articleId, head.revision]),
    );
    const stored = new Map(listSummaries(db, ids).map((each) => [each.articleId, each]));
    for (const id of ids) {
      const [touched, revision, summary] = [
        this.#touched.get(id),
        revisions.get(id),
        stored.get(id),
      ];
      if (!touched || (revision === undefined && !summary)) continue;
      if (revision === undefined || !summary) {
        anew.add(id);
        continue;
      }
      const sums = toSums(summary);
      for (const [before, after] of touched.marks) {
        if (before) addMark(sums, before, revision, -1);
        if (after) addMark(sums, after, revision, 1);
      }
      if (touched.hasThreads) sums.comments = recountThreads(db, [id]).get(id) ?? 0;
      const next = { ...summary, ...sums };
      if (!isSameSummary(next, summary)) write(db, next);
    }
  }
}

function toSums(summary: ArticleSummary): Sums {
  return {
    ...summary,
    annotators: new Map(summary.annotators),
    claimIds: new Map(summary.claimIds),
  };
}

function write(db: WriteDb, summary: ArticleSummary): void {
  writeRow(db, summaryTable, ['row_id'], summaryToRow(summary));
}

/** Count these articles anew; summaries of ids without an article go. */
export function recountSummaries(db: WriteDb, ids: readonly Id[]): void {
  db.run(sql`DELETE FROM article_summary WHERE ${among(sql`article_id`, ids)}`);
  for (const summary of countSummaries(db, ids)) write(db, summary);
}

/** Ids of all articles, so many at a time. */
function* listIdsInParts(db: ReadDb): Generator<Id[]> {
  for (let after = 0; ;) {
    const heads = listHeads(db, { after, limit: articlesAtOnce });
    const last = heads.at(-1);
    if (!last) return;
    yield heads.map(({ articleId }) => articleId);
    after = last.rowId;
  }
}

/** Which of these articles have a summary that is not what their marks, comments and statuses amount to, or none. */
function listBrokenAmong(db: ReadDb, ids: readonly Id[]): Id[] {
  const stored = new Map(listSoundSummaries(db, ids).map((each) => [each.articleId, each]));
  return countSummaries(db, ids).flatMap((counted) => {
    const found = stored.get(counted.articleId);
    return found && isSameSummary(found, counted) ? [] : [counted.articleId];
  });
}

/** Ids of summaries without an article. */
function listStrays(db: ReadDb): Id[] {
  const rows = db.all(sql`SELECT s.article_id FROM article_summary s
    WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.id = s.article_id)`);
  return rows.map((row) => String(row['article_id']));
}

/** Ids of articles whose summary is not what their marks, comments and statuses amount to, and of summaries without an article. */
export function* listBrokenSummaries(db: ReadDb): Generator<Id> {
  for (const ids of listIdsInParts(db)) yield* listBrokenAmong(db, ids);
  yield* listStrays(db);
}

/** Count everything anew. */
export function rebuildSummaries(db: WriteDb): void {
  db.run(sql`DELETE FROM article_summary`);
  for (const ids of listIdsInParts(db)) recountSummaries(db, ids);
}

/** Summaries that were found not to fit, in one part of a project. */
export interface BrokenSummaries {
  readonly ids: readonly Id[];
  /** Row of the last article of that part; null when there is none after it. */
  readonly last: number | null;
}

/** The same in parts of so many articles, those without an article with the last part. */
export function findBrokenSummaries(
  db: ReadDb,
  part: { readonly after: number; readonly limit: number },
): BrokenSummaries {
  const heads = listHeads(db, part);
  const ids = heads.map(({ articleId }) => articleId);
  const last = heads.length < part.limit ? null : (heads.at(-1)?.rowId ?? null);
  const broken = listBrokenAmong(db, ids);
  return { ids: last === null ? [...broken, ...listStrays(db)] : broken, last };
}
