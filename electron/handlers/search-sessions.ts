import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { CallContext, ChannelParsed } from '../../shared/contract/channel.ts';
import type { EngineContract } from '../../shared/contract/engine.ts';
import { stringifyRows } from '../../shared/formats/csv/csv-text.ts';
import type {
  HitGroup,
  HitPage,
  HitWorkReport,
  MarksAtHits,
  SearchAnswer,
  SearchHit,
  SearchTotals,
} from '../../shared/search/hit.ts';
import { describeFault, parseQuery, patternQuery } from '../../shared/search/query.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import type { SearchRun } from '../engine/search/search-run.ts';
import { writeFileAtomically } from '../files/atomic.ts';
import { hitColumns, toCsvRow } from './hit-csv.ts';
import { groupHits, sortHits } from './hit-order.ts';
import { countMarksAt, workOnHits } from './hit-work.ts';

/** Searches kept at a time; the oldest goes first. */
const maxSearches = 4;
/** The first hits are shown after this time, whether a page of them is full or not. */
const firstAnswerMs = 60;
/** Time that may pass before other calls get their turn. */
const turnMs = 12;

type Input<Name extends keyof EngineContract> = ChannelParsed<EngineContract[Name]>;

interface Search {
  readonly id: string;
  readonly run: SearchRun;
  /** The last order that was asked for. */
  sorted: { readonly key: string; readonly hits: readonly SearchHit[] } | null;
}

/** Searches of the window: begun at once, gone on with when asked, then sorted, grouped, exported and worked on. */
export class SearchSessions {
  readonly #project: OpenProject;
  readonly #searches = new Map<string, Search>();

  constructor(project: OpenProject) {
    this.#project = project;
  }

  /** Begin a search and answer with the first hits. @throws Refusal `bad_input` naming the place of a fault in the query. */
  begin(input: Input<'search.run'>): SearchAnswer {
    const { text, isPattern, limit, exact, wholeWord } = input;
    const parsed = isPattern ? patternQuery(text) : parseQuery(text);
    if (!parsed.ok) {
      const { at, end } = parsed.fault;
      throw new Refusal('bad_input', describeFault(text, parsed.fault), { at, end });
    }
    const run = this.#project.read.search({
      query: parsed.query,
      scope: input.in,
      exact,
      wholeWord,
    });
    const until = performance.now() + firstAnswerMs;
    this.#project.read.snapshot(() => {
      while (!run.isComplete && run.hits.length < limit && performance.now() < until) run.step();
    });
    const id = randomUUID();
    this.#searches.set(id, { id, run, sorted: null });
    for (const oldest of this.#searches.keys()) {
      if (this.#searches.size > maxSearches) this.#searches.delete(oldest);
    }
    const { isComplete, candidates, totals } = run;
    return {
      searchId: id,
      ...totals,
      isComplete,
      candidates,
      rows: run.withSpeakers(run.hits.slice(0, limit)),
    };
  }

  /** Look at everything else. @throws Refusal `cancelled`; what was found until then stays. */
  async collect(searchId: string, { signal, progress }: CallContext): Promise<SearchTotals> {
    const { run } = this.#get(searchId);
    let last = performance.now();
    while (!run.isComplete) {
      run.step();
      if (performance.now() - last < turnMs) continue;
      const found = run.totals.hits.toLocaleString('en');
      progress({ done: run.looked, total: run.candidates, label: `${found} hits` });
      await setImmediate();
      if (signal.aborted) throw new Refusal('cancelled', 'The search was stopped.');
      last = performance.now();
    }
    return run.totals;
  }

  /** A window of the hits in some order. */
  page({ searchId, sort, descending, group, offset, limit }: Input<'search.page'>): HitPage {
    const search = this.#get(searchId);
    const { run } = search;
    if (group?.by === 'speaker') run.withSpeakers(run.hits);
    const hits = this.#sort(search, sort, descending);
    const wanted = group ? (groupHits(hits, group.by).get(group.key)?.hits ?? []) : hits;
    const rows = run.withSpeakers(wanted.slice(offset, offset + limit));
    return { total: wanted.length, rows };
  }

  /** Hits gathered by something, the largest group first. */
  groups({ searchId, by }: Input<'search.groups'>): HitGroup[] {
    const { run } = this.#get(searchId);
    const groups = [...groupHits(by === 'speaker' ? run.withSpeakers(run.hits) : run.hits, by)];
    return groups
      .map(([key, { label, hits }]) => ({ key, label, hits: hits.length }))
      .toSorted((left, right) => right.hits - left.hits || (left.label < right.label ? -1 : 1));
  }

  /** Write the hits as CSV. */
  async export(
    { searchId, sort, descending, spreadsheet }: Omit<Input<'search.export'>, 'target'>,
    target: string,
  ): Promise<{ readonly rows: number; readonly sizeBytes: number }> {
    const search = this.#get(searchId);
    const { run } = search;
    const hits = this.#sort(search, sort, descending);
    const variant = spreadsheet ? 'spreadsheet' : 'exact';
    const { sizeBytes } = await writeFileAtomically(target, async (sink) => {
      await sink.append(`${spreadsheet ? '\uFEFF' : ''}${stringifyRows([hitColumns], 'exact')}`);
      for (let i = 0; i < hits.length; i += 500) {
        await sink.append(
          stringifyRows(run.withSpeakers(hits.slice(i, i + 500)).map(toCsvRow), variant),
        );
      }
    });
    return { rows: hits.length, sizeBytes };
  }

  /** Mark, change or delete at the chosen hits, as one step. */
  async work(input: Input<'search.work'>, context: CallContext): Promise<HitWorkReport> {
    return workOnHits(this.#project, this.#choose(input), input.work, context);
  }

  /** Count what is marked at the chosen hits. */
  marks(input: Input<'search.marks'>, context: CallContext): Promise<MarksAtHits[]> {
    return countMarksAt(this.#project, this.#choose(input), context);
  }

  /** Forget a search. */
  end(searchId: string): void {
    this.#searches.delete(searchId);
  }

  #choose({ searchId, all, hits: named }: Input<'search.marks'>): readonly SearchHit[] {
    const { hits } = this.#get(searchId).run;
    const numbers = new Set(named);
    return hits.filter(({ number }) => numbers.has(number) !== all);
  }

  #get(searchId: string): Search {
    const search = this.#searches.get(searchId);
    if (!search) throw new Refusal('not_found', 'This search has ended; search again.');
    return search;
  }

  #sort(search: Search, sort: Input<'search.page'>['sort'], descending: boolean) {
    const { run } = search;
    const key = `${sort} ${descending} ${run.hits.length}`;
    const hits = sort === 'speaker' ? run.withSpeakers(run.hits) : run.hits;
    if (search.sorted?.key !== key) search.sorted = { key, hits: sortHits(hits, sort, descending) };
    return search.sorted.hits;
  }
}
