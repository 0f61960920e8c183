import { parseChord, type KeyPlatform } from './chord.ts';
import type { UiCommand } from './registry.ts';

/** Chords by command id that stand in place of the command's own; an empty list takes all its keys away. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

function isReadable(chord: string, platform: KeyPlatform): boolean {
  try {
    parseChord(chord, platform);
    return true;
  } catch {
    return false;
  }
}

/** The chords of a command on a platform. */
export function chordsOf(command: UiCommand, platform: KeyPlatform): readonly string[] {
  return command.platformKeys?.[platform] ?? command.keys;
}

/** Bindings without chords that cannot be read: settings are a file that people may edit. */
export function readBindings(bindings: Bindings, platform: KeyPlatform): Bindings {
  return Object.fromEntries(
    Object.entries(bindings).map(([id, chords]) => [
      id,
      chords.filter((chord) => isReadable(chord, platform)),
    ]),
  );
}

/** A command with the chords that are bound to it; the same object when it has its own. */
export function bindCommand(command: UiCommand, bindings: Bindings): UiCommand {
  const owner = [command.id, command.follows].find(
    (id) => id !== undefined && Object.hasOwn(bindings, id),
  );
  const keys = owner === undefined ? undefined : bindings[owner];
  if (keys === undefined) return command;
  const { platformKeys: _, ...rest } = command;
  return { ...rest, keys };
}

/** What a new key does to the bindings, apart from the command it is given to. */
export interface Assignment {
  /** As declared, without bindings. */
  readonly command: UiCommand;
  readonly chord: string;
  /** Commands that have the chord now and meet the command: they get its former key in exchange. As declared. */
  readonly takenFrom: readonly UiCommand[];
}

/** Bindings with the shown key of a command replaced; its further keys stay. */
export function assignKey(
  bindings: Bindings,
  { command, chord, takenFrom }: Assignment,
  platform: KeyPlatform,
): Bindings {
  const keysOf = (each: UiCommand) => chordsOf(bindCommand(each, bindings), platform);
  const [former, ...further] = keysOf(command);
  let next = bindKeys(
    bindings,
    command,
    [chord, ...further.filter((key) => key !== chord)],
    platform,
  );
  for (const [index, other] of takenFrom.entries()) {
    // One key cannot go to two commands: the first gets it.
    const instead = index === 0 && former !== undefined ? [former] : [];
    const keys = keysOf(other).flatMap((key) =>
      isSameChord(key, chord, platform) ? instead : [key],
    );
    next = bindKeys(next, other, keys, platform);
  }
  return next;
}

/** Bindings with the keys of one command; a command that has its own keys again is left out. */
export function bindKeys(
  bindings: Bindings,
  command: UiCommand,
  keys: readonly string[],
  platform: KeyPlatform,
): Bindings {
  const { [command.id]: _, ...rest } = bindings;
  const own = chordsOf(command, platform);
  const isOwn = own.length === keys.length && own.every((key, index) => key === keys[index]);
  return isOwn ? rest : { ...rest, [command.id]: keys };
}

/** Whether two chords are the same keys on a platform: `Mod+K` and `Ctrl+k`. */
export function isSameChord(left: string, right: string, platform: KeyPlatform): boolean {
  const [one, other] = [parseChord(left, platform), parseChord(right, platform)];
  return (
    one.key === other.key &&
    one.ctrl === other.ctrl &&
    one.meta === other.meta &&
    one.alt === other.alt &&
    one.shift === other.shift
  );
}
