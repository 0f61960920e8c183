import { useStore } from 'zustand';
import type { HitGroup, HitGrouping } from '../../../shared/search/hit.ts';
import { cx } from '../../ui/cx.ts';
import { formatNewsDate } from '../../ui/format.ts';
import type { Search } from './search-store.ts';
import styles from './search.module.css';

/** More groups than anybody reads are only counted. */
const maxGroups = 300;

const without: Readonly<Record<HitGrouping, string>> = {
  article: 'In no article',
  date: 'Without a date',
  publisher: 'Without a publisher',
  speaker: 'Nobody named',
};

/** What the hits are gathered by, with counts; choosing a group shows its hits only. */
export function GroupList({ search }: { readonly search: Search }) {
  const { groups, groupBy, groupKey, totals } = useStore(search.store);
  if (groupBy === null) return null;
  const labelOf = ({ key, label }: HitGroup) => {
    if (key === '') return without[groupBy];
    return groupBy === 'date' ? formatNewsDate(key) : label || 'Untitled';
  };
  const row = (key: string | null, label: string, hits: number) => (
    <li key={key ?? ' all'}>
      <button
        type="button"
        className={cx(styles.groupRow, groupKey === key && styles.groupShown)}
        aria-pressed={groupKey === key}
        onClick={() => search.setGroup(key)}
      >
        <bdi className={styles.groupName}>{label}</bdi>
        <span className={styles.groupCount}>{hits.toLocaleString()}</span>
      </button>
    </li>
  );
  return (
    <nav className={styles.groups} aria-label="Groups of hits">
      <ul>
        {row(null, 'All hits', totals.kept)}
        {groups.slice(0, maxGroups).map((group) => row(group.key, labelOf(group), group.hits))}
      </ul>
      {groups.length > maxGroups && (
        <p className={styles.hint}>{`${(groups.length - maxGroups).toLocaleString()} more`}</p>
      )}
    </nav>
  );
}
