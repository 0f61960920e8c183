import type {
  ArticleCells,
  ArticleJson,
  JsonWish,
  MarkFilter,
} from '../../../shared/records/read-rows.ts';
import type { Id, Revision } from '../../../shared/records/records.ts';
import type { ReadDb } from '../../store/connection.ts';
import { findMeta } from '../../store/meta.ts';
import { findPlainRevision, listCells } from '../../store/queries/export-cells.ts';
import { findArticleJson } from '../../store/queries/export-text.ts';
import { JsonAhead } from './json-ahead.ts';

/** Questions of exports whose answers the database puts together. */
export class JsonRows {
  readonly #db: ReadDb;
  readonly #file: string | null;

  /** @param file Path of the database; null when it is in memory. */
  constructor(db: ReadDb, file: string | null) {
    this.#db = db;
    this.#file = file;
  }

  /** A revision and the marks on it; null when there is none. */
  article(articleId: Id, revision: number, wish: JsonWish): ArticleJson | null {
    return findArticleJson(this.#db, articleId, revision, wish);
  }

  /** Answers to `article` that are worked out beside this thread; null for a database in memory. The caller closes it. */
  ahead(wish: JsonWish): JsonAhead | null {
    const head = findMeta(this.#db, 'head');
    return this.#file === null || head === null
      ? null
      : new JsonAhead({ file: this.#file, head, wish });
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
