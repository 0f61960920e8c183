import type { ArticleCells, MarkFilter, MarkLinks } from '../../shared/records/read-rows.ts';
import type { Id, Revision } from '../../shared/records/records.ts';
import type { ReadDb } from '../store/connection.ts';
import { findPlainRevision, listCells } from '../store/queries/export-cells.ts';
import {
  findRevisionJson,
  listMarkLinks,
  listMarksJson,
  type MarksJson,
  type RevisionJson,
} from '../store/queries/export-text.ts';

/** Questions whose answer is JSON in UTF-8, put together by the database. */
export class JsonRows {
  readonly #db: ReadDb;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** The text and the document of a revision; null when there is none. */
  revision(articleId: Id, number: number): RevisionJson | null {
    return findRevisionJson(this.#db, articleId, number);
  }

  /** The marks of a revision, `separator` between two of them. */
  marks(articleId: Id, revision: number, filter: MarkFilter, separator: string): MarksJson {
    return listMarksJson(this.#db, articleId, revision, filter, separator);
  }

  /** What those marks name, one entry a mark, in no order. */
  links(articleId: Id, revision: number, filter: MarkFilter): MarkLinks[] {
    return listMarkLinks(this.#db, articleId, revision, filter);
  }

  /** The marks of a revision as tables hold them, in no order. */
  cells(articleId: Id, revision: number, filter: MarkFilter): ArticleCells {
    return listCells(this.#db, articleId, revision, filter);
  }

  /** A revision without its document, unless there is more than plain paragraphs in it. */
  plainRevision(articleId: Id, number: number): Revision | null {
    return findPlainRevision(this.#db, articleId, number);
  }
}
