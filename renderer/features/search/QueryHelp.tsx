import { splitQuery } from '../../../shared/search/filter-terms.ts';
import { focusNamed } from '../../ui/panes.ts';
import { focusNames } from './search-commands.ts';
import type { Search } from './search-store.ts';
import styles from './search.module.css';

const forms = [
  ['hospital closure', 'both words, anywhere in an article'],
  ['"hospital closure"', 'the words next to each other'],
  ['hosp*', 'every word that begins so'],
  ['*care*', 'every word with that in it; *care for its end'],
  ['closure OR cut', 'one or the other'],
  ['closure -school', 'without the second; also NOT'],
  ['(closure OR cut) hospital', 'parentheses join'],
  ['/clos(ed|ing)/', 'a regular expression'],
  ['speaker:Ruiz type:indirect', 'in what Ruiz is quoted with indirectly; also cue:said'],
  [
    'source:AP tag:budget before:2024-05',
    'by publisher, tag and date; also after:, title:, language:',
  ],
  ['status:disputed', 'in claims of that status'],
] as const;

/** What can be asked, before anything is. */
export function QueryHelp({ search }: { readonly search: Search }) {
  return (
    <div className={styles.help}>
      <h2>Search every article, and what is marked in them</h2>
      <dl className={styles.forms}>
        {forms.map(([form, meaning]) => (
          <div key={form} className={styles.formRow}>
            <dt>
              <button
                type="button"
                className={styles.example}
                onClick={() => {
                  const { words, filters } = splitQuery(form, 'all');
                  search.setQuery({ text: words.trim(), filters });
                  focusNamed(focusNames.query);
                }}
              >
                {form}
              </button>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>Case and accents do not count unless you ask for them.</p>
    </div>
  );
}
