import type { ArticleList } from '../../../shared/contract/views.ts';
import { focusNamed } from '../../ui/panes.ts';
import type { Workspace } from '../../app/workspace.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { FilterChip } from '../../ui/Chip.tsx';
import { IconExport, IconNewFile, IconPlus, IconTrash } from '../../ui/icons.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { focusNames } from './library-commands.ts';
import type { LibraryState } from './library-state.ts';
import styles from './library.module.css';

export interface LibraryToolbarProps {
  readonly workspace: Workspace;
  readonly state: LibraryState;
  readonly list: ArticleList | null;
  readonly isReadOnly: boolean;
  /** The filter changed: rows are others now. */
  readonly onChange: () => void;
}

/** Filter, statuses with counts, and what brings articles in or out. */
export function LibraryToolbar(props: LibraryToolbarProps) {
  const { workspace, state, list, isReadOnly, onChange } = props;
  const { commands } = workspace;
  const changing = (change: () => void) => () => {
    change();
    onChange();
  };
  return (
    <>
      <div className={styles.toolbar}>
        <SearchField
          label="Filter articles"
          name={focusNames.filter}
          placeholder="Filter by title, byline, publisher or text"
          value={state.query}
          onChange={(query) => {
            state.setQuery(query);
            onChange();
          }}
          onLeave={() => focusNamed(focusNames.grid)}
        />
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
      </div>
      <div className={styles.chips} role="group" aria-label="Filter by status">
        {articleStatusLooks.map(({ id, label, icon }) => (
          <FilterChip
            key={id}
            label={label}
            icon={icon}
            count={list?.byStatus[id] ?? 0}
            isOn={!state.trashed && state.statuses.includes(id)}
            onToggle={changing(() => {
              state.setTrashed(false);
              state.toggleStatus(id);
            })}
          />
        ))}
        <span className={styles.gap} />
        {(state.trashed || (list !== null && list.trashed > 0)) && (
          <FilterChip
            label="Trash"
            icon={IconTrash}
            count={list?.trashed ?? 0}
            isOn={state.trashed}
            onToggle={changing(() => state.setTrashed(!state.trashed))}
          />
        )}
      </div>
    </>
  );
}
