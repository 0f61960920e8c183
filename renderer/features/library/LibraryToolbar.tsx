import type { StoreApi } from 'zustand';
import type { ArticleList } from '../../../shared/contract/views.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Chip, FilterChip } from '../../ui/Chip.tsx';
import { IconExport, IconFilter, IconNewFile, IconPlus, IconTrash } from '../../ui/icons.ts';
import { ListBar } from '../../ui/ListView.tsx';
import { focusNamed } from '../../ui/panes.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { ColumnsButton } from './ColumnsButton.tsx';
import { listFilterTexts } from './facet-names.ts';
import { focusNames } from './library-commands.ts';
import type { LibraryState } from './library-state.ts';
import styles from './library.module.css';
import { SavedFilters } from './SavedFilters.tsx';

export interface LibraryToolbarProps {
  readonly workspace: Workspace;
  readonly state: LibraryState;
  readonly list: ArticleList | null;
  readonly isReadOnly: boolean;
  readonly hasColumnsOpen: StoreApi<boolean>;
}

/** Filter, statuses with counts, what else the filter asks for, and what brings articles in or out. */
export function LibraryToolbar(props: LibraryToolbarProps) {
  const { workspace, state, list, isReadOnly, hasColumnsOpen } = props;
  const { commands } = workspace;
  return (
    <>
      <ListBar>
        <IconButton
          icon={IconFilter}
          label="Filters"
          shortcut={commands.keyOf('library.facets')}
          isPressed={state.hasFacets && !state.trashed}
          onPress={() => commands.run('library.facets')}
        />
        <SearchField
          label="Filter articles"
          name={focusNames.filter}
          placeholder="Filter by title, byline, publisher or text"
          value={state.query}
          onChange={state.setQuery}
          onLeave={() => focusNamed(focusNames.grid)}
        />
        <SavedFilters state={state} />
        <ColumnsButton state={state} isOpen={hasColumnsOpen} />
        <IconButton
          icon={IconExport}
          label="Export…"
          shortcut={commands.keyOf('project.export')}
          onPress={() => commands.run('project.export')}
        />
        <Button
          icon={IconNewFile}
          isDisabled={isReadOnly}
          onPress={() => commands.run('article.compose')}
        >
          New article
        </Button>
        <Button
          tone="primary"
          icon={IconPlus}
          isDisabled={isReadOnly}
          onPress={() => commands.run('article.import')}
        >
          Add articles…
        </Button>
      </ListBar>
      <Chips state={state} list={list} />
    </>
  );
}

function Chips({ state, list }: Pick<LibraryToolbarProps, 'state' | 'list'>) {
  const project = useSession((session) => session.project);
  return (
    <div className={styles.chips} role="group" aria-label="Filter by status">
      {articleStatusLooks.map(({ id, label, icon }) => (
        <FilterChip
          key={id}
          label={label}
          icon={icon}
          count={state.trashed ? undefined : (list?.byStatus[id] ?? 0)}
          isOn={!state.trashed && state.filter.statuses.includes(id)}
          onToggle={() => state.toggleStatus(id)}
        />
      ))}
      {listFilterTexts(state.filter, project).map(({ key, label, without }) => (
        <Chip
          key={key}
          className={styles.asked}
          removeLabel={`Remove filter ${label}`}
          onRemove={() => state.change(without)}
        >
          <bdi>{label}</bdi>
        </Chip>
      ))}
      {state.isFiltered && (
        <button type="button" className={styles.clear} onClick={state.clearFilters}>
          Clear
        </button>
      )}
      <span className={styles.gap} />
      {(state.trashed || (list !== null && list.trashed > 0)) && (
        <FilterChip
          label="Trash"
          icon={IconTrash}
          count={list?.trashed ?? 0}
          isOn={state.trashed}
          onToggle={() => state.setTrashed(!state.trashed)}
        />
      )}
    </div>
  );
}
