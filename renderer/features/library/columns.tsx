import type { ArticleRow } from '../../../shared/contract/views.ts';
import { findStatusLook } from '../../ui/article-status.ts';
import { formatNewsDate, formatWhen } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/Grid.tsx';
import { Icon } from '../../ui/Icon.tsx';
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

/** Columns of the library; a sortable one is named as the sort of `article.list`. */
export const libraryColumns: readonly GridColumn<ArticleRow>[] = [
  {
    id: 'title',
    header: 'Title',
    track: 'minmax(220px, 1fr)',
    isSortable: true,
    cell: (row) => <bdi className={styles.title}>{row.title || 'Untitled article'}</bdi>,
  },
  {
    id: 'publisher',
    header: 'Publisher',
    track: 'minmax(72px, 144px)',
    isSortable: true,
    cell: (row) => <bdi>{row.publisher}</bdi>,
  },
  {
    id: 'published',
    header: 'Date',
    track: '100px',
    isSortable: true,
    cell: (row) => formatNewsDate(row.published),
  },
  {
    id: 'quotations',
    header: 'Quotations',
    headerIcon: <span className={styles.quotations}>Q</span>,
    track: '46px',
    align: 'end',
    cell: (row) => count(row.quotations),
  },
  {
    id: 'mentions',
    header: 'Entities',
    headerIcon: <span className={styles.mentions}>E</span>,
    track: '46px',
    align: 'end',
    cell: (row) => count(row.mentions),
  },
  {
    id: 'claims',
    header: 'Claims',
    headerIcon: <span className={styles.claims}>C</span>,
    track: '46px',
    align: 'end',
    cell: (row) => count(row.claims),
  },
  {
    id: 'status',
    header: 'Status',
    track: '112px',
    isSortable: true,
    cell: (row) => <Status status={row.status} />,
  },
  {
    id: 'updated',
    header: 'Changed',
    track: '84px',
    isSortable: true,
    cell: (row) => <span className={styles.zero}>{formatWhen(row.updatedAt)}</span>,
  },
];
