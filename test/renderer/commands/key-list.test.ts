import { expect, test } from 'vitest';
import { listKeys, toKeyMarkdown, toKeyTable } from '../../../renderer/commands/key-list.ts';
import type { UiCommand } from '../../../renderer/commands/registry.ts';

const command = (sketch: Partial<UiCommand>): UiCommand => ({
  id: 'a',
  label: 'A',
  menu: 'Annotate',
  section: 0,
  context: 'reader',
  keys: [],
  blocked: () => null,
  run: () => undefined,
  ...sketch,
});

const commands = [
  command({ id: 'undo', label: 'Undo', menu: 'Edit', context: 'global', keys: ['Mod+Z'] }),
  command({ id: 'new', label: 'New', menu: 'File', context: 'global', keys: ['Mod+N'] }),
  command({ id: 'quote', label: 'Mark quotation', keys: ['Q'] }),
  command({ id: 'pipe', label: 'Cut | here', keys: ['|', '\\'] }),
  command({ id: 'two', label: 'Label 2', keys: ['2'], unlisted: true }),
];

test('lists every command with its keys as bound, in the order of the menus', () => {
  expect(toKeyTable(listKeys(commands, { quote: ['W'] }, 'linux'))).toEqual([
    ['Menu', 'Command', 'Where', 'Keys'],
    ['File', 'New', 'everywhere', 'Ctrl+N'],
    ['Edit', 'Undo', 'everywhere', 'Ctrl+Z'],
    ['Annotate', 'Mark quotation', 'reader', 'W'],
    ['Annotate', 'Cut | here', 'reader', '| or \\'],
  ]);
});

test('escapes in Markdown what would end a cell', () => {
  const rows = listKeys(commands.slice(3), {}, 'linux');
  expect(toKeyMarkdown(rows)).toBe(
    '| Menu | Command | Where | Keys |\n| --- | --- | --- | --- |\n' +
      '| Annotate | Cut \\| here | reader | \\| or \\\\ |\n',
  );
});
