import { useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { stringifyRows } from '../../../shared/formats/csv/csv-text.ts';
import { rankByWords } from '../../ui/rank.ts';
import type { Frame } from '../../app/workspace.ts';
import {
  assignKey,
  bindCommand,
  bindKeys,
  chordsOf,
  type Bindings,
} from '../../commands/bindings.ts';
import { chordCaps, formatChord, recordChord } from '../../commands/chord.ts';
import { findHolders, refuseKey } from '../../commands/conflicts.ts';
import { listKeys, toKeyMarkdown, toKeyTable } from '../../commands/key-list.ts';
import { menuGroups, type UiCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import styles from './KeyboardSettings.module.css';

/** A key that was pressed for a command and cannot simply be given to it. */
interface Asked {
  readonly chord: string;
  /** Why it cannot be had at all; null when others have it. */
  readonly refused: string | null;
  readonly holders: readonly UiCommand[];
}

/** The keys of every command: look up, record, take away, put back. A key is never on two commands that could both act. */
export function KeyboardSettings({ frame }: { readonly frame: Frame }) {
  const { commands } = frame;
  const [query, setQuery] = useState('');
  const [recording, setRecording] = useState<string | null>(null);
  // Where the focus goes when the recorder that had it is gone.
  const [lastId, setLastId] = useState<string | null>(null);
  useSyncExternalStore(commands.subscribe, commands.version);
  const bindings: Bindings = useStore(frame.shell, (state) => state.settings.keys);
  const { platform } = commands;
  const listed = commands
    .known()
    .filter(({ unlisted, follows }) => !unlisted && follows === undefined);
  const matching = rankByWords(listed, query, (command) =>
    [command.label, command.menu, ...keysOf(command).map((key) => formatChord(key, platform))].join(
      ' ',
    ),
  );
  function keysOf(command: UiCommand): readonly string[] {
    return chordsOf(bindCommand(command, bindings), platform);
  }
  const save = (next: Bindings) => {
    const keys = Object.fromEntries(Object.entries(next).map(([id, chords]) => [id, [...chords]]));
    frame.settings.update({ keys }).catch((error: unknown) => frame.fail(error, 'Saving the keys'));
  };
  const report = (work: Promise<void>) =>
    void work.catch((error: unknown) => frame.fail(error, 'The list of keys'));
  const groups = menuGroups
    .map((menu) => ({ menu, rows: matching.filter((command) => command.menu === menu) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <div className={styles.keyboard}>
      <div className={styles.top}>
        <SearchField label="Find a command or key" value={query} onChange={setQuery} />
        <Button isDisabled={Object.keys(bindings).length === 0} onPress={() => save({})}>
          Reset all
        </Button>
        <Button onPress={() => report(copyKeys(frame, bindings))}>Copy list</Button>
        <Button onPress={() => report(saveKeys(frame, bindings))}>Save list…</Button>
      </div>
      {groups.map(({ menu, rows }) => (
        <div key={menu} role="group" aria-label={menu}>
          <h4 className={styles.menu}>{menu}</h4>
          {rows.map((command) => (
            <Row
              key={command.id}
              frame={frame}
              command={command}
              bindings={bindings}
              isRecording={recording === command.id}
              takesFocus={lastId === command.id}
              onRecord={(isOn) => {
                setRecording(isOn ? command.id : null);
                setLastId(command.id);
              }}
              onSave={save}
            />
          ))}
        </div>
      ))}
      {groups.length === 0 && <p className={styles.none}>No command has this name or key.</p>}
      {frame.opened.getState() === null && (
        <p className={styles.none}>Open a project to see the keys of its views as well.</p>
      )}
    </div>
  );
}

function listOf({ commands }: Frame, bindings: Bindings) {
  return listKeys(commands.known(), bindings, commands.platform);
}

/** To the clipboard as a Markdown table. */
async function copyKeys(frame: Frame, bindings: Bindings): Promise<void> {
  const text = toKeyMarkdown(listOf(frame, bindings));
  await frame.clients.shell.call('clipboard.write', { text });
  frame.announce('List of keys copied as a Markdown table');
}

/** To a CSV file. A key may begin like a formula, hence the spreadsheet variant. */
async function saveKeys(frame: Frame, bindings: Bindings): Promise<void> {
  const { shell } = frame.clients;
  const target = await shell.call('files.pickTarget', {
    title: 'Save the list of keys',
    name: 'Quotemark keys.csv',
    kind: 'file',
  });
  if (!target) return;
  const text = `\uFEFF${stringifyRows(toKeyTable(listOf(frame, bindings)), 'spreadsheet')}`;
  await shell.call('files.writeText', { target: target.grant, text });
  frame.toast({
    message: `Saved the list of keys as ${target.name}.`,
    action: {
      label: 'Show in folder',
      run: () => void shell.call('files.show', { grant: target.grant }),
    },
  });
}

interface RowProps {
  readonly frame: Frame;
  /** As declared, with its own keys. */
  readonly command: UiCommand;
  readonly bindings: Bindings;
  readonly isRecording: boolean;
  /** The focus comes back here after recording. */
  readonly takesFocus: boolean;
  readonly onRecord: (isOn: boolean) => void;
  readonly onSave: (bindings: Bindings) => void;
}

function Row(props: RowProps) {
  const { frame, command, bindings, isRecording, onRecord, onSave } = props;
  const { platform } = frame.commands;
  const own = chordsOf(command, platform);
  const keys = chordsOf(bindCommand(command, bindings), platform);
  const words = keys.map((key) => formatChord(key, platform)).join(' or ') || 'no key';
  return (
    <div className={styles.row} data-command={command.id}>
      <span className={styles.label}>{command.label}</span>
      {isRecording ? (
        <Recorder
          frame={frame}
          command={command}
          bindings={bindings}
          onDone={(next) => {
            onRecord(false);
            if (next) onSave(next);
          }}
        />
      ) : (
        <>
          {Object.hasOwn(bindings, command.id) && (
            <button
              type="button"
              className={styles.keys}
              aria-label={`Reset ${command.label}`}
              onClick={() => onSave(bindKeys(bindings, command, own, platform))}
            >
              Reset
            </button>
          )}
          <button
            type="button"
            className={styles.keys}
            aria-label={`${command.label}: ${words}. Change`}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it stands where the recorder was that had the focus
            autoFocus={props.takesFocus}
            onClick={() => onRecord(true)}
          >
            {keys.map((key) => (
              <Kbd key={key} caps={chordCaps(key, platform)} />
            ))}
            {keys.length === 0 && <span className={styles.noKey}>Add a key</span>}
          </button>
        </>
      )}
    </div>
  );
}

interface RecorderProps {
  readonly frame: Frame;
  readonly command: UiCommand;
  readonly bindings: Bindings;
  /** With the new bindings, or null when nothing changes. */
  readonly onDone: (next: Bindings | null) => void;
}

/** Takes the next key press. Esc cancels, Backspace takes the keys away, Tab goes on. */
function Recorder({ frame, command, bindings, onDone }: RecorderProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { platform } = frame.commands;
  const assign = (chord: string, holders: readonly UiCommand[]) =>
    onDone(assignKey(bindings, { command, chord, takenFrom: holders }, platform));
  const take = (chord: string) => {
    const refused = refuseKey(chord, command.context, platform);
    const known = frame.commands.known();
    const bound = known.map((each) => bindCommand(each, bindings));
    const ids = new Set(findHolders(bound, command, chord, platform).map(({ id }) => id));
    const holders = known.filter(({ id }) => ids.has(id));
    if (refused === null && holders.length === 0) assign(chord, []);
    else setAsked({ chord, refused, holders });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { nativeEvent: stroke } = event;
    if (stroke.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (stroke.repeat) return;
    const isBare = !stroke.ctrlKey && !stroke.metaKey && !stroke.altKey && !stroke.shiftKey;
    if (isBare && stroke.key === 'Escape') return onDone(null);
    if (isBare && stroke.key === 'Backspace') {
      return onDone(bindKeys(bindings, command, [], platform));
    }
    const recorded = recordChord(stroke, platform);
    if (recorded === null) return;
    if ('chord' in recorded) take(recorded.chord);
    else setAsked({ chord: '', refused: recorded.refused, holders: [] });
  };
  const words = asked && describe(asked, frame);
  return (
    <span className={styles.recorder} data-recording>
      {words !== null && (
        <span className={styles.problem} role="alert">
          {words}
        </span>
      )}
      {asked?.refused === null && (
        <Button autoFocus onPress={() => assign(asked.chord, asked.holders)}>
          Swap
        </Button>
      )}
      <button
        type="button"
        className={styles.field}
        aria-label={`Press the new key of ${command.label}. Escape cancels, Backspace removes.`}
        ref={(field) => {
          if (asked === null) field?.focus();
        }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.relatedTarget?.closest('[data-recording]') && asked === null) onDone(null);
        }}
      >
        {asked === null ? 'Press a key…' : 'Another key…'}
      </button>
      <Button tone="ghost" onPress={() => onDone(null)}>
        Cancel
      </Button>
    </span>
  );
}

function describe({ chord, refused, holders }: Asked, frame: Frame): string {
  const key = chord === '' ? 'This key' : formatChord(chord, frame.commands.platform);
  if (refused !== null) return `${key} ${refused}.`;
  return `${key} is ${holders.map(({ label }) => `“${label}”`).join(' and ')}.`;
}
