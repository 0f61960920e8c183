import { useEffect, useState } from 'react';
import { chordCaps } from '../commands/chord.ts';
import type { KeyContext, UiCommand } from '../commands/registry.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { rankByWords } from '../ui/rank.ts';
import type { Frame } from './workspace.ts';
import styles from './palette.module.css';

export interface CheatSheetProps {
  readonly frame: Frame;
  /** Context that had the focus: its keys come first. */
  readonly context: string;
  /** What the status bar says of the keyboard's state, `ITEM quotation 1/4`; '' outside the reader. */
  readonly mode: string;
  readonly onClose: () => void;
}

const titles: Readonly<Record<KeyContext, string>> = {
  reader: 'Reading and marking',
  list: 'Lists',
  picker: 'Pickers',
  edit: 'Writing',
  global: 'Everywhere',
};

/** Keys that widgets have by themselves. */
const listKeys: readonly (readonly [label: string, chords: readonly string[]])[] = [
  ['Next, previous row', ['J', 'K']],
  ['Extend the selection', ['Shift+ArrowDown', 'Shift+ArrowUp']],
  ['Select or deselect the row', ['Space']],
  ['Select all rows', ['Mod+A']],
  ['First, last row', ['Home', 'End']],
];

interface Binding {
  readonly label: string;
  readonly chords: readonly string[];
}

/** Commands of the focused part in two: those that can act in its present state, and the others. */
function byState(commands: readonly UiCommand[], title: string, mode: string) {
  if (mode === '') return [{ title, own: commands }];
  return [
    { title: `Now: ${mode}`, own: commands.filter(({ blocked }) => blocked() === null) },
    {
      title: `${title}, in another state`,
      own: commands.filter(({ blocked }) => blocked() !== null),
    },
  ];
}

function groupsOf(
  commands: readonly UiCommand[],
  frame: Frame,
  { context: first, mode }: Pick<CheatSheetProps, 'context' | 'mode'>,
) {
  const contexts = new Set<KeyContext>(commands.map(({ context }) => context));
  const order = [...contexts].sort(
    (left, right) => Number(right === first) - Number(left === first),
  );
  return order.flatMap((context): { title: string; bindings: Binding[] }[] => {
    const own = commands.filter((command) => command.context === context);
    const byMenu = [...new Set(own.map(({ menu }) => menu))];
    const rowsOf = (some: readonly UiCommand[], menu: string) =>
      some
        .filter((command) => command.menu === menu)
        .filter(({ unlisted }) => !unlisted)
        .map(({ id, label }) => ({ label, chords: frame.commands.keysOf(id) }))
        .filter(({ chords }) => chords.length > 0);
    if (context === 'global') {
      return byMenu.map((menu) => ({ title: menu, bindings: rowsOf(own, menu) }));
    }
    if (context === 'reader' && context === first) {
      return byState(own, titles[context], mode).map(({ title, own: some }) => ({
        title,
        bindings: byMenu.flatMap((menu) => rowsOf(some, menu)),
      }));
    }
    const bindings = byMenu.flatMap((menu) => rowsOf(own, menu));
    const extra = context === 'list' ? listKeys.map(([label, chords]) => ({ label, chords })) : [];
    return [{ title: titles[context], bindings: [...extra, ...bindings] }];
  });
}

/** All keys that work now, those of the focused part first. `?` and Esc close it. */
export function CheatSheet({ frame, context, mode, onClose }: CheatSheetProps) {
  const [query, setQuery] = useState('');
  const { platform } = frame.commands;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || (event.target instanceof HTMLInputElement && query !== '')) return;
      event.preventDefault();
      onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose, query]);
  const groups = groupsOf(frame.commands.list(), frame, { context, mode })
    .map(({ title, bindings }) => ({
      title,
      bindings: rankByWords(bindings, query, ({ label, chords }) => `${label} ${chords.join(' ')}`),
    }))
    .filter(({ bindings }) => bindings.length > 0);
  return (
    <Dialog title="Keyboard shortcuts" tall flush dismissable width={820} onClose={onClose}>
      <div className={styles.sheetTop}>
        <SearchField label="Find a shortcut" value={query} onChange={setQuery} />
        {!frame.settings.get().singleKeys && (
          <p className={styles.off} role="note">
            Single keys are off: letters, digits and signs without Ctrl or Cmd do nothing until they
            are switched on in the settings.
          </p>
        )}
      </div>
      <div className={styles.sheet} role="group" aria-label="Shortcuts">
        {groups.map(({ title, bindings }) => (
          <section key={title} className={styles.group}>
            <h3 className={styles.groupTitle}>{title}</h3>
            <dl>
              {bindings.map(({ label, chords }) => (
                <div key={label} className={styles.binding}>
                  <dt>{label}</dt>
                  <dd>
                    {chords.map((chord) => (
                      <Kbd key={chord} caps={chordCaps(chord, platform)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        {groups.length === 0 && <p className={styles.none}>No shortcut matches.</p>}
      </div>
    </Dialog>
  );
}
