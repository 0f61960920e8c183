import {
  currentClaimStatus,
  compareClaimEvents,
  findStatusWarning,
} from '../../shared/claims/status.ts';
import type { ListFilters } from '../../shared/commands/define.ts';
import type { ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import type {
  ArticleList,
  ArticleOpening,
  ArticleRest,
  ArticleView,
  ClaimView,
  EntityView,
  HistoryEntry,
  MarkPlace,
  ProjectCounts,
  RevisionRow,
} from '../../shared/contract/views.ts';
import type {
  Annotation,
  Claim,
  ClaimEvent,
  CodebookRecord,
  Evidence,
  Id,
  Project,
  RecordOf,
  RecordType,
  Revision,
} from '../../shared/records/records.ts';
import type { CodePointOffset } from '../../shared/text/offsets.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { Connection } from '../store/connection.ts';
import { listSteps, listTombstones, type Tombstone } from '../store/history.ts';
import { findOriginal, type Original } from '../store/originals.ts';
import {
  findArticleByText,
  listArticleIds,
  listStoredTexts,
  type ArticleName,
  type StoredText,
} from '../store/queries/texts.ts';
import {
  countEntityUses,
  countRows,
  listEntityPlaces,
  listOccurrences,
  listPassages,
} from '../store/queries/uses.ts';
import { findRecord, listOfClaims, listRecords, pageRecords } from '../store/repository.ts';
import { ArticleReader } from './article-reader.ts';
import { describeRecord } from './draft.ts';
import { ExportFacts } from './exporting/export-facts.ts';
import { JsonRows } from './exporting/json-rows.ts';
import { Library } from './library/library.ts';
import type { RevisionCache } from './revision-cache.ts';
import { SearchRun, type SearchInput } from './search/search-run.ts';

/** All questions that can be asked of an open project. */
export class ProjectReader {
  readonly #db: Connection;
  readonly #revisions: RevisionCache;
  readonly #articles: ArticleReader;
  /** Lists of articles and counts of them. */
  readonly library: Library;
  /** Texts and marks as JSON. */
  readonly json: JsonRows;
  /** What an export is planned by. */
  readonly facts: ExportFacts;

  constructor(db: Connection, revisions: RevisionCache, annotatorId: Id) {
    this.#db = db;
    this.#revisions = revisions;
    this.#articles = new ArticleReader(this, db, annotatorId);
    this.library = new Library(db, annotatorId);
    this.json = new JsonRows(db, db.file);
    this.facts = new ExportFacts(db);
  }

  /** The record of that id; null when there is none. */
  find<Type extends RecordType>(type: Type, id: Id): RecordOf<Type> | null {
    return type === 'revision'
      ? (this.#revisions.find(this.#db, id) as RecordOf<Type> | null)
      : findRecord(this.#db, type, id);
  }

  /** A revision that is not kept for the next who asks; null when there is none. */
  readRevision(id: Id): Revision | null {
    return this.#revisions.read(this.#db, id);
  }

  /** The record of that id. @throws Refusal `not_found` naming it. */
  get<Type extends RecordType>(type: Type, id: Id): RecordOf<Type> {
    const record = this.find(type, id);
    if (record) return record;
    const what = describeRecord(type, null);
    throw new Refusal(
      'not_found',
      `There is no ${what} in this project. It may have been removed.`,
      { type, id },
    );
  }

  /** Records that have all the given values, oldest first; all of them for `{}`. */
  list<Type extends RecordType>(type: Type, where: ListFilters[Type]): RecordOf<Type>[] {
    return listRecords(this.#db, type, where);
  }

  /** All records of a type in lists of some hundred, oldest first; see `pageRecords`. */
  pages<Type extends RecordType>(type: Type): Generator<RecordOf<Type>[]> {
    return pageRecords(this.#db, type);
  }

  /** Events or evidence of some claims, oldest first. */
  ofClaims<Type extends 'claim_event' | 'evidence'>(
    type: Type,
    claimIds: readonly Id[],
  ): RecordOf<Type>[] {
    return listOfClaims(this.#db, type, claimIds);
  }

  /** Run several questions over one state of the project. */
  snapshot<Value>(work: () => Value): Value {
    return this.#db.snapshot(work);
  }

  /** The project's own row. */
  project(): Project {
    const [project] = this.list('project', {});
    if (!project) throw new Refusal('damaged', 'The project file has no project in it.');
    return project;
  }

  /** The codebook. */
  codebook(): CodebookRecord {
    return this.get('codebook', 'codebook');
  }

  /** Numbers of rows. */
  counts(): ProjectCounts {
    return countRows(this.#db);
  }

  /** A window of the library. */
  articles({
    offset,
    limit,
    ...order
  }: ChannelParsed<EngineContract['article.list']>): ArticleList {
    return this.library.list(order, { offset, limit });
  }

  /** Ids of all articles in the order in which they came, those in the trash only when asked for. */
  articleIds(trashed: 'with' | 'without' = 'without'): Id[] {
    return listArticleIds(this.#db, trashed);
  }

  /** An article with its current text, the marks on it and their comments. */
  article(id: Id): ArticleView {
    return this.#articles.view(id);
  }

  /** An article as it is first shown, see `ArticleReader.opening`. */
  articleOpening(id: Id, near: CodePointOffset): ArticleOpening {
    return this.#articles.opening(id, near);
  }

  /** The marks on the current text of an article, see `ArticleReader.marks`. */
  articleMarks(id: Id, take: (marks: readonly Annotation[]) => void): ArticleRest {
    return this.#articles.marks(id, take);
  }

  /** Every text that an article has had, the first one first. */
  revisions(articleId: Id): RevisionRow[] {
    return this.list('revision', { articleId })
      .map(({ number, reason, createdAt, createdBy }) => ({
        number,
        reason,
        createdAt,
        createdBy: this.find('annotator', createdBy)?.name ?? '',
      }))
      .sort((left, right) => left.number - right.number);
  }

  /** The cast with its use. Entries that were merged into another are left out. */
  entities(): EntityView[] {
    const uses = countEntityUses(this.#db);
    return this.list('entity', {})
      .filter((entity) => entity.mergedInto === null)
      .map((entity) => ({
        entity,
        ...(uses.get(entity.id) ?? { mentions: 0, quotations: 0, articles: 0 }),
      }));
  }

  /** Marks of a member of the cast; see `listEntityPlaces`. */
  entityPlaces(id: Id): MarkPlace[] {
    return listEntityPlaces(this.#db, id);
  }

  /** All claims. */
  claims(): ClaimView[] {
    const events = groupByClaim(this.list('claim_event', {}));
    const evidence = groupByClaim(this.list('evidence', {}));
    const uses = groupByClaim(listOccurrences(this.#db, null));
    const passages = groupByClaim(listPassages(this.#db, null));
    return this.list('claim', {}).map((claim) =>
      buildClaimView(
        claim,
        events.get(claim.id) ?? [],
        evidence.get(claim.id) ?? [],
        uses.get(claim.id) ?? [],
        passages.get(claim.id) ?? [],
      ),
    );
  }

  /** One claim. @throws Refusal `not_found`. */
  claim(id: Id): ClaimView {
    return buildClaimView(
      this.get('claim', id),
      this.list('claim_event', { claimId: id }),
      this.list('evidence', { claimId: id }),
      listOccurrences(this.#db, id),
      listPassages(this.#db, id),
    );
  }

  /** A search that goes on turn by turn. @throws Refusal `bad_input` for a query that means nothing here. */
  search(input: SearchInput): SearchRun {
    return new SearchRun(this.#db, this.codebook().codebook, input);
  }

  /** The latest steps first. */
  history(filter: ChannelParsed<EngineContract['history.list']>): HistoryEntry[] {
    return listSteps(this.#db, filter).map((step) => ({
      stepId: step.id,
      command: step.command,
      label: step.label,
      annotator: step.annotator,
      at: step.at,
      changeCount: step.changeCount,
      undone: step.isUndone,
      changes: step.changes,
    }));
  }

  /** Rows that were removed. */
  tombstones(): Tombstone[] {
    return listTombstones(this.#db);
  }

  /** An imported file by its hash; null when it is not kept. */
  original(sha256: string): Original | null {
    return findOriginal(this.#db, sha256);
  }

  /** Current texts of articles outside the trash, so many after a row. */
  storedTexts(afterRow: number, limit: number): StoredText[] {
    return listStoredTexts(this.#db, afterRow, limit);
  }

  /** The article whose current text has that SHA-256; null when there is none. */
  articleByText(sha256: string): ArticleName | null {
    return findArticleByText(this.#db, sha256);
  }
}

function groupByClaim<Item extends { readonly claimId: Id }>(
  items: readonly Item[],
): Map<Id, Item[]> {
  const groups = new Map<Id, Item[]>();
  for (const item of items) {
    const group = groups.get(item.claimId);
    if (group) group.push(item);
    else groups.set(item.claimId, [item]);
  }
  return groups;
}

function buildClaimView(
  claim: Claim,
  events: readonly ClaimEvent[],
  evidence: readonly Evidence[],
  uses: ClaimView['occurrences'],
  passages: ClaimView['passages'],
): ClaimView {
  const status = currentClaimStatus(events);
  return {
    claim,
    status,
    warning: findStatusWarning(status, evidence),
    events: [...events].sort(compareClaimEvents),
    evidence,
    occurrences: uses.map(({ annotationId, articleId }) => ({ annotationId, articleId })),
    passages: passages.map(({ ref, articleId, title }) => ({ ref, articleId, title })),
  };
}
