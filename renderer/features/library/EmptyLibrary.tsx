import type { ArticleList } from '../../../shared/contract/views.ts';
import type { Workspace } from '../../app/workspace.ts';
import { findStatusLook } from '../../ui/article-status.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/format.ts';
import {
  IconAddFolder,
  IconLibrary,
  IconNewFile,
  IconPlus,
  IconSearch,
  IconTrash,
} from '../../ui/icons.ts';
import { emptyFilter } from './library-filter.ts';
import type { LibraryState } from './library-state.ts';

/** A project without articles: how to bring some in. */
export function EmptyLibrary(props: {
  readonly workspace: Workspace;
  readonly isReadOnly: boolean;
}) {
  const { commands } = props.workspace;
  const { isReadOnly: isDisabled } = props;
  return (
    <EmptyState
      icon={IconLibrary}
      title="Add your first article"
      actions={
        <>
          <Button
            tone="primary"
            icon={IconPlus}
            autoFocus
            isDisabled={isDisabled}
            shortcut={commands.keyOf('article.import')}
            onPress={() => commands.run('article.import')}
          >
            Add articles…
          </Button>
          <Button
            icon={IconNewFile}
            isDisabled={isDisabled}
            shortcut={commands.keyOf('article.compose')}
            onPress={() => commands.run('article.compose')}
          >
            New article
          </Button>
          <Button
            icon={IconAddFolder}
            isDisabled={isDisabled}
            onPress={() => commands.run('article.importFolder')}
          >
            Add a folder…
          </Button>
        </>
      }
    >
      Drop them anywhere in this window: web pages, Word, RTF and PDF documents, e-mail, tables,
      feeds, plain text, or files with marks of other programs. Nothing leaves this machine.
    </EmptyState>
  );
}

export interface NothingFoundProps {
  readonly state: LibraryState;
  readonly byStatus: ArticleList['byStatus'];
}

/** No article passes the filter: says which part of it keeps the most away. */
export function NothingFound({ state, byStatus }: NothingFoundProps) {
  if (state.trashed && state.query === '') {
    return (
      <EmptyState
        title="The trash is empty"
        actions={<Button onPress={() => state.setTrashed(false)}>Back to the library</Button>}
      />
    );
  }
  if (!state.trashed && !state.isFiltered) {
    return (
      <EmptyState
        icon={IconTrash}
        title="Every article is in the trash"
        actions={<Button onPress={() => state.setTrashed(true)}>Open the trash</Button>}
      />
    );
  }
  const { statuses, query } = state.filter;
  const others = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
  const isStatus = statuses.length > 0 && others > 0;
  const isQuery = JSON.stringify(state.filter) === JSON.stringify({ ...emptyFilter, query });
  const names = statuses.map((status) => findStatusLook(status).label).join(', ');
  return (
    <EmptyState
      icon={IconSearch}
      title="No article matches"
      actions={<Button onPress={state.clearFilters}>Clear the filter</Button>}
    >
      {isStatus
        ? `The status filter (${names}) hides ${formatCount(others, 'article')}.`
        : isQuery
          ? `Nothing has “${query}” in its title, byline, publisher or text.`
          : 'Each part of the filter may fit some article, but none fits all of them.'}
    </EmptyState>
  );
}
