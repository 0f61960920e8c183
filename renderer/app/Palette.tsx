import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { chordCaps } from '../commands/chord.ts';
import type { UiCommand } from '../commands/registry.ts';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { IconFile, IconSearch } from '../ui/icons.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { rankByWords } from './rank.ts';
import type { Frame } from './workspace.ts';
import styles from './palette.module.css';

export interface PaletteProps {
  readonly frame: Frame;
  readonly onClose: () => void;
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Why it cannot be used now; null when it can. */
  readonly blocked: string | null;
  readonly caps: readonly string[];
  readonly isArticle: boolean;
  readonly run: () => void;
}

/** Articles whose title has the words, when a project is open. */
function useArticleHits(frame: Frame, query: string) {
  const isOpen = frame.opened.getState() !== null;
  const { data } = useQuery({
    queryKey: ['palette', query],
    enabled: isOpen && query.length >= 2,
    queryFn: () => frame.clients.engine.call('article.list', { query, limit: 8 }),
  });
  return isOpen && query.length >= 2 ? (data?.rows ?? []) : [];
}

/** Find any command by its name and run it; teaches the keys on the way. `/` narrows to articles, `>` to commands. */
export function Palette({ frame, onClose }: PaletteProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const scope = query.startsWith('/') ? 'articles' : query.startsWith('>') ? 'commands' : 'all';
  const words = query.replace(/^[/>]\s*/, '').trim();
  const articles = useArticleHits(frame, scope === 'commands' ? '' : words);

  // What was focused when the palette opened decides what can run; asked once, before the palette takes the focus.
  const commands = useMemo(() => {
    const { commands: registry } = frame;
    // What can be done here comes before what can be done anywhere.
    const distance = ({ context, blocked }: UiCommand) =>
      blocked() !== null ? 2 : context === 'global' ? 1 : 0;
    return registry
      .list()
      .filter((command) => !command.keyOnly && command.id !== 'app.palette')
      .toSorted((left, right) => distance(left) - distance(right))
      .map((command: UiCommand): Row => {
        const chord = registry.keysOf(command.id)[0];
        return {
          id: command.id,
          label: command.label,
          detail: command.menu,
          blocked: command.blocked(),
          caps: chord === undefined ? [] : chordCaps(chord, registry.platform),
          isArticle: false,
          // After the palette is gone and the focus is back where it was.
          run: () => setTimeout(() => registry.run(command.id), 0),
        };
      });
  }, [frame]);

  const rows: Row[] = [
    ...(scope === 'articles'
      ? []
      : rankByWords(commands, words, (row) => `${row.label} ${row.detail}`)),
    ...articles.map((article): Row => ({
      id: article.id,
      label: article.title || 'Untitled article',
      detail: [article.publisher, article.published?.slice(0, 10)].filter(Boolean).join(' · '),
      blocked: null,
      caps: [],
      isArticle: true,
      run: () => {
        const opening = frame.opened.getState()?.openArticle(article.id);
        opening?.catch((error: unknown) => frame.fail(error));
      },
    })),
  ];
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const move = (to: number) => {
    const next = (to + rows.length) % Math.max(1, rows.length);
    setActive(next);
    list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (row: Row | undefined) => {
    if (!row || row.blocked !== null) return;
    onClose();
    row.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at - 1);
    else if (event.key === 'Enter') choose(rows[at]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Command palette" bare dismissable width={600} place="top" onClose={onClose}>
      <div className={styles.field}>
        <Icon of={IconSearch} />
        <input
          className={styles.input}
          role="combobox"
          aria-label="Find a command or article"
          aria-expanded
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={rows.length > 0 ? `${listId}-${at}` : undefined}
          placeholder="Find a command or article"
          value={query}
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the palette opens because the person asked for it
          autoFocus
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label="Results" className={styles.list}>
        {rows.map((row, index) => (
          <div
            key={row.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={row.blocked !== null}
            data-index={index}
            className={cx(styles.row, index === at && styles.active)}
            onPointerMove={() => setActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(row)}
            onKeyDown={onKeyDown}
          >
            {row.isArticle && <Icon of={IconFile} />}
            <bdi className={styles.label}>{row.label}</bdi>
            <span className={styles.detail}>{row.blocked ?? row.detail}</span>
            {row.caps.length > 0 && <Kbd caps={row.caps} />}
          </div>
        ))}
        {rows.length === 0 && <p className={styles.none}>No command or article matches.</p>}
      </div>
    </Dialog>
  );
}
