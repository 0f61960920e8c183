import { useCallback, useMemo, useState } from 'react';
import type { ArticleSort } from '../../../shared/contract/article-features.ts';
import type { ArticleStatus } from '../../../shared/records/records.ts';
import type { JsonValue } from '../../../shared/util/json.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { ArticleFilter } from '../../state/queries.ts';
import type { GridSort } from '../../ui/Grid.tsx';
import { columnNames, initialColumns, type ColumnName } from './columns.tsx';
import {
  emptyFilter,
  isEmptyFilter,
  readFilter,
  readSort,
  toEngineFilter,
  toStoredFilter,
  type LibraryFilter,
} from './library-filter.ts';

interface LibraryPlace {
  readonly filter: LibraryFilter;
  readonly sort: ArticleSort;
  readonly descending: boolean;
  /** Columns on show, in the order of `columnNames`. */
  readonly columns: readonly ColumnName[];
  /** Widths in px by column, of those that were given one. */
  readonly widths: Readonly<Record<string, number>>;
  readonly previewSize: number;
  readonly facetSize: number;
  /** null until the person has decided: then it depends on the room there is. */
  readonly hasFacets: boolean | null;
  readonly hasPreview: boolean;
  /** Groups of the filter panel that are folded. */
  readonly folded: readonly string[];
}

const sizes = { previewSize: 340, facetSize: 208 } as const;
/** With less room than this the list needs it all. */
const roomForFacets = 1100;

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** What was stored, field by field: settings come from a file that anyone may have changed. */
function readPlace(value: JsonValue): LibraryPlace {
  const stored: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  const { columns, widths, hasFacets, folded, previewSize, facetSize } = stored;
  return {
    filter: readFilter((stored['filter'] ?? null) as JsonValue),
    sort: readSort(stored['sort']),
    descending: stored['descending'] === true,
    columns: Array.isArray(columns)
      ? columnNames.filter((name) => columns.includes(name))
      : initialColumns,
    widths: Object.fromEntries(
      Object.entries(typeof widths === 'object' && widths !== null ? widths : {}).filter(
        ([, width]) => isNumber(width) && width > 0,
      ),
    ),
    previewSize: isNumber(previewSize) ? previewSize : sizes.previewSize,
    facetSize: isNumber(facetSize) ? facetSize : sizes.facetSize,
    hasFacets: typeof hasFacets === 'boolean' ? hasFacets : null,
    hasPreview: stored['hasPreview'] !== false,
    folded: Array.isArray(folded) ? folded.filter((name) => typeof name === 'string') : [],
  };
}

/** Filter, order, columns and panes of the library; kept with the project's place, the words of the filter excepted. */
export function useLibraryState(workspace: Workspace) {
  const { places } = workspace;
  const [place, setPlace] = useState(() => readPlace(places.get('library')));
  const [query, setQuery] = useState('');
  const [trashed, setTrashed] = useState(false);
  const keep = useCallback(
    (change: Partial<LibraryPlace>) =>
      setPlace((before) => {
        const next = { ...before, ...change };
        places.set('library', {
          ...next,
          filter: toStoredFilter({ ...next.filter, query: '' }),
          columns: [...next.columns],
          folded: [...next.folded],
        });
        return next;
      }),
    [places],
  );
  const filter = useMemo(
    (): LibraryFilter => (trashed ? { ...emptyFilter, query } : { ...place.filter, query }),
    [query, trashed, place.filter],
  );
  const engineFilter = useMemo(() => ({ ...toEngineFilter(filter), trashed }), [filter, trashed]);
  const order = useMemo(
    (): ArticleFilter => ({ ...engineFilter, sort: place.sort, descending: place.descending }),
    [engineFilter, place.sort, place.descending],
  );
  const setFilter = (next: LibraryFilter) => {
    setQuery(next.query);
    setTrashed(false);
    keep({ filter: { ...next, query: '' } });
  };
  return {
    ...place,
    /** What is shown now; the trash knows words only. */
    filter,
    /** The same for the engine, without and with the order. */
    engineFilter,
    order,
    isFiltered: !isEmptyFilter(filter),
    query,
    setQuery,
    trashed,
    setTrashed,
    setFilter,
    change: (change: Partial<LibraryFilter>) => setFilter({ ...filter, ...change }),
    toggleStatus: (status: ArticleStatus) => {
      const { statuses } = filter;
      const rest = statuses.filter((other) => other !== status);
      setFilter({
        ...filter,
        statuses: rest.length < statuses.length ? rest : [...statuses, status],
      });
    },
    clearFilters: () => {
      setQuery('');
      keep({ filter: emptyFilter });
    },
    gridSort: { column: place.sort, descending: place.descending } satisfies GridSort,
    setSort: ({ column, descending }: GridSort) => keep({ sort: readSort(column), descending }),
    hasFacets: place.hasFacets ?? window.innerWidth >= roomForFacets,
    keep,
    sizes,
  };
}

/** State of the library as its parts use it. */
export type LibraryState = ReturnType<typeof useLibraryState>;
