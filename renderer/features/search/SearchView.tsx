import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { focusNamed } from '../../ui/panes.ts';
import { GroupList } from './GroupList.tsx';
import { HitFoot } from './HitFoot.tsx';
import { HitGrid } from './HitGrid.tsx';
import { NoHits } from './NoHits.tsx';
import { QueryHelp } from './QueryHelp.tsx';
import { SearchBar } from './SearchBar.tsx';
import { buildSearchCommands, focusNames } from './search-commands.ts';
import { isAsking } from './search-query.ts';
import { searchOf } from './search-store.ts';
import styles from './search.module.css';

/** Find words in all articles and in what is marked in them; hits in their context. */
export function SearchView({ workspace }: { readonly workspace: Workspace }) {
  const [search] = useState(() => searchOf(workspace));
  const isReadOnly = useSession(({ readOnly }) => readOnly !== null);
  const hasQuery = useStore(search.store, ({ query }) => isAsking(query));
  const hasHits = useStore(
    search.store,
    ({ searchId, totals }) => searchId !== null && totals.hits > 0,
  );
  const groupBy = useStore(search.store, (state) => state.groupBy);
  useEffect(() => search.mount(), [search]);
  useEffect(
    () => workspace.commands.register(buildSearchCommands(workspace, () => search)),
    [workspace, search],
  );
  useEffect(() => {
    workspace.mode.setState('', true);
    // Who comes to look for something types at once; who comes back to hits goes on in them.
    if (document.activeElement === document.body && search.store.getState().count === 0) {
      focusNamed(focusNames.query);
    }
  }, [workspace, search]);
  return (
    <div className={styles.view} data-pane="list">
      <SearchBar workspace={workspace} search={search} isReadOnly={isReadOnly} />
      {hasHits ? (
        <div className={styles.middle}>
          {groupBy !== null && <GroupList search={search} />}
          <HitGrid workspace={workspace} search={search} />
        </div>
      ) : hasQuery ? (
        <NoHits workspace={workspace} search={search} />
      ) : (
        <QueryHelp search={search} />
      )}
      {hasHits && <HitFoot workspace={workspace} search={search} isReadOnly={isReadOnly} />}
    </div>
  );
}
