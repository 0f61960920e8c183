import { isSingleKey, parseChord, type Chord, type KeyPlatform } from './chord.ts';
import { chordsOf } from './command-registry.ts';
import type { UiCommand } from './registry.ts';

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

const same = (left: Chord, right: Chord): boolean =>
  left.key === right.key &&
  left.ctrl === right.ctrl &&
  left.meta === right.meta &&
  left.alt === right.alt &&
  left.shift === right.shift;

/** Native caret, selection and focus keys: never bound where there is text (the native Tab, Space, arrows and pages). */
function isNativeTextKey(chord: Chord): boolean {
  if (chord.key === 'Tab' || chord.key === 'Space') return true;
  return /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown)$/.test(chord.key) && !chord.alt;
}

/** Why a chord may not be used on a platform at all; null when it may. */
export function refuseChord(text: string, platform: KeyPlatform): string | null {
  const chord = parseChord(text, platform);
  if (reserved[platform].some((other) => same(parseChord(other, platform), chord))) {
    return 'is taken by the system';
  }
  const isCharacter = chord.key.length === 1;
  if (isCharacter && chord.ctrl && chord.alt) return 'is AltGr on many keyboards';
  if (isCharacter && chord.alt && platform === 'darwin') return 'types a character with Option';
  if (chord.alt && chord.shift) return 'switches the keyboard layout';
  if (/^[0-9]$/.test(chord.key) && chord.shift) return 'is a digit on some layouts';
  const inputMethod = ['Ctrl+Shift+U', 'Ctrl+Shift+E', 'Ctrl+.', 'Ctrl+;'];
  if (
    platform !== 'darwin' &&
    inputMethod.some((other) => same(parseChord(other, platform), chord))
  ) {
    return 'belongs to input methods';
  }
  return null;
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
    const refused = refuseChord(text, platform);
    if (refused) conflicts.push({ commandId: command.id, chord: text, problem: refused });
    if (command.context === 'reader' && isNativeTextKey(chord)) {
      conflicts.push({ commandId: command.id, chord: text, problem: 'is a native text key' });
    }
    for (const other of bindings.slice(0, index)) {
      if (other.command.id === command.id || !same(other.chord, chord)) continue;
      const meet =
        other.command.context === command.context ||
        (!isSingleKey(chord) &&
          (other.command.context === 'global' || command.context === 'global'));
      if (meet) {
        const problem = `is also ${other.command.id}`;
        conflicts.push({ commandId: command.id, chord: text, problem });
      }
    }
  }
  return conflicts;
}
