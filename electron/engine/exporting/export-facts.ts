import type { ExportArticleFacts, MarkFilter } from '../../../shared/records/read-rows.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { ReadDb } from '../../store/connection.ts';
import {
  countLayers,
  listNamedAnnotators,
  readTextFacts,
  listExportArticles,
  listHeadAnnotators,
  listLinkedRows,
  type ExportTextFacts,
  type LinkedRows,
} from '../../store/queries/export-facts.ts';

/** What an export is planned by, counted by the database: some milliseconds where reading all rows takes seconds. */
export class ExportFacts {
  readonly #db: ReadDb;

  constructor(db: ReadDb) {
    this.#db = db;
  }

  /** Facts of some articles, of all for null, in the order of every export. */
  articles(ids: readonly Id[] | null, filter: MarkFilter): ExportArticleFacts[] {
    return listExportArticles(this.#db, ids, filter);
  }

  /** Of some annotators, those whom rows of some articles name. */
  annotators(candidates: readonly Id[], ids: readonly Id[] | null, filter: MarkFilter): Id[] {
    return listNamedAnnotators(this.#db, candidates, ids, filter);
  }

  /** Annotators whom the project, its codebook, its cast and its claims name. */
  headAnnotators(): Id[] {
    return listHeadAnnotators(this.#db);
  }

  /** Members of the cast and claims that marks of some articles name. */
  linked(ids: readonly Id[] | null, filter: MarkFilter): LinkedRows {
    return listLinkedRows(this.#db, ids, filter);
  }

  /** Marks of some articles by layer. */
  layers(ids: readonly Id[] | null, filter: MarkFilter): Map<string, number> {
    return countLayers(this.#db, ids, filter);
  }

  /** What is out of the ordinary in the current texts of some articles. */
  texts(ids: readonly Id[], longBytes: number): ExportTextFacts {
    return readTextFacts(this.#db, ids, longBytes);
  }
}
