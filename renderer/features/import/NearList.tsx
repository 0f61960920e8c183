import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { formatCount } from '../../ui/format.ts';
import type { ImportItem } from '../../../shared/contract/import-views.ts';
import type { ReviewItem } from './import-rows.ts';
import styles from './import.module.css';

/** Most copies of one text that are listed. */
const maxShown = 50;

export interface NearListProps {
  /** Items that are nearly the same as another article. */
  readonly items: readonly ReviewItem[];
  readonly onTake: (items: readonly ImportItem[], isTaken: boolean) => void;
}

interface NearGroup {
  /** The text that the others are copies of. */
  readonly title: string;
  readonly isStored: boolean;
  readonly copies: readonly ReviewItem[];
}

/** Copies by the article they are copies of, those with the most first. */
function groupCopies(items: readonly ReviewItem[]): readonly NearGroup[] {
  const groups = new Map<string, { title: string; isStored: boolean; copies: ReviewItem[] }>();
  for (const entry of items) {
    const near = entry.item.nearDuplicateOf;
    if (!near) continue;
    const key = near.id === '' ? ` ${near.title}` : near.id;
    const group = groups.get(key);
    if (group) group.copies.push(entry);
    else groups.set(key, { title: near.title, isStored: near.id !== '', copies: [entry] });
  }
  return [...groups.values()].sort((left, right) => right.copies.length - left.copies.length);
}

/** All near-duplicates of an import, copies of one text together: which come in is said for one, a group, or all. */
export function NearList({ items, onTake }: NearListProps) {
  const itemsOf = (some: readonly ReviewItem[]) => some.map(({ item }) => item);
  const takeButtons = (some: readonly ReviewItem[], what: string) => (
    <div className={styles.actions}>
      <Button
        size="small"
        isDisabled={some.every(({ isTaken }) => isTaken)}
        onPress={() => onTake(itemsOf(some), true)}
      >
        {`Import ${what}`}
      </Button>
      <Button
        size="small"
        isDisabled={!some.some(({ isTaken }) => isTaken)}
        onPress={() => onTake(itemsOf(some), false)}
      >
        {`Leave ${what} out`}
      </Button>
    </div>
  );
  const groups = groupCopies(items);
  return (
    <div className={styles.file}>
      <h3 className={styles.fileName}>Near-duplicates</h3>
      <p className={styles.facts}>
        {formatCount(items.length, 'article')} with nearly the text of another one, as copies of
        news agencies have.
      </p>
      {groups.length > 1 && takeButtons(items, 'all')}
      {groups.map(({ title, isStored, copies }) => (
        <section key={`${isStored}${title}`} className={styles.group} aria-label={title}>
          <h4 className={styles.fileName}>
            <bdi>{title}</bdi>
          </h4>
          <p className={styles.facts}>
            {isStored ? 'In this project; nearly the same:' : 'Chosen with it; nearly the same:'}
          </p>
          {takeButtons(copies, copies.length === 1 ? 'it' : `these ${copies.length}`)}
          <ul className={styles.titles}>
            {copies.slice(0, maxShown).map(({ item, metadata, isTaken }) => (
              <li key={item.key}>
                <Checkbox isSelected={isTaken} onChange={(next) => onTake([item], next)}>
                  <bdi>{metadata.title || item.fileName}</bdi>{' '}
                  <span className={styles.detail}>
                    {[
                      metadata.publisher || item.fileName,
                      `${Math.floor((item.nearDuplicateOf?.similarity ?? 0) * 100)} %`,
                    ].join(' · ')}
                  </span>
                </Checkbox>
              </li>
            ))}
            {copies.length > maxShown && (
              <li className={styles.facts}>
                and {(copies.length - maxShown).toLocaleString()} more
              </li>
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}
