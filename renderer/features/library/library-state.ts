import { useCallback, useMemo, useState } from 'react';
import { articleStatuses, type ArticleStatus } from '../../../shared/records/records.ts';
import type { JsonValue } from '../../../shared/util/json.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { ArticleFilter } from '../../state/queries.ts';
import type { GridSort } from '../../ui/Grid.tsx';

const sorts = ['added', 'title', 'publisher', 'published', 'status', 'updated'] as const;
type SortName = (typeof sorts)[number];

interface LibraryPlace {
  readonly statuses: readonly ArticleStatus[];
  readonly sort: SortName;
  readonly descending: boolean;
  readonly previewSize: number;
}

/** What was stored, field by field: settings come from a file that anyone may have changed. */
function readPlace(value: JsonValue): LibraryPlace {
  const stored: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  const { statuses, sort, descending, previewSize } = stored;
  return {
    statuses: Array.isArray(statuses)
      ? articleStatuses.filter((status) => statuses.includes(status))
      : [],
    sort: sorts.find((name) => name === sort) ?? 'added',
    descending: descending === true,
    previewSize: typeof previewSize === 'number' ? previewSize : 340,
  };
}

/** Filter, order and pane of the library; kept with the project's place, the words of the filter excepted. */
export function useLibraryState(workspace: Workspace) {
  const { places } = workspace;
  const [place, setPlace] = useState(() => readPlace(places.get('library')));
  const [query, setQuery] = useState('');
  const [trashed, setTrashed] = useState(false);
  const keep = useCallback(
    (change: Partial<LibraryPlace>) =>
      setPlace((before) => {
        const next = { ...before, ...change };
        places.set('library', { ...next, statuses: next.statuses.map(String) });
        return next;
      }),
    [places],
  );
  const filter = useMemo(
    (): ArticleFilter => ({
      query,
      statuses: trashed ? [] : [...place.statuses],
      trashed,
      sort: place.sort,
      descending: place.descending,
    }),
    [query, trashed, place],
  );
  return {
    filter,
    query,
    setQuery,
    trashed,
    setTrashed,
    statuses: place.statuses,
    toggleStatus: (status: ArticleStatus) =>
      keep({
        statuses: place.statuses.includes(status)
          ? place.statuses.filter((other) => other !== status)
          : [...place.statuses, status],
      }),
    clearFilters: () => {
      setQuery('');
      keep({ statuses: [] });
    },
    sort: { column: place.sort, descending: place.descending } satisfies GridSort,
    setSort: ({ column, descending }: GridSort) =>
      keep({ sort: sorts.find((name) => name === column) ?? 'added', descending }),
    previewSize: place.previewSize,
    setPreviewSize: (previewSize: number) => keep({ previewSize }),
  };
}

/** State of the library as its parts use it. */
export type LibraryState = ReturnType<typeof useLibraryState>;
