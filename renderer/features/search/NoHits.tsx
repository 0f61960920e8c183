import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconSearch, IconWarning } from '../../ui/icons.ts';
import { focusNamed } from '../../ui/panes.ts';
import { focusNames } from './search-commands.ts';
import type { Search } from './search-store.ts';
import styles from './search.module.css';

const forms = [
  ['hospital closure', 'both words, anywhere in an article'],
  ['"hospital closure"', 'the words next to each other'],
  ['hosp*', 'every word that begins so'],
  ['closure OR cut', 'one or the other'],
  ['closure -school', 'without the second; also NOT'],
  ['(closure OR cut) hospital', 'parentheses join'],
  ['/clos(ed|ing)/', 'a regular expression'],
  ['speaker:Ruiz type:indirect', 'in what Ruiz is quoted with indirectly'],
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
                  search.setQuery({ text: form });
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

/** Nothing was found, or the query is none. */
export function NoHits({ search }: { readonly search: Search }) {
  const { error, isRunning, query, searchId } = useStore(search.store);
  if (error !== null) {
    return (
      <EmptyState icon={IconWarning} title="This query cannot be run">
        <span role="alert">{error}</span>
      </EmptyState>
    );
  }
  // Nothing to see while the answer is on its way: it takes a moment only.
  if (isRunning || searchId === null) return <div className={styles.blank} aria-busy="true" />;
  const widen = [
    query.wholeWord && {
      label: 'Find parts of words too',
      run: () => search.setQuery({ wholeWord: false }),
    },
    query.exact && {
      label: 'Ignore case and accents',
      run: () => search.setQuery({ exact: false }),
    },
    query.scope !== 'text' && {
      label: 'Search the text',
      run: () => search.setQuery({ scope: 'text' }),
    },
  ].filter((each) => each !== false);
  return (
    <EmptyState
      icon={IconSearch}
      title="Nothing found"
      actions={widen.map(({ label, run }) => (
        <Button key={label} onPress={run}>
          {label}
        </Button>
      ))}
    >
      {`Nothing matches ${query.text.trim()}.`}
    </EmptyState>
  );
}
