import { useStore } from 'zustand';
import { hitGroupings, hitSorts, searchScopes } from '../../../shared/search/hit.ts';
import type { HitGrouping, HitSort, SearchScope } from '../../../shared/search/hit.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { IconHistory, IconSort } from '../../ui/icons.ts';
import { ListBar } from '../../ui/ListView.tsx';
import { MenuButton, type MenuAction } from '../../ui/Menu.tsx';
import { focusNamed } from '../../ui/panes.ts';
import { Select } from '../../ui/Select.tsx';
import { QueryField } from './QueryField.tsx';
import { isSameSearch, readSavedSearches, writeSearch } from './saved-searches.ts';
import { focusNames } from './search-commands.ts';
import { isBlank, type SearchQuery } from './search-query.ts';
import type { Search } from './search-store.ts';
import styles from './search.module.css';

const scopeLabels: Readonly<Record<SearchScope, string>> = {
  text: 'Text',
  quotations: 'Quotations',
  entities: 'Entities',
  claims: 'Claims',
  notes: 'Notes and comments',
};
const sortLabels: Readonly<Record<HitSort, string>> = {
  found: 'As found',
  left1: '1st word left',
  left2: '2nd word left',
  left3: '3rd word left',
  right1: '1st word right',
  right2: '2nd word right',
  right3: '3rd word right',
  article: 'Article',
  date: 'Date',
  publisher: 'Publisher',
  speaker: 'Speaker',
};
const groupLabels: Readonly<Record<HitGrouping, string>> = {
  article: 'Article',
  date: 'Month',
  publisher: 'Publisher',
  speaker: 'Speaker',
};
const noGroup = 'none';

/** The query, where it looks, and how hits are ordered and gathered. */
export function SearchBar(props: {
  readonly workspace: Workspace;
  readonly search: Search;
  readonly isReadOnly: boolean;
}) {
  const { workspace, search } = props;
  const { query, sort, descending, groupBy } = useStore(search.store);
  return (
    <>
      <ListBar>
        <QueryField workspace={workspace} search={search} />
        <Select
          label="Search in"
          hideLabel
          className={styles.scope}
          value={query.scope}
          options={searchScopes.map((id) => ({ id, label: scopeLabels[id] }))}
          onChange={(scope) => search.setQuery({ scope })}
        />
        <SavedSearches {...props} />
      </ListBar>
      <div className={styles.options}>
        <Checkbox
          isSelected={query.wholeWord}
          onChange={(wholeWord) => search.setQuery({ wholeWord })}
        >
          Whole words
        </Checkbox>
        <Checkbox isSelected={query.exact} onChange={(exact) => search.setQuery({ exact })}>
          Match case and accents
        </Checkbox>
        <span className={styles.gap} />
        <span className={styles.labelled}>
          <span aria-hidden>Sort</span>
          <Select
            label="Sort by"
            hideLabel
            className={styles.sort}
            value={sort}
            options={hitSorts.map((id) => ({ id, label: sortLabels[id] }))}
            onChange={(next) => search.setOrder({ sort: next, descending: false })}
          />
          <Button
            icon={IconSort}
            isPressed={descending}
            onPress={() => search.setOrder({ descending: !descending })}
          >
            Reverse
          </Button>
        </span>
        <span className={styles.labelled}>
          <span aria-hidden>Group</span>
          <Select
            label="Group by"
            hideLabel
            className={styles.group}
            value={groupBy ?? noGroup}
            options={[
              { id: noGroup, label: 'Nothing' },
              ...hitGroupings.map((id) => ({ id, label: groupLabels[id] })),
            ]}
            onChange={(next) => search.setGrouping(hitGroupings.find((by) => by === next) ?? null)}
          />
        </span>
      </div>
    </>
  );
}

/** Searches that the project keeps, and keeping the present one. */
function SavedSearches(props: {
  readonly workspace: Workspace;
  readonly search: Search;
  readonly isReadOnly: boolean;
}) {
  const { workspace, search, isReadOnly } = props;
  const query = useStore(search.store, (state) => state.query);
  const settings = useSession(({ project }) => project?.project.settings);
  const saved = readSavedSearches(settings);
  const isSaved = saved.some((each) => isSameSearch(each, query));
  const run = (each: SearchQuery) => {
    search.setQuery(each);
    focusNamed(focusNames.query);
  };
  const entries = saved.map((each, i): MenuAction => ({
    id: `saved-${i}`,
    label: `${writeSearch(each)} · ${scopeLabels[each.scope]}`,
    isChecked: isSameSearch(each, query),
    run: () => run(each),
  }));
  const keep: MenuAction = {
    id: 'keep',
    label: isSaved ? 'Forget this search' : 'Keep this search',
    isDisabled: isReadOnly || isBlank(query),
    run: () => workspace.commands.run('search.save'),
  };
  return (
    <MenuButton
      label="Kept searches"
      trigger={<Button icon={IconHistory}>Kept searches</Button>}
      sections={entries.length > 0 ? [entries, [keep]] : [[keep]]}
    />
  );
}
