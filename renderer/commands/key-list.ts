import { formatChord, type KeyPlatform } from './chord.ts';
import { bindCommand, chordsOf, type Bindings } from './bindings.ts';
import { menuGroups, type UiCommand } from './registry.ts';

/** A line of the list of keys. */
export interface KeyRow {
  readonly menu: string;
  readonly label: string;
  /** Where the keys act: `everywhere`, `reader`, `list`… */
  readonly where: string;
  /** As the platform writes them; empty for a command without keys. */
  readonly keys: readonly string[];
}

/** Every command with its keys as they are bound, in the order of the menus. */
export function listKeys(
  commands: readonly UiCommand[],
  bindings: Bindings,
  platform: KeyPlatform,
): KeyRow[] {
  return menuGroups.flatMap((menu) =>
    commands
      .filter((command) => command.menu === menu && !command.unlisted)
      .map((command) => ({
        menu,
        label: command.label,
        where: command.context === 'global' ? 'everywhere' : command.context,
        keys: chordsOf(bindCommand(command, bindings), platform).map((key) =>
          formatChord(key, platform),
        ),
      })),
  );
}

const columns = ['Menu', 'Command', 'Where', 'Keys'] as const;

/** The list as rows of a table, its head first. Several keys of a command stand in one cell. */
export function toKeyTable(rows: readonly KeyRow[]): string[][] {
  return [
    [...columns],
    ...rows.map(({ menu, label, where, keys }) => [menu, label, where, keys.join(' or ')]),
  ];
}

/** The list as a Markdown table. */
export function toKeyMarkdown(rows: readonly KeyRow[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|')).join(' | ')} |`;
  const [head = [], ...body] = toKeyTable(rows);
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n') + '\n';
}
