import { useState } from 'react';
import type { Entity, Id } from '../../../shared/records/records.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { formatCount } from '../../ui/format.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import styles from './export.module.css';

/** Members of the cast that are shown at once; the search finds the others. */
const shownLimit = 40;

export interface RedactChoiceProps {
  readonly entities: ReadonlyMap<Id, Entity>;
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: readonly Id[]) => void;
}

/** Whose names are replaced by pseudonyms; folded, since nobody's are as a rule. */
export function RedactChoice({ entities, chosen, onChange }: RedactChoiceProps) {
  const [query, setQuery] = useState('');
  const found = findEntities(entities, query);
  const shown = [
    ...chosen.map((id) => entities.get(id)).filter((entity) => entity !== undefined),
    ...found.filter(({ id }) => !chosen.includes(id)).slice(0, shownLimit),
  ];
  return (
    <details className={styles.more}>
      <summary>
        {chosen.length === 0
          ? 'No names replaced'
          : `${formatCount(chosen.length, 'name')} replaced`}
      </summary>
      <p className={styles.hint}>
        Names and aliases become “Person 7” in texts, quotations, notes and names of files. Who was
        who is written into a file beside the export.
      </p>
      <div className={styles.find}>
        <SearchField label="Find in the cast" value={query} onChange={setQuery} />
      </div>
      <div role="group" aria-label="Replace names" className={styles.group}>
        {shown.map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(isOn) =>
              onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          >
            <bdi>{name}</bdi>
          </Checkbox>
        ))}
        {found.length > shownLimit && (
          <p className={styles.hint}>{found.length.toLocaleString()} found; narrow the search.</p>
        )}
        {entities.size === 0 && <p className={styles.hint}>The cast is empty.</p>}
      </div>
    </details>
  );
}

/** Living members of the cast whose name or alias has the words, people first, then by name. */
function findEntities(entities: ReadonlyMap<Id, Entity>, query: string): Entity[] {
  const words = query.trim().toLowerCase();
  const rankOf = ({ type }: Entity): number => (type === 'person' ? 0 : 1);
  return [...entities.values()]
    .filter(({ mergedInto, name, aliases }) => {
      const isFound = [name, ...aliases].some((text) => text.toLowerCase().includes(words));
      return mergedInto === null && isFound;
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name));
}
