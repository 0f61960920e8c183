import type { SplitReport } from '../../../shared/contract/views.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './export.module.css';

const kinds = {
  story: 'Stories',
  speaker: 'Speakers',
  publisher: 'Publishers',
  entity: 'Cast mentioned',
  claim: 'Claims',
} as const;

/** Sizes of the parts and what they have in common. */
export function SplitTable({ split }: { readonly split: SplitReport }) {
  return (
    <section className={styles.split} aria-label="Split">
      <p>
        {split.parts
          .map(({ name, articles }) => `${articles.toLocaleString()} ${name}`)
          .join(' · ')}
        , in {formatCount(split.groups, 'group')} kept together
      </p>
      <table className={styles.files}>
        <thead>
          <tr>
            <th scope="col">In both parts</th>
            <th scope="col">train, validation</th>
            <th scope="col">train, test</th>
            <th scope="col">validation, test</th>
          </tr>
        </thead>
        <tbody>
          {split.leakage.map(({ kind, trainValidation, trainTest, validationTest }) => (
            <tr key={kind}>
              <th scope="row">{kinds[kind]}</th>
              {[trainValidation, trainTest, validationTest].map((count, i) => (
                // The three pairs of parts have fixed places.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={i} data-leaks={count > 0}>
                  {count.toLocaleString()}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
