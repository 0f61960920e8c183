import type { ArticleRow } from '../../../shared/contract/views.ts';
import { findStatusLook } from '../../ui/article-status.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatNewsDate, formatWhen } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/Grid.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { formatLanguage } from './facet-names.ts';
import styles from './library.module.css';

function count(value: number) {
  return <span className={value === 0 ? styles.zero : undefined}>{value.toLocaleString()}</span>;
}

function Status({ status }: { readonly status: string }) {
  const look = findStatusLook(status);
  return (
    <span className={styles.status} data-status={look.id}>
      <Icon of={look.icon} size={14} />
      {look.label}
    </span>
  );
}

/** Every column of the library, by the name of its sort in `article.list`. */
const columns = [
  {
    id: 'title',
    header: 'Title',
    track: 'minmax(200px, 1fr)',
    min: 140,
    cell: (row) => <bdi className={styles.title}>{row.title || 'Untitled article'}</bdi>,
  },
  {
    id: 'byline',
    header: 'Byline',
    track: 'minmax(72px, 120px)',
    min: 72,
    cell: (row) => <bdi>{row.byline}</bdi>,
  },
  {
    id: 'publisher',
    header: 'Publisher',
    track: 'minmax(84px, 144px)',
    min: 84,
    cell: (row) => <bdi>{row.publisher}</bdi>,
  },
  {
    id: 'published',
    header: 'Date',
    track: 'minmax(96px, 104px)',
    min: 64,
    cell: (row) => formatNewsDate(row.published),
  },
  {
    id: 'language',
    header: 'Language',
    track: 'minmax(72px, 88px)',
    min: 64,
    cell: (row) => formatLanguage(row.language),
  },
  {
    id: 'tags',
    header: 'Tags',
    track: 'minmax(96px, 160px)',
    min: 64,
    cell: (row) => (
      <span className={styles.tags} title={row.tags.join(', ')}>
        {row.tags.map((tag) => (
          <Chip key={tag}>
            <bdi>{tag}</bdi>
          </Chip>
        ))}
      </span>
    ),
  },
  {
    id: 'quotations',
    header: 'Quotations',
    headerIcon: <span className={styles.quotations}>Q</span>,
    track: '46px',
    min: 46,
    align: 'end',
    cell: (row) => count(row.quotations),
  },
  {
    id: 'mentions',
    header: 'Entities',
    headerIcon: <span className={styles.mentions}>E</span>,
    track: '46px',
    min: 46,
    align: 'end',
    cell: (row) => count(row.mentions),
  },
  {
    id: 'claims',
    header: 'Claims',
    headerIcon: <span className={styles.claims}>C</span>,
    track: '46px',
    min: 46,
    align: 'end',
    cell: (row) => count(row.claims),
  },
  {
    id: 'suggestions',
    header: 'Suggestions',
    headerIcon: <span className={styles.suggestions}>?</span>,
    track: '46px',
    min: 46,
    align: 'end',
    cell: (row) => count(row.suggestions),
  },
  {
    id: 'status',
    header: 'Status',
    track: 'minmax(104px, 112px)',
    min: 64,
    cell: (row) => <Status status={row.status} />,
  },
  {
    id: 'added',
    header: 'Added',
    track: 'minmax(72px, 84px)',
    min: 64,
    cell: (row) => <span className={styles.zero}>{formatWhen(row.addedAt)}</span>,
  },
  {
    id: 'updated',
    header: 'Changed',
    track: 'minmax(72px, 84px)',
    min: 64,
    cell: (row) => <span className={styles.zero}>{formatWhen(row.updatedAt)}</span>,
  },
] as const satisfies readonly GridColumn<ArticleRow>[];

export type ColumnName = (typeof columns)[number]['id'];

/** Names of the columns, in their order. */
export const columnNames: readonly ColumnName[] = columns.map(({ id }) => id);

/** Columns that a project shows at first. */
export const initialColumns: readonly ColumnName[] = [
  'title',
  'publisher',
  'published',
  'quotations',
  'mentions',
  'claims',
  'status',
  'updated',
];

/** Columns that can be left out, with what they are called. */
export const optionalColumns = columns
  .filter(({ id }) => id !== 'title')
  .map(({ id, header }) => ({ id, header }));

/** Columns that give way first where the list is narrow. */
const givingWay: readonly ColumnName[] = ['updated', 'publisher', 'published', 'status'];
/** What the list has beside its columns: the inset of its rows, and a scroll bar. */
const besideColumns = 32;

/** What the columns of a list of a width are chosen by. */
export interface ColumnRoom {
  /** In px; null before it is known. */
  readonly width: number | null;
  /** In px, of columns that the person has given one. */
  readonly widths: Readonly<Record<string, number>>;
  /** The column that the list is sorted by, which stays. */
  readonly sort: string | null;
}

/** The columns that leave the title enough room; the others come back when there is more. Who has chosen columns has all of them. */
export function fitColumns(
  shown: readonly ColumnName[],
  { width, widths, sort }: ColumnRoom,
): readonly ColumnName[] {
  const isChosen =
    shown.length !== initialColumns.length || !initialColumns.every((name) => shown.includes(name));
  if (width === null || isChosen || 'title' in widths) return shown;
  const widthOf = (name: ColumnName): number => {
    const track = columns.find(({ id }) => id === name)?.track ?? '';
    return widths[name] ?? Number(/\d+/.exec(track)?.[0] ?? 0);
  };
  let kept = shown;
  for (const name of givingWay) {
    const sum = kept.reduce((total, each) => total + widthOf(each), besideColumns);
    if (sum <= width) break;
    if (name !== sort) kept = kept.filter((each) => each !== name);
  }
  return kept;
}

/** The columns on show; the title is always there. */
export function listColumns(shown: readonly ColumnName[]): GridColumn<ArticleRow>[] {
  return columns
    .filter(({ id }) => id === 'title' || shown.includes(id))
    .map((column) => ({ ...column, isSortable: true }));
}
