import { expect, test } from 'vitest';
import {
  assignKey,
  bindCommand,
  bindKeys,
  readBindings,
} from '../../../renderer/commands/bindings.ts';
import { findHolders, refuseKey } from '../../../renderer/commands/conflicts.ts';
import type { UiCommand } from '../../../renderer/commands/registry.ts';

const command = (id: string, keys: readonly string[]): UiCommand => ({
  id,
  label: id,
  menu: 'Edit',
  section: 0,
  context: 'reader',
  keys,
  blocked: () => null,
  run: () => undefined,
});
const quote = command('quote', ['Q']);
const wipe = command('wipe', ['Delete', 'Backspace']);

test('keys that are bound stand in place of those of every platform', () => {
  const redo = { ...command('redo', ['Mod+Y']), platformKeys: { linux: ['Ctrl+Y'] } };
  const bound = bindCommand(redo, { redo: ['Mod+R'] });
  expect([bound.keys, bound.platformKeys]).toEqual([['Mod+R'], undefined]);
  expect(bindCommand(quote, { redo: ['Mod+R'] })).toBe(quote);
});

test('a new key replaces the shown one, and its own keys again leave nothing behind', () => {
  const bound = assignKey({}, { command: wipe, chord: 'D', takenFrom: [] }, 'linux');
  expect(bound).toEqual({ wipe: ['D', 'Backspace'] });
  expect(bindKeys(bound, wipe, ['Delete', 'Backspace'], 'linux')).toEqual({});
});

test('two commands swap their keys, and swap back', () => {
  const swapped = assignKey({}, { command: quote, chord: 'Delete', takenFrom: [wipe] }, 'linux');
  expect(swapped).toEqual({ quote: ['Delete'], wipe: ['Q', 'Backspace'] });
  const back = assignKey(swapped, { command: quote, chord: 'Q', takenFrom: [wipe] }, 'linux');
  expect(back).toEqual({});
});

test('a chord in the settings that cannot be read is left out', () => {
  expect(readBindings({ quote: ['Hyper+Q', 'W'], wipe: [''] }, 'linux')).toEqual({
    quote: ['W'],
    wipe: [],
  });
});

test('holders of a key are found by what is bound now', () => {
  const holders = (bindings: Record<string, string[]>, key: string) =>
    findHolders(
      [quote, wipe].map((each) => bindCommand(each, bindings)),
      quote,
      key,
      'linux',
    );
  expect(holders({}, 'Backspace').map(({ id }) => id)).toEqual(['wipe']);
  expect(holders({ wipe: [] }, 'Backspace')).toEqual([]);
  expect(holders({ wipe: ['Ctrl+D'] }, 'Mod+D').map(({ id }) => id)).toEqual(['wipe']);
});

test.each([
  ['Mod+C', 'reader', 'is a native text key'],
  ['Space', 'global', 'is a native text key'],
  ['Shift+F10', 'reader', 'is a native text key'],
  ['Alt+ArrowLeft', 'global', null],
  ['Alt+F4', 'list', 'is taken by the system'],
] as const)('%s in %s: %s', (chord, context, expected) => {
  expect(refuseKey(chord, context, 'linux')).toBe(expected);
});
