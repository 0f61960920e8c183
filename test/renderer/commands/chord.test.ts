import { describe, expect, test } from 'vitest';
import {
  chordCaps,
  formatChord,
  isSingleKey,
  matchesChord,
  parseChord,
  recordChord,
  toAccelerator,
  type KeyStroke,
} from '../../../renderer/commands/chord.ts';

function stroke(key: string, code: string, held = ''): KeyStroke {
  return {
    key,
    code,
    ctrlKey: held.includes('c') || held.includes('g'),
    metaKey: held.includes('m'),
    altKey: held.includes('a') || held.includes('g'),
    shiftKey: held.includes('s'),
    repeat: false,
    isComposing: false,
    // g: AltGr, which Windows also reports as Ctrl and Alt.
    getModifierState: (name) => name === 'AltGraph' && held.includes('g'),
  };
}

describe('parseChord', () => {
  test('reads Mod as Cmd on macOS and Ctrl elsewhere', () => {
    expect(parseChord('Mod+Shift+k', 'darwin')).toEqual({
      ctrl: false,
      meta: true,
      alt: false,
      shift: true,
      key: 'K',
    });
    expect(parseChord('Mod+Shift+k', 'linux')).toEqual({
      ctrl: true,
      meta: false,
      alt: false,
      shift: true,
      key: 'K',
    });
  });

  test('reads a plus sign as a key', () => {
    expect(parseChord('Mod++', 'win32').key).toBe('+');
    expect(parseChord('+', 'win32')).toEqual({
      ctrl: false,
      meta: false,
      alt: false,
      shift: false,
      key: '+',
    });
  });

  test.each(['', 'Hyper+K', 'Mod+'])('refuses %j', (text) => {
    expect(() => parseChord(text, 'linux')).toThrow(RangeError);
  });
});

describe('matchesChord', () => {
  const match = (text: string, key: string, code: string, held = '') =>
    matchesChord(parseChord(text, 'linux'), stroke(key, code, held));

  test.each([
    ['letter by produced character, not by place (AZERTY)', 'Q', 'q', 'KeyA', '', true],
    ['the place of another letter does not count', 'A', 'q', 'KeyA', '', false],
    ['capitals with Caps Lock', 'Q', 'Q', 'KeyQ', '', true],
    ['Shift is explicit for letters', 'Q', 'Q', 'KeyQ', 's', false],
    ['Shift+letter', 'Shift+Q', 'Q', 'KeyQ', 's', true],
    ['Cyrillic falls back to the place', 'Q', 'й', 'KeyQ', '', true],
    ['a key that the input method took falls back too', 'E', 'Process', 'KeyE', '', true],
    ['digits by place (AZERTY types & there)', '1', '&', 'Digit1', '', true],
    ['Shift does not matter for digits', '1', '1', 'Digit1', 's', true],
    ['digits of the number pad', '3', '3', 'Numpad3', '', true],
    ['not the number pad without Num Lock', '3', 'PageDown', 'Numpad3', '', false],
    ['punctuation whatever Shift it needs', '?', '?', 'Slash', 's', true],
    ['slash of a German board', '/', '/', 'Digit7', 's', true],
    ['AltGr writes characters and is no Ctrl+Alt', 'E', '€', 'KeyE', 'g', false],
    ['AltGr+E is not Ctrl+Alt+E either', 'Ctrl+Alt+E', '€', 'KeyE', 'g', false],
    ['punctuation that needs AltGr', '/', '/', 'KeyQ', 'g', true],
    ['extra modifiers do not match', 'Q', 'q', 'KeyQ', 'c', false],
    ['named keys with Shift', 'Shift+F6', 'F6', 'F6', 's', true],
    ['named keys without it', 'F6', 'F6', 'F6', 's', false],
    ['Space by name', 'Space', ' ', 'Space', '', true],
  ] as const)('%s', (_, text, key, code, held, expected) => {
    expect(match(text, key, code, held)).toBe(expected);
  });
});

test('single keys are bare characters', () => {
  const single = ['Q', 'Shift+Q', '?', '1', 'Space', 'Enter', 'F6', 'Mod+K', 'Alt+1'].filter(
    (text) => isSingleKey(parseChord(text, 'linux')),
  );
  expect(single).toEqual(['Q', 'Shift+Q', '?', '1', 'Space']);
});

test('chords are written as the platform writes them', () => {
  expect(formatChord('Mod+Shift+K', 'darwin')).toBe('⇧⌘K');
  expect(formatChord('Mod+Shift+K', 'win32')).toBe('Ctrl+Shift+K');
  expect(chordCaps('Shift+ArrowDown', 'linux')).toEqual(['Shift', '↓']);
  expect(toAccelerator('Mod++', 'linux')).toBe('Control+Plus');
  expect(toAccelerator('Mod+Enter', 'darwin')).toBe('Command+Return');
});

describe('keyboard layouts', () => {
  /** What a layout produces on some keys, and the one chord of all that it must be. */
  const layouts: readonly (readonly [
    string,
    key: string,
    code: string,
    held: string,
    chord: string | null,
  ])[] = [
    ['US', 'q', 'KeyQ', '', 'Q'],
    ['US', '?', 'Slash', 's', '?'],
    ['AZERTY', 'q', 'KeyA', '', 'Q'],
    ['AZERTY', 'é', 'Digit2', '', '2'],
    ['AZERTY', '2', 'Digit2', 's', '2'],
    ['AZERTY', '?', 'KeyM', 's', '?'],
    ['QWERTZ', 'z', 'KeyY', '', 'Z'],
    ['QWERTZ', '/', 'Digit7', 's', '/'],
    ['QWERTZ, AltGr', '€', 'KeyE', 'g', null],
    ['QWERTZ, AltGr', '@', 'KeyQ', 'g', null],
    ['Polish, AltGr', 'ę', 'KeyE', 'g', null],
    ['Dvorak', 'q', 'KeyX', '', 'Q'],
    ['Dvorak', 'e', 'KeyD', '', 'E'],
    ['Cyrillic', 'й', 'KeyQ', '', 'Q'],
    ['Cyrillic', 'У', 'KeyE', 's', 'Shift+E'],
    ['Greek', 'ς', 'KeyW', '', 'W'],
    ['Arabic', 'ث', 'KeyE', '', 'E'],
    ['Arabic', '١', 'Digit1', '', '1'],
    ['Hebrew', 'ק', 'KeyE', '', 'E'],
    ['an input method', 'Process', 'KeyE', '', 'E'],
  ];
  const chords = ['Q', 'E', 'W', 'Z', 'A', 'M', 'X', 'D', 'Y', 'Shift+E', '1', '2', '/', '?'];

  test.each(layouts)('%s: %s of %s%s', (_, key, code, held, chord) => {
    const matching = chords.filter((text) =>
      matchesChord(parseChord(text, 'linux'), stroke(key, code, held)),
    );
    expect(matching).toEqual(chord === null ? [] : [chord]);
  });
});

describe('recordChord', () => {
  const record = (key: string, code: string, held = '') =>
    recordChord(stroke(key, code, held), 'linux');

  test.each([
    ['q', 'KeyQ', '', 'Q'],
    ['Q', 'KeyQ', 's', 'Shift+Q'],
    ['?', 'Slash', 's', '?'],
    ['&', 'Digit1', '', '1'],
    ['й', 'KeyQ', 'c', 'Mod+Q'],
    ['F6', 'F6', 's', 'Shift+F6'],
    ['ArrowLeft', 'ArrowLeft', 'a', 'Alt+ArrowLeft'],
    ['+', 'Equal', 'cs', 'Mod++'],
  ])('writes %s of %s with %j as %s', (key, code, held, chord) => {
    expect(record(key, code, held)).toEqual({ chord });
    expect(matchesChord(parseChord(chord, 'linux'), stroke(key, code, held))).toBe(true);
  });

  test('waits while only modifiers are held, and refuses what types by AltGr or an input method', () => {
    expect(record('Shift', 'ShiftLeft', 's')).toBeNull();
    expect(record('€', 'KeyE', 'g')).toEqual({ refused: 'writes a character with AltGr' });
    expect(record('Process', 'KeyE')).toEqual({ refused: 'belongs to an input method' });
  });
});
