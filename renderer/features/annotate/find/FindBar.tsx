import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { useWorkspace } from '../../../app/workspace.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { IconArrowDown, IconArrowUp, IconClose } from '../../../ui/icons.ts';
import type { Find, FindState } from './find.ts';
import styles from './FindBar.module.css';

/** How many there are and which one is shown. */
function describe({ query, hits, current, isCapped, error }: FindState): string {
  if (error !== null) return error;
  if (query.text === '') return '';
  if (hits.length === 0) return 'Nothing found';
  const count = `${hits.length.toLocaleString()}${isCapped ? '+' : ''}`;
  return `${((current ?? 0) + 1).toLocaleString()} of ${count}`;
}

/** Find in the article: above the text, which it never covers. */
export function FindBar({ find }: { readonly find: Find }) {
  const state = useStore(find.store);
  return state.isOpen ? <Bar find={find} state={state} /> : null;
}

function Bar({ find, state }: { readonly find: Find; readonly state: FindState }) {
  const { commands } = useWorkspace();
  const input = useRef<HTMLInputElement>(null);
  const { query, asked, error, hits } = state;
  useEffect(() => {
    if (asked === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') find.close();
    else if (event.key === 'Enter' && event.target === input.current)
      find.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.bar} role="search" aria-label="Find in article" onKeyDown={onKeyDown}>
      <input
        ref={input}
        type="text"
        className={styles.input}
        aria-label="Find in article"
        aria-invalid={error !== null}
        aria-describedby="find-count"
        placeholder="Find in article"
        dir="auto"
        spellCheck={false}
        value={query.text}
        onChange={(event) => find.setQuery({ text: event.target.value })}
      />
      <output
        id="find-count"
        className={styles.count}
        data-problem={error !== null || (query.text !== '' && hits.length === 0) || undefined}
      >
        {describe(state)}
      </output>
      <IconButton
        icon={IconArrowUp}
        label="Previous hit"
        shortcut={commands.keyOf('find.previous')}
        isDisabled={hits.length === 0}
        onPress={() => find.step(-1)}
      />
      <IconButton
        icon={IconArrowDown}
        label="Next hit"
        shortcut={commands.keyOf('find.next')}
        isDisabled={hits.length === 0}
        onPress={() => find.step(1)}
      />
      <div className={styles.options}>
        <Checkbox
          isSelected={query.matchCase}
          onChange={(matchCase) => find.setQuery({ matchCase })}
        >
          Match case
        </Checkbox>
        <Checkbox
          isSelected={query.wholeWord}
          onChange={(wholeWord) => find.setQuery({ wholeWord })}
        >
          Whole words
        </Checkbox>
        <Checkbox
          isSelected={query.isPattern}
          onChange={(isPattern) => find.setQuery({ isPattern })}
        >
          Regular expression
        </Checkbox>
      </div>
      <IconButton
        icon={IconClose}
        label="Close find"
        shortcut="Esc"
        className={styles.close}
        onPress={() => find.close()}
      />
    </div>
  );
}
