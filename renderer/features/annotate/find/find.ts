import { createStore, type StoreApi } from 'zustand/vanilla';
import { buildSpan, sliceSpan, utf16, type Span } from '../../../../shared/text/offsets.ts';
import type { Actions } from '../marks/actions.ts';
import type { ActionDeps } from '../marks/mark-base.ts';
import type { Reading } from '../marks/reading.ts';
import { runPattern, type RunningSearch } from './run-pattern.ts';
import { parsePattern, searchWords, type FindQuery, type Hits } from './search.ts';

/** What the find bar shows. */
export interface FindState {
  readonly isOpen: boolean;
  readonly query: FindQuery;
  readonly hits: readonly Span[];
  /** There are more hits than `hits`. */
  readonly isCapped: boolean;
  /** Index into the hits; null when there is none. */
  readonly current: number | null;
  /** Why nothing can be found, for a person; null when nothing stands in the way. */
  readonly error: string | null;
  /** Counts the times it was asked for: each puts the focus into its field. */
  readonly asked: number;
}

const noHits = { hits: [], isCapped: false, current: null, error: null } as const;
const initial: FindState = {
  isOpen: false,
  query: { text: '', matchCase: false, wholeWord: false, isPattern: false },
  asked: 0,
  ...noHits,
};

/** Find in the open article. */
export interface Find {
  readonly store: StoreApi<FindState>;
  /** Show the bar with the focus in it; a selected word becomes the query. */
  open(): void;
  /** Put the bar away; the current hit is selected and the text has the focus. */
  close(): void;
  setQuery(patch: Partial<FindQuery>): void;
  /** Go to the next or previous hit, round at the ends. */
  step(direction: 1 | -1): void;
  /** Follow the open article; call the result to stop. */
  mount(): () => void;
}

/** Longer selections are not what one looks for. */
const maxQueryLength = 100;

/** Find in the article of one reader. */
export function createFind(deps: ActionDeps, actions: Actions): Find {
  const store = createStore<FindState>(() => initial);
  let running: RunningSearch | null = null;

  const draw = (): void => {
    const { isOpen, hits, current } = store.getState();
    deps.reader()?.setFindHits(isOpen ? hits : [], isOpen ? current : null);
  };

  const goTo = (index: number | null): void => {
    store.setState({ current: index });
    draw();
    const hit = index === null ? undefined : store.getState().hits[index];
    if (hit) deps.reader()?.reveal(hit);
  };

  const take = (found: Hits, reading: Reading): void => {
    const toSpan = ([start, end]: Hits['hits'][number]) =>
      buildSpan(reading.map.toCodePoint(utf16(start)), reading.map.toCodePoint(utf16(end)));
    const hits = found.hits.map(toSpan);
    const { caret, span } = deps.store.getState();
    const from = span?.start ?? caret;
    const next = hits.findIndex(({ start }) => start >= from);
    store.setState({ ...noHits, hits, isCapped: found.isCapped });
    goTo(hits.length === 0 ? null : Math.max(next, 0));
  };

  const searchPattern = async (query: FindQuery, reading: Reading): Promise<void> => {
    const pattern = parsePattern(query);
    if (typeof pattern === 'string') {
      store.setState({ ...noHits, error: pattern });
      draw();
      return;
    }
    const { text, language } = reading;
    const own = runPattern({ text, query, language });
    running = own;
    const found = await own.hits;
    if (running !== own) return;
    running = null;
    if (found) return take(found, reading);
    store.setState({ ...noHits, error: 'The pattern takes too long' });
    draw();
  };

  const search = (): void => {
    const before = running;
    running = null;
    before?.cancel();
    const { query, isOpen } = store.getState();
    const reading = actions.getReading();
    if (!isOpen || !reading || query.text === '') {
      store.setState(noHits);
      return draw();
    }
    if (query.isPattern) actions.send(searchPattern(query, reading));
    else take(searchWords(reading.text, query, reading.language), reading);
  };

  return {
    store,
    open() {
      const reading = actions.getReading();
      const { span } = deps.store.getState();
      const words = span && reading ? sliceSpan(reading.text, span, reading.map) : '';
      const isQuery = words !== '' && words.length <= maxQueryLength && !words.includes('\n');
      const { query, asked } = store.getState();
      store.setState({
        isOpen: true,
        asked: asked + 1,
        query: isQuery ? { ...query, text: words, isPattern: false } : query,
      });
      search();
    },
    close() {
      const { hits, current } = store.getState();
      const hit = current === null ? undefined : hits[current];
      store.setState({ isOpen: false });
      search();
      const reader = deps.reader();
      if (hit) reader?.setSelection(hit);
      reader?.focus();
    },
    setQuery(patch) {
      store.setState({ query: { ...store.getState().query, ...patch } });
      search();
    },
    step(direction) {
      const { isOpen, hits, current } = store.getState();
      if (!isOpen) {
        store.setState({ isOpen: true });
        return search();
      }
      if (hits.length === 0) return deps.tell('Nothing found.');
      const next = ((current ?? -direction) + direction + hits.length) % hits.length;
      goTo(next);
      deps.tell(`${next + 1} of ${hits.length}`);
    },
    mount: () =>
      deps.session.store.subscribe((state, before) => {
        if (state.article?.revision.id === before.article?.revision.id) return;
        // After the reader has the new text.
        if (store.getState().isOpen) queueMicrotask(search);
      }),
  };
}
