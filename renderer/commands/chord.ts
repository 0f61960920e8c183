/** The platforms whose keys differ. */
export type KeyPlatform = 'darwin' | 'win32' | 'linux';

/** One key with its modifiers, as held on one platform. */
export interface Chord {
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** Upper-case letter, digit, punctuation character, or a name: `Enter`, `F6`, `ArrowDown`, `Space`. */
  readonly key: string;
}

/** What the dispatcher needs of a keyboard event; a `KeyboardEvent` has it all. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly getModifierState: (name: string) => boolean;
}

const modifiers = ['Mod', 'Ctrl', 'Cmd', 'Alt', 'Shift'] as const;
type Modifier = (typeof modifiers)[number];

function isModifier(part: string): part is Modifier {
  return modifiers.some((name) => name === part);
}

/**
 * Read a chord such as `Mod+Shift+K`, `?`, `Mod++` for one platform.
 *
 * @throws RangeError when the text names no key or an unknown modifier: chords are written in code, not by people.
 */
export function parseChord(text: string, platform: KeyPlatform): Chord {
  // The key itself may be a plus sign.
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const key = text === '+' ? '+' : parts.at(-1);
  const held = text === '+' ? [] : parts.slice(0, -1);
  const unknown = held.find((part) => !isModifier(part));
  if (!key || unknown !== undefined) throw new RangeError(`Not a chord: ${text}`);
  const mac = platform === 'darwin';
  return {
    ctrl: held.includes('Ctrl') || (!mac && held.includes('Mod')),
    meta: held.includes('Cmd') || (mac && held.includes('Mod')),
    alt: held.includes('Alt'),
    shift: held.includes('Shift'),
    key: key.length === 1 ? key.toUpperCase() : key,
  };
}

/** Whether a chord is a bare character: the kind of key that a setting switches off and that typing must never trigger. */
export function isSingleKey(chord: Chord): boolean {
  return (
    !chord.ctrl && !chord.meta && !chord.alt && (chord.key.length === 1 || chord.key === 'Space')
  );
}

const isLetter = (key: string): boolean => /^[A-Z]$/.test(key);
const isDigit = (key: string): boolean => /^[0-9]$/.test(key);

/** Physical keys of a US board, for layouts whose characters are not ASCII. */
const physicalPunctuation: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Slash: ['/', '?'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Equal: ['=', '+'],
  Minus: ['-', '_'],
  Semicolon: [';', ':'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
};

/** The key of a stroke by the produced character; by the physical key where that is no ASCII character. */
function producedKey(stroke: KeyStroke, altGraph: boolean): string {
  if (stroke.key === ' ') return 'Space';
  if (stroke.key.length === 1 && stroke.key.charCodeAt(0) < 128) return stroke.key.toUpperCase();
  const named = stroke.key.length > 1 && !/^(Process|Dead|Unidentified)$/.test(stroke.key);
  // With AltGr the person is writing a character: `ę` is not the E key.
  if (named || altGraph) return stroke.key;
  const letter = /^Key([A-Z])$/.exec(stroke.code)?.[1];
  return letter ?? physicalPunctuation[stroke.code]?.[stroke.shiftKey ? 1 : 0] ?? stroke.key;
}

function physicalDigit(stroke: KeyStroke): string | null {
  const numpad = /^Numpad([0-9])$/.exec(stroke.code)?.[1];
  if (numpad !== undefined) return stroke.key === numpad ? numpad : null;
  return /^Digit([0-9])$/.exec(stroke.code)?.[1] ?? null;
}

/** Whether a keyboard event is this chord: letters and punctuation by produced character, digits by physical key. */
export function matchesChord(chord: Chord, stroke: KeyStroke): boolean {
  const altGraph = stroke.getModifierState('AltGraph');
  // Windows reports AltGr as Ctrl+Alt; it is neither.
  const ctrl = stroke.ctrlKey && !altGraph;
  const alt = stroke.altKey && !altGraph;
  if (ctrl !== chord.ctrl || stroke.metaKey !== chord.meta || alt !== chord.alt) return false;
  if (isDigit(chord.key)) return !altGraph && physicalDigit(stroke) === chord.key;
  if (producedKey(stroke, altGraph) !== chord.key) return false;
  // Which punctuation needs Shift is a matter of the layout.
  const shiftCounts = isLetter(chord.key) || chord.key.length > 1;
  return !shiftCounts || stroke.shiftKey === chord.shift;
}

const modifierKeys = /^(Control|Shift|Alt|Meta|AltGraph|CapsLock|NumLock|OS|Fn|Hyper|Super)$/;

/**
 * The chord that a key press is, as commands write it, for recording; null while only modifiers are held. A key that writes a
 * character by AltGr or belongs to an input method is refused with the reason.
 */
export function recordChord(
  stroke: KeyStroke,
  platform: KeyPlatform,
): { readonly chord: string } | { readonly refused: string } | null {
  if (modifierKeys.test(stroke.key)) return null;
  if (stroke.isComposing || /^(Process|Dead|Unidentified)$/.test(stroke.key)) {
    return { refused: 'belongs to an input method' };
  }
  if (stroke.getModifierState('AltGraph')) return { refused: 'writes a character with AltGr' };
  const key = physicalDigit(stroke) ?? producedKey(stroke, false);
  if (key.length === 1 && key.charCodeAt(0) >= 128) return { refused: 'is not on every keyboard' };
  const mac = platform === 'darwin';
  const isPunctuation = key.length === 1 && !isLetter(key) && !isDigit(key);
  const held = [
    (mac ? stroke.metaKey : stroke.ctrlKey) && 'Mod',
    mac && stroke.ctrlKey && 'Ctrl',
    !mac && stroke.metaKey && 'Cmd',
    stroke.altKey && 'Alt',
    // Which punctuation needs Shift is a matter of the layout.
    stroke.shiftKey && !isPunctuation && 'Shift',
  ].filter((name) => name !== false);
  return { chord: [...held, key].join('+') };
}

const macSymbols: Readonly<Record<string, string>> = {
  Enter: '↵',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: '⎋',
  Space: 'Space',
};
const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

/** The keys of a chord as caps to draw, `['Ctrl', 'Shift', 'K']` or `['⇧', '⌘', 'K']`. */
export function chordCaps(text: string, platform: KeyPlatform): string[] {
  const chord = parseChord(text, platform);
  const mac = platform === 'darwin';
  const caps: string[] = [];
  if (chord.ctrl) caps.push(mac ? '⌃' : 'Ctrl');
  if (chord.alt) caps.push(mac ? '⌥' : 'Alt');
  if (chord.shift) caps.push(mac ? '⇧' : 'Shift');
  if (chord.meta) caps.push(mac ? '⌘' : 'Win');
  caps.push((mac ? macSymbols[chord.key] : undefined) ?? keyNames[chord.key] ?? chord.key);
  return caps;
}

/** A chord in one line for tooltips and hints: `Ctrl+Shift+K`, `⇧⌘K`. */
export function formatChord(text: string, platform: KeyPlatform): string {
  return chordCaps(text, platform).join(platform === 'darwin' ? '' : '+');
}

/** A chord as an Electron accelerator, for showing in the native menu; null when Electron has no name for it. */
export function toAccelerator(text: string, platform: KeyPlatform): string | null {
  const chord = parseChord(text, platform);
  const names: Readonly<Record<string, string>> = {
    '+': 'Plus',
    ArrowUp: 'Up',
    ArrowDown: 'Down',
    ArrowLeft: 'Left',
    ArrowRight: 'Right',
    Enter: 'Return',
  };
  const parts: string[] = [];
  if (chord.meta) parts.push('Command');
  if (chord.ctrl) parts.push('Control');
  if (chord.alt) parts.push('Alt');
  if (chord.shift) parts.push('Shift');
  parts.push(names[chord.key] ?? chord.key);
  return parts.join('+');
}
