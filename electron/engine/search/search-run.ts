import type { Codebook } from '../../../shared/codebook/codebook.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { SearchHit, SearchScope, SearchTotals } from '../../../shared/search/hit.ts';
import { evaluateQuery, toIndexQuery } from '../../../shared/search/match.ts';
import type { Query } from '../../../shared/search/query.ts';
import type { Sameness } from '../../../shared/search/words.ts';
import { Refusal } from '../../../shared/util/result.ts';
import type { ReadDb } from '../../store/connection.ts';
import {
  countRevisions,
  findEntityName,
  listCandidates,
  listCastNames,
  listMarkPieces,
  listRevisionRows,
  listRowsOfLinked,
  listStatements,
  listTexts,
  type MarkPiece,
  type Named,
} from '../../store/queries/find.ts';
import { findArticleHits, type ArticleQuestion, type FoundHit } from './article-hits.ts';
import { resolveFilters } from './filters.ts';
import { compileLeaves, type FindLeaves, type LeafHits } from './leaf-finder.ts';
import { findNoteHits, listNotesInTurns } from './note-hits.ts';

/** What is searched for. */
export interface SearchInput extends Sameness {
  readonly query: Query;
  readonly scope: SearchScope;
}

/** Hits that are kept for listing, sorting and marking; more are only counted. */
export const maxHits = 50_000;
/** Rows of revisions that are looked at in one turn: a few milliseconds. */
const rowsAtOnce = 48;
/** Most rows that are asked of the index at a time. */
const maxRows = 50_000;

/** A search on its way through the project, turn by turn. Nothing of it survives a change of the texts: search again. */
export class SearchRun {
  readonly #db: ReadDb;
  readonly #input: SearchInput;
  readonly #question: ArticleQuestion;
  readonly #findLeaves: FindLeaves;
  readonly #turns: Iterator<number | null, void>;
  readonly #articles = new Set<Id>();
  #counted = 0;
  #looked = 0;
  /** Articles that may have a hit, as far as an index tells; null when all have to be read. */
  readonly candidates: number | null;
  /** In the order in which they were found: a hit's number is its place here. */
  readonly hits: SearchHit[] = [];
  /** Whether speakers are looked up only for the hits that are asked for. */
  readonly #isLate: boolean;
  readonly #described = new Set<number>();
  #isComplete = false;

  /** @throws Refusal `bad_input` for a query that means nothing in this scope or project. */
  constructor(db: ReadDb, codebook: Codebook, input: SearchInput) {
    this.#db = db;
    this.#input = input;
    const { query, scope } = input;
    if (!query.root && (scope === 'text' || scope === 'notes')) {
      throw new Refusal(
        'bad_input',
        'Say what to look for: filters alone find quotations, entities and claims.',
      );
    }
    this.#findLeaves = compileLeaves(query.leaves, input);
    const names = new Map<Id, string>();
    this.#question = {
      scope,
      root: query.root,
      filters: resolveFilters(db, codebook, { filters: query.filters, scope }),
      named: this.#findNamed(),
      nameOf: (id) => {
        const name = names.get(id) ?? findEntityName(db, id);
        names.set(id, name);
        return name;
      },
    };
    const { speakers, types, claims, cues } = this.#question.filters;
    this.#isLate = scope === 'text' && !speakers && !types && !claims && !cues;
    const usesIndex = scope === 'text' || scope === 'quotations';
    const index = usesIndex ? toIndexQuery(query, input) : null;
    this.candidates = index === null ? null : countRevisions(db, index);
    this.#turns = this.#listTurns(index);
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Rows looked at so far. */
  get looked(): number {
    return this.#looked;
  }

  get totals(): SearchTotals {
    return { hits: this.#counted, kept: this.hits.length, articles: this.#articles.size };
  }

  /** Look at a few more articles or notes. @throws Refusal `refused` for a pattern that takes too long. */
  step(): void {
    const { done, value } = this.#turns.next();
    if (done) this.#isComplete = true;
    else this.#looked += value ?? 0;
  }

  /** Hits with who speaks there: reading the marks around every hit of a long search would take longer than finding it. */
  withSpeakers(hits: readonly SearchHit[]): readonly SearchHit[] {
    if (!this.#isLate) return hits;
    const missing = hits.filter(({ number }) => !this.#described.has(number));
    const articles = [...new Set(missing.map(({ articleId }) => articleId ?? ''))];
    const pieces = groupByArticle(
      articles.length > 0 ? listMarkPieces(this.#db, articles, { layers: ['quotation'] }) : [],
    );
    for (const hit of missing) {
      this.#described.add(hit.number);
      const around = findQuotation(pieces.get(hit.articleId ?? '') ?? [], hit);
      if (!around) continue;
      const { speakerId, label: quotationType } = around;
      const speaker = speakerId === null ? '' : this.#question.nameOf(speakerId);
      this.hits[hit.number] = { ...hit, speakerId, speaker, quotationType };
    }
    return hits.map((hit) => this.hits[hit.number] ?? hit);
  }

  *#listTurns(index: string | null): Generator<number | null, void> {
    const { scope } = this.#input;
    if (scope === 'notes') return yield* this.#searchNotes();
    if (scope === 'text' || scope === 'quotations') return yield* this.#searchRows(index);
    const { named, filters } = this.#question;
    const isMeant = (id: Id) => scope !== 'claims' || (filters.claims?.has(id) ?? true);
    const linked = [...named.keys()].filter(isMeant);
    const rows = listRowsOfLinked(this.#db, scope === 'entities' ? 'entity' : 'claim', linked);
    for (let i = 0; i < rows.length; i += rowsAtOnce) {
      this.#lookAt(rows.slice(i, i + rowsAtOnce));
      yield rowsAtOnce;
    }
    this.#addUnmarked();
  }

  *#searchRows(index: string | null): Generator<number, void> {
    let limit = rowsAtOnce;
    for (let after = 0; ;) {
      const rows = listRevisionRows(this.#db, index, { after, limit });
      if (rows.length === 0) return;
      after = rows.at(-1) ?? after;
      for (let i = 0; i < rows.length; i += rowsAtOnce) {
        const some = rows.slice(i, i + rowsAtOnce);
        this.#lookAt(some);
        yield some.length;
      }
      // The index goes through the rows before `after` again: few first, for a quick answer, then ever more.
      limit = Math.min(maxRows, limit * 4);
    }
  }

  *#searchNotes(): Generator<null, void> {
    const { root, filters } = this.#question;
    if (!root) return;
    for (const notes of listNotesInTurns(this.#db)) {
      this.#add(findNoteHits(this.#db, { root, filters }, notes, this.#findLeaves));
      yield null;
    }
  }

  #lookAt(rowIds: readonly number[]): void {
    const { scope, filters } = this.#question;
    const candidates = listCandidates(this.#db, rowIds).filter(filters.takesArticle);
    const texts = listTexts(
      this.#db,
      candidates.map(({ rowId }) => rowId),
    );
    const bodies = candidates.map(({ rowId }) => texts.get(rowId) ?? '');
    const needsLeaves = scope === 'text' || scope === 'quotations';
    const leafHits = needsLeaves ? this.#findLeaves(bodies) : bodies.map(() => []);
    // Marks are read only where there may be a hit.
    const { root } = this.#question;
    const isNeeded = (i: number) =>
      !needsLeaves || !root || (leafHits[i] ?? []).some((hits) => hits.length > 0);
    const wanted = candidates.filter((_, i) => isNeeded(i)).map(({ articleId }) => articleId);
    const pieces = groupByArticle(
      this.#isLate
        ? []
        : listMarkPieces(this.#db, wanted, { cues: filters.cues ? 'with' : 'without' }),
    );
    candidates.forEach((candidate, i) => {
      if (!isNeeded(i)) return;
      if (this.#isFull) return this.#count(candidate.articleId, leafHits[i] ?? []);
      const article = {
        candidate,
        text: bodies[i] ?? '',
        pieces: pieces.get(candidate.articleId) ?? [],
      };
      this.#add(findArticleHits(this.#question, article, leafHits[i] ?? []));
    });
  }

  /** Whether hits are only counted from here on: nothing but the query says what is one. */
  get #isFull(): boolean {
    return this.#isLate && this.hits.length >= maxHits;
  }

  #count(articleId: Id, leafHits: LeafHits): void {
    const { root } = this.#question;
    const hits = root && evaluateQuery(root, (leaf) => leafHits[leaf] ?? []);
    if (!hits || hits.length === 0) return;
    this.#articles.add(articleId);
    this.#counted += hits.length;
  }

  #add(found: readonly FoundHit[]): void {
    for (const hit of found) {
      if (hit.articleId !== null) this.#articles.add(hit.articleId);
      if (this.hits.length < maxHits) this.hits.push({ number: this.#counted, ...hit });
      this.#counted += 1;
    }
  }

  /** Members of the cast or claims whose names the query hits. */
  #findNamed(): Map<Id, string> {
    const { scope, query } = this.#input;
    const named = new Map<Id, string>();
    const { root } = query;
    if (scope !== 'entities' && scope !== 'claims') return named;
    const list = scope === 'entities' ? listCastNames(this.#db) : listStatements(this.#db);
    if (!root) return new Map(list.map(({ id, name }) => [id, name]));
    // A line end between them keeps a phrase from running from one name into the next.
    const hits = this.#findLeaves(list.map(({ name, aliases }) => [name, ...aliases].join('\n')));
    list.forEach(({ id, name }, i) => {
      if (evaluateQuery(root, (leaf) => hits[i]?.[leaf] ?? [])) named.set(id, name);
    });
    return named;
  }

  /** Who and what was found by name but is marked in no article. */
  #addUnmarked(): void {
    const { scope, filters, named } = this.#question;
    if (filters.hasArticle || filters.speakers || filters.types || filters.cues) return;
    const marked = new Set(this.#marked());
    const list: Named[] = scope === 'entities' ? listCastNames(this.#db) : listStatements(this.#db);
    const isMeant = (id: Id) => named.has(id) && (filters.claims?.has(id) ?? true);
    for (const { id, name } of list) {
      if (marked.has(id) || !isMeant(id)) continue;
      this.#add([buildUnmarked(name)]);
    }
  }

  #marked(): Id[] {
    return listMarkPieces(this.#db, [...this.#articles]).flatMap(({ entityId, claimId }) =>
      [entityId, claimId].filter((id) => id !== null),
    );
  }
}

/** The smallest fragment of a quotation around a hit; null when it lies in none. */
function findQuotation(
  pieces: readonly MarkPiece[],
  { span, revision }: SearchHit,
): MarkPiece | null {
  if (!span) return null;
  const around = pieces.filter(
    (piece) => piece.revision === revision && piece.start <= span.start && span.end <= piece.end,
  );
  const length = ({ start, end }: MarkPiece) => end - start;
  return around.toSorted((left, right) => length(left) - length(right))[0] ?? null;
}

function groupByArticle(pieces: readonly MarkPiece[]): Map<Id, MarkPiece[]> {
  const groups = new Map<Id, MarkPiece[]>();
  for (const piece of pieces) {
    const group = groups.get(piece.articleId);
    if (group) group.push(piece);
    else groups.set(piece.articleId, [piece]);
  }
  return groups;
}

function buildUnmarked(name: string): FoundHit {
  return {
    articleId: null,
    revision: 0,
    title: '',
    publisher: '',
    published: null,
    span: null,
    left: '',
    exact: name,
    right: '',
    markId: null,
    layer: '',
    speakerId: null,
    speaker: '',
    quotationType: null,
    about: '',
  };
}
