import type { MenuEntry, MenuGroup } from '../../shared/contract/shell.ts';
import { toAccelerator } from './chord.ts';
import type { CommandRegistry } from './command-registry.ts';
import { menuGroups } from './registry.ts';

/** The application menu as the registry has it now. Key-only commands are left out. */
export function buildMenu(registry: CommandRegistry): MenuGroup[] {
  const commands = registry.list().filter(({ keyOnly }) => !keyOnly);
  return menuGroups.flatMap((label) => {
    const mine = commands.filter(({ menu }) => menu === label);
    if (mine.length === 0) return [];
    const numbers = [...new Set(mine.map(({ section }) => section))].sort((a, b) => a - b);
    const sections = numbers.map((section) =>
      mine
        .filter((command) => command.section === section)
        .map((command): MenuEntry => {
          const chord = registry.keysOf(command.id)[0];
          return {
            id: command.id,
            label: command.label,
            // Bare letters are the dispatcher's alone: an accelerator would fire while the person types.
            accelerator:
              chord !== undefined && /^(F\d+$|.+\+)/.test(chord)
                ? toAccelerator(chord, registry.platform)
                : null,
            enabled: command.blocked() === null,
            checked: command.checked?.() ?? null,
          };
        }),
    );
    return [{ label, sections }];
  });
}
