import { bindCommand, chordsOf, readBindings, type Bindings } from './bindings.ts';
import { formatChord, type KeyPlatform } from './chord.ts';
import type { UiCommand } from './registry.ts';

/** All commands of the window at one time. Views register theirs while they are shown. */
export interface CommandRegistry {
  readonly platform: KeyPlatform;
  /** Add commands; call the result to take them away. A command replaces an earlier one of the same id. */
  register(commands: readonly UiCommand[]): () => void;
  /** Hear that a command is about to be asked for, to bring up to date what it looks at; call the result to stop. */
  beforeRun(listener: () => void): () => void;
  /** Run by id. Does nothing when there is no such command; says why when it is blocked. */
  run(id: string): void;
  /** With the keys that are bound to it. */
  find(id: string): UiCommand | undefined;
  /** In the order of registration, with the keys that are bound to them. */
  list(): readonly UiCommand[];
  /** Make commands of a view that does not show known to those who list or bind keys. They cannot be run. */
  declare(commands: readonly UiCommand[]): void;
  /** Every command that was declared or registered so far, as declared: with its own keys. */
  known(): readonly UiCommand[];
  /** Put chords in place of the commands' own, from now on. */
  setBindings(bindings: Bindings): void;
  /** The chords of a command on this platform, the shown one first. */
  keysOf(id: string): readonly string[];
  /** The first chord of a command for display on this platform; '' when it has none or is unknown. */
  keyOf(id: string): string;
  /** Hear of commands that came or went; call the result to stop. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Counted up by every change, for `useSyncExternalStore`. */
  readonly version: () => number;
}

/** What the registry needs of the window around it. */
export interface RegistryHost {
  readonly platform: KeyPlatform;
  /** A blocked command was asked for: say why. */
  readonly onBlocked: (command: UiCommand, reason: string) => void;
  /** A command failed in a way that it did not handle. */
  readonly onError: (command: UiCommand, error: unknown) => void;
}

/** A registry without commands. */
export function createCommandRegistry(host: RegistryHost): CommandRegistry {
  // Stacks: a view that is shown may stand in for a command of the window and give it back.
  const stacks = new Map<string, UiCommand[]>();
  const declared = new Map<string, UiCommand>();
  let bindings: Bindings = {};
  const listeners = new Set<() => void>();
  const beforeRun = new Set<() => void>();
  let version = 0;
  const changed = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const bound = (command: UiCommand) => bindCommand(command, bindings);
  const find = (id: string) => {
    const command = stacks.get(id)?.at(-1);
    return command && bound(command);
  };
  const declare = (commands: readonly UiCommand[]) => {
    for (const command of commands) declared.set(command.id, command);
  };
  const keysOf = (id: string) => {
    const command = find(id) ?? declared.get(id);
    return command ? chordsOf(bound(command), host.platform) : [];
  };

  return {
    platform: host.platform,
    register(commands) {
      declare(commands);
      for (const command of commands) {
        stacks.set(command.id, [...(stacks.get(command.id) ?? []), command]);
      }
      changed();
      return () => {
        for (const command of commands) {
          const rest = (stacks.get(command.id) ?? []).filter((other) => other !== command);
          if (rest.length > 0) stacks.set(command.id, rest);
          else stacks.delete(command.id);
        }
        changed();
      };
    },
    beforeRun(listener) {
      beforeRun.add(listener);
      return () => beforeRun.delete(listener);
    },
    run(id) {
      for (const listener of beforeRun) listener();
      const command = find(id);
      if (!command) return;
      const reason = command.blocked();
      if (reason !== null) {
        host.onBlocked(command, reason);
        return;
      }
      try {
        Promise.resolve(command.run()).catch((error: unknown) => host.onError(command, error));
      } catch (error) {
        host.onError(command, error);
      }
    },
    find,
    list: () => [...stacks.values()].flatMap((stack) => stack.slice(-1).map(bound)),
    declare,
    known: () => [...declared.values()],
    setBindings(next) {
      bindings = readBindings(next, host.platform);
      changed();
    },
    keysOf,
    keyOf(id) {
      const first = keysOf(id)[0];
      return first === undefined ? '' : formatChord(first, host.platform);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
