import { chordsOf, isSameChord } from './bindings.ts';
import { isSingleKey, parseChord, type Chord, type KeyPlatform } from './chord.ts';
import type { KeyContext, UiCommand } from './registry.ts';

/** A binding that cannot work as it is written. */
export interface KeyConflict {
  readonly commandId: string;
  readonly chord: string;
  readonly problem: string;
}

const reserved: Readonly<Record<KeyPlatform, readonly string[]>> = {
  darwin: [
    'Cmd+Space', 'Cmd+Tab', 'Cmd+H', 'Cmd+M', 'Cmd+Alt+Escape', 'Ctrl+ArrowUp', 'Ctrl+ArrowDown',
    'Ctrl+ArrowLeft', 'Ctrl+ArrowRight', 'Cmd+Shift+3', 'Cmd+Shift+4', 'Cmd+Shift+5', 'F11',
    'Cmd+Shift+Q',
  ],
  win32: ['Alt+F4', 'Alt+Tab', 'Alt+Space', 'Ctrl+Escape', 'Ctrl+Shift+Escape', 'F10', 'Ctrl+Alt+Delete'],
  linux: ['Alt+F4', 'Alt+Tab', 'Alt+Space', 'Alt+F2', 'Ctrl+Alt+T', 'Ctrl+Alt+L', 'F10', 'Ctrl+Alt+Delete'],
}; // prettier-ignore

/** Native caret, selection and focus keys: never bound where there is text (the native Tab, Space, arrows and pages). */
function isNativeTextKey(chord: Chord): boolean {
  if (chord.key === 'Tab' || chord.key === 'Space') return true;
  return /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/.test(chord.key) && !chord.alt;
}

/** Why a chord may not be used on a platform at all; null when it may. */
export function refuseChord(text: string, platform: KeyPlatform): string | null {
  const chord = parseChord(text, platform);
  if (reserved[platform].some((other) => isSameChord(other, text, platform))) {
    return 'is taken by the system';
  }
  const isCharacter = chord.key.length === 1;
  if (isCharacter && chord.ctrl && chord.alt) return 'is AltGr on many keyboards';
  if (isCharacter && chord.alt && platform === 'darwin') return 'types a character with Option';
  if (chord.alt && chord.shift) return 'switches the keyboard layout';
  if (/^[0-9]$/.test(chord.key) && chord.shift) return 'is a digit on some layouts';
  const inputMethod = ['Ctrl+Shift+U', 'Ctrl+Shift+E', 'Ctrl+.', 'Ctrl+;'];
  if (platform !== 'darwin' && inputMethod.some((other) => isSameChord(other, text, platform))) {
    return 'belongs to input methods';
  }
  return null;
}

const clipboard = ['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X'];

/** Why a command of a context may not have a chord on a platform; null when it may. */
export function refuseKey(text: string, context: KeyContext, platform: KeyPlatform): string | null {
  const refused = refuseChord(text, platform);
  if (refused !== null) return refused;
  const isOverText = context === 'reader' || context === 'global';
  const isNative =
    isNativeTextKey(parseChord(text, platform)) ||
    [...clipboard, 'Shift+F10'].some((other) => isSameChord(other, text, platform));
  return isOverText && isNative ? 'is a native text key' : null;
}

/**
 * Whether a key of one command could act where that of another does. A bare key of a context may stand for another thing than
 * the same key everywhere else.
 */
function canMeet(one: UiCommand, other: UiCommand, chord: Chord): boolean {
  if (one.context === other.context) return true;
  return !isSingleKey(chord) && (one.context === 'global' || other.context === 'global');
}

/** The other commands that have a chord where a command would use it. Those given have the keys bound to them. */
export function findHolders(
  commands: readonly UiCommand[],
  command: UiCommand,
  text: string,
  platform: KeyPlatform,
): UiCommand[] {
  const chord = parseChord(text, platform);
  // Those that follow it will have its key too, and never keep it from it.
  const meant = [command, ...commands.filter(({ follows }) => follows === command.id)];
  return commands.filter(
    (other) =>
      !meant.some(({ id }) => id === other.id) &&
      meant.some((each) => canMeet(other, each, chord)) &&
      chordsOf(other, platform).some((key) => isSameChord(key, text, platform)),
  );
}

/**
 * Check all bindings of some commands on one platform: keys that the system or the keyboard keeps for itself, native text keys
 * taken in the reader, and two commands on one key where both could act. A key of a context hides the same global key: that is
 * a conflict too, except when the two are one command under two ids.
 */
export function findKeyConflicts(
  commands: readonly UiCommand[],
  platform: KeyPlatform,
): KeyConflict[] {
  const conflicts: KeyConflict[] = [];
  const bindings = commands.flatMap((command) =>
    chordsOf(command, platform).map((text) => ({
      command,
      text,
      chord: parseChord(text, platform),
    })),
  );
  for (const [index, { command, text, chord }] of bindings.entries()) {
    const refused = refuseKey(text, command.context, platform);
    if (refused) conflicts.push({ commandId: command.id, chord: text, problem: refused });
    for (const other of bindings.slice(0, index)) {
      if (other.command.id === command.id || !isSameChord(other.text, text, platform)) continue;
      if (canMeet(other.command, command, chord)) {
        const problem = `is also ${other.command.id}`;
        conflicts.push({ commandId: command.id, chord: text, problem });
      }
    }
  }
  return conflicts;
}
