import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import {
  blankLeadingAnd,
  splitQuery,
  type FilterTerm,
} from '../../../shared/search/filter-terms.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconSearch, IconWarning } from '../../ui/icons.ts';
import { focusNamed } from '../../ui/panes.ts';
import { describeFilter } from './filter-values.ts';
import { writeSearch } from './saved-searches.ts';
import { toEngineQuery, type SearchError, type SearchQuery } from './search-query.ts';
import { focusNames } from './search-commands.ts';
import type { Search } from './search-store.ts';
import styles from './search.module.css';

/** Nothing was found, or the query is none. */
export function NoHits(props: { readonly workspace: Workspace; readonly search: Search }) {
  const { workspace, search } = props;
  const { error, isRunning, query, searchId } = useStore(search.store);
  if (error !== null) return <Fault error={error} search={search} />;
  // Nothing to see while the answer is on its way: it takes a moment only.
  if (isRunning || searchId === null) return <div className={styles.blank} aria-busy="true" />;
  return <NothingFound key={searchId} workspace={workspace} search={search} query={query} />;
}

/** Ask something else; the button that did it goes, and the focus to the field. */
function change(search: Search, patch: Partial<SearchQuery>): void {
  search.setQuery(patch);
  focusNamed(focusNames.query);
}

/** Why the query cannot be run, and the place of it. */
function Fault(props: { readonly error: SearchError; readonly search: Search }) {
  const { error, search } = props;
  const { text, filters, scope } = search.store.getState().query;
  const { place } = error;
  const { words, filters: typed } = splitQuery(text, 'all');
  const hasFilters = filters.length + typed.length > 0;
  const asksForNoWords = words.trim() === '' && hasFilters && scope === 'text';
  return (
    <EmptyState
      icon={asksForNoWords ? IconSearch : IconWarning}
      title={asksForNoWords ? 'Words to look for are missing' : 'This query cannot be run'}
      actions={
        asksForNoWords && (
          <Button onPress={() => change(search, { scope: 'quotations' })}>
            List the quotations
          </Button>
        )
      }
    >
      <span role="alert">{error.message}</span>
      {place && (
        <code className={styles.fault} aria-hidden>
          {text.slice(0, place.at)}
          <mark>{text.slice(place.at, place.end) || ' '}</mark>
          {text.slice(place.end)}
        </code>
      )}
    </EmptyState>
  );
}

/** What would be found without one of the filters. */
interface Without {
  readonly query: SearchQuery;
  readonly filter: FilterTerm;
  readonly hits: number;
  /** Whether there may be more. */
  readonly isMore: boolean;
}

/** Which filters keep everything away: those without which something is found, the one with the most first. */
function useWithout(workspace: Workspace, query: SearchQuery): readonly Without[] {
  const [found, setFound] = useState<readonly Without[]>([]);
  useEffect(() => {
    const looking = new AbortController();
    listWithout(workspace, query, looking.signal)
      .then((list) => {
        if (!looking.signal.aborted) setFound(list);
      })
      .catch((error: unknown) => {
        if (!looking.signal.aborted) workspace.fail(error, 'Searching');
      });
    return () => looking.abort();
  }, [workspace, query]);
  return found;
}

async function listWithout(
  { clients }: Workspace,
  query: SearchQuery,
  signal: AbortSignal,
): Promise<readonly Without[]> {
  const { words, filters: typed } = splitQuery(blankLeadingAnd(query.text), 'all');
  const filters = [...query.filters, ...typed];
  const found: Without[] = [];
  for (const filter of filters) {
    const others = filters.filter((each) => each !== filter);
    const without = { ...query, text: words.trim(), filters: others };
    const asked = toEngineQuery(without);
    const isAsking = words.trim() !== '' || (others.length > 0 && query.scope !== 'text');
    if (!asked.ok || !isAsking || signal.aborted) continue;
    const answer = await clients.engine.call('search.run', { ...asked.asked, limit: 500 });
    await clients.engine.call('search.end', { searchId: answer.searchId });
    const { hits, isComplete } = answer;
    if (hits > 0) found.push({ query: without, filter, hits, isMore: !isComplete });
  }
  return found.toSorted((left, right) => right.hits - left.hits);
}

function NothingFound(props: {
  readonly workspace: Workspace;
  readonly search: Search;
  readonly query: SearchQuery;
}) {
  const { workspace, search, query } = props;
  const codebook = useSession(({ project }) => project?.codebook);
  const [first, ...others] = useWithout(workspace, query);
  const nameOf = ({ filter }: Without) => describeFilter(filter, query.scope, codebook);
  const widen = [
    ...[first, ...others]
      .filter((each) => each !== undefined)
      .map((without) => ({
        label: `Without ${nameOf(without)}`,
        run: () => change(search, without.query),
      })),
    query.wholeWord && {
      label: 'Find parts of words too',
      run: () => change(search, { wholeWord: false }),
    },
    query.exact && {
      label: 'Ignore case and accents',
      run: () => change(search, { exact: false }),
    },
    query.scope !== 'text' &&
      query.text.trim() !== '' && {
        label: 'Search the text',
        run: () => change(search, { scope: 'text' }),
      },
  ].filter((each) => each !== false);
  const count = first && `${first.isMore ? 'at least ' : ''}${formatCount(first.hits, 'hit')}`;
  return (
    <EmptyState
      icon={IconSearch}
      title="Nothing found"
      actions={widen.map(({ label, run }) => (
        <Button key={label} onPress={run}>
          {label}
        </Button>
      ))}
    >
      {`Nothing matches ${writeSearch(query)}.`}
      {first &&
        ` Without “${nameOf(first)}” there ${first.hits === 1 && !first.isMore ? 'is' : 'are'} ${count}.`}
    </EmptyState>
  );
}
