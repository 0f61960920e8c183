import { describe, expect, test } from 'vitest';
import type { KeyStroke } from '../../../renderer/commands/chord.ts';
import { decideKey, type KeyScope } from '../../../renderer/commands/dispatcher.ts';
import type { UiCommand } from '../../../renderer/commands/registry.ts';

const command = (
  id: string,
  keys: readonly string[],
  extra: Partial<UiCommand> = {},
): UiCommand => ({
  id,
  label: id,
  menu: 'Edit',
  section: 0,
  context: 'global',
  keys,
  blocked: () => null,
  run: () => undefined,
  ...extra,
});

const commands = [
  command('palette', ['Mod+K']),
  command('undo', ['Mod+Z']),
  command('redo', ['Mod+Shift+Z']),
  command('add', ['Mod+Shift+A']),
  command('paste', ['Mod+Shift+V']),
  command('keys', ['?']),
  command('larger', ['Mod+='], { repeats: true }),
  command('pane', ['F6']),
  command('finish', ['Mod+Enter']),
  command('quote', ['Q'], { context: 'reader' }),
  command('sentence', ['J'], { context: 'reader', repeats: true }),
  command('deleteMark', ['Delete'], { context: 'reader' }),
  command('open', ['Enter'], { context: 'list' }),
  command('done', ['3'], { context: 'list' }),
  command('bold', ['Mod+B'], { context: 'edit' }),
];

const here: KeyScope = {
  context: 'global',
  isTyping: false,
  isControl: false,
  isModal: false,
  singleKeys: true,
};

function press(
  text: string,
  scope: Partial<KeyScope> = {},
  extra: Partial<KeyStroke> = {},
): string {
  const parts = text.split('+');
  const key = parts.at(-1) ?? '';
  const code = /^[a-z]$/i.test(key)
    ? `Key${key.toUpperCase()}`
    : /^\d$/.test(key)
      ? `Digit${key}`
      : key;
  const stroke: KeyStroke = {
    key,
    code,
    ctrlKey: parts.includes('Ctrl'),
    metaKey: false,
    altKey: false,
    shiftKey: parts.includes('Shift'),
    repeat: false,
    isComposing: false,
    getModifierState: () => false,
    ...extra,
  };
  const verdict = decideKey(stroke, { ...here, ...scope }, commands, 'linux');
  return verdict.kind === 'run' ? verdict.command.id : verdict.kind;
}

describe('contexts', () => {
  test('a reader key acts in the reader only', () => {
    expect(press('q', { context: 'reader' })).toBe('quote');
    expect(press('q', { context: 'list' })).toBe('pass');
    expect(press('q')).toBe('pass');
  });

  test('global keys act in every context', () => {
    expect(press('Ctrl+k', { context: 'reader' })).toBe('palette');
    expect(press('Ctrl+k', { context: 'list' })).toBe('palette');
  });

  test('the command registered last stands in for an earlier one', () => {
    const stroke = {
      key: 'F6',
      code: 'F6',
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      repeat: false,
      isComposing: false,
      getModifierState: () => false,
    };
    const verdict = decideKey(stroke, here, [...commands, command('own', ['F6'])], 'linux');
    expect(verdict).toMatchObject({ kind: 'run', command: { id: 'own' } });
  });
});

describe('typing', () => {
  const field = { isTyping: true };
  test('a field keeps characters, editing keys and its own undo', () => {
    const keys = ['q', '?', 'Enter', 'Delete', 'Ctrl+z', 'Ctrl+a', 'Ctrl+v'];
    expect(keys.map((key) => press(key, field))).toEqual(keys.map(() => 'pass'));
  });

  test('with Shift a field keeps redo and plain paste, and no other letter', () => {
    const keys = ['Ctrl+Shift+z', 'Ctrl+Shift+v', 'Ctrl+Shift+a'];
    expect(keys.map((key) => press(key, field))).toEqual(['pass', 'pass', 'add']);
  });

  test('chords and function keys act from a field', () => {
    expect([press('Ctrl+k', field), press('F6', field), press('Ctrl+Enter', field)]).toEqual([
      'palette',
      'pane',
      'finish',
    ]);
  });

  test('a writing surface has keys of its own', () => {
    expect(press('Ctrl+b', { isTyping: true, context: 'edit' })).toBe('bold');
    expect(press('Ctrl+b', { isTyping: true, context: 'list' })).toBe('pass');
  });

  test('nothing acts while an input method composes', () => {
    expect(press('q', { context: 'reader' }, { isComposing: true })).toBe('pass');
  });
});

test('a focused button keeps Enter', () => {
  expect(press('Enter', { context: 'list' })).toBe('open');
  expect(press('Enter', { context: 'list', isControl: true })).toBe('pass');
});

test('keys of the window below do not act while a dialog is open', () => {
  expect(press('Ctrl+z', { isModal: true })).toBe('pass');
  expect(press('F6', { isModal: true })).toBe('pass');
});

test('switching single keys off leaves chords and named keys', () => {
  const off = { singleKeys: false };
  expect(press('q', { ...off, context: 'reader' })).toBe('pass');
  expect(press('3', { ...off, context: 'list' })).toBe('pass');
  expect(press('?', off)).toBe('pass');
  expect(press('Delete', { ...off, context: 'reader' })).toBe('deleteMark');
  expect(press('Ctrl+k', { ...off, context: 'reader' })).toBe('palette');
});

test('a held key repeats movement only and is swallowed otherwise', () => {
  expect(press('j', { context: 'reader' }, { repeat: true })).toBe('sentence');
  expect(press('q', { context: 'reader' }, { repeat: true })).toBe('swallow');
  expect(press('Ctrl+z', {}, { repeat: true })).toBe('swallow');
  expect(press('Ctrl+=', {}, { repeat: true })).toBe('larger');
});

test('a character that Shift and a digit write wins over the digit; without such a key the digit counts', () => {
  const both = [command('find', ['/']), command('seven', ['7'], { context: 'list' })];
  const decide = (key: string) =>
    decideKey(
      {
        key,
        code: 'Digit7',
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        shiftKey: key !== '7',
        repeat: false,
        isComposing: false,
        getModifierState: () => false,
      },
      { ...here, context: 'list' },
      both,
      'linux',
    );
  expect(decide('/')).toMatchObject({ command: { id: 'find' } });
  expect(decide('&')).toMatchObject({ command: { id: 'seven' } });
  expect(decide('7')).toMatchObject({ command: { id: 'seven' } });
});
