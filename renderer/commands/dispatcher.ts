import { chordsOf } from './bindings.ts';
import {
  isSingleKey,
  matchesChord,
  parseChord,
  type Chord,
  type KeyPlatform,
  type KeyStroke,
} from './chord.ts';
import type { CommandRegistry } from './command-registry.ts';
import type { KeyContext, UiCommand } from './registry.ts';

/** Where a key was pressed. */
export interface KeyScope {
  /** Context of the focused element; `global` when none of the others. */
  readonly context: KeyContext;
  /** A text field, a menu or a list box has the focus: bare characters belong to it. */
  readonly isTyping: boolean;
  /** A control has the focus that uses Enter, Space and arrows itself. */
  readonly isControl: boolean;
  /** A modal dialog is open: only keys of its own contexts act, never those of what lies below. */
  readonly isModal: boolean;
  /** Bare characters are switched on in the settings. */
  readonly singleKeys: boolean;
}

/** What to do with a key: run a command, swallow it (a held key that must not repeat), or leave it alone. */
export type KeyVerdict =
  | { readonly kind: 'run'; readonly command: UiCommand }
  | { readonly kind: 'swallow' }
  | { readonly kind: 'pass' };

const pass: KeyVerdict = { kind: 'pass' };

/** Keys with Ctrl or Cmd that every text field understands; never taken from one. */
const textKeys = new Set('ACVXZYBIU'.split(''));
/** Those with Shift besides: redo, paste as plain text. */
const shiftedTextKeys = new Set(['V', 'Z']);
const controlKeys = new Set(['Enter', 'Space', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);
const editingKeys = new Set(['Backspace', 'Delete', 'Home', 'End', 'PageUp', 'PageDown', 'Tab']);

function belongsToField(chord: Chord): boolean {
  if (/^F\d+$/.test(chord.key)) return false;
  if (!chord.ctrl && !chord.meta) return true;
  const letters = chord.shift ? shiftedTextKeys : textKeys;
  return letters.has(chord.key) || controlKeys.has(chord.key)
    ? chord.key !== 'Enter'
    : editingKeys.has(chord.key);
}

function mayAct(chord: Chord, command: UiCommand, scope: KeyScope): boolean {
  if (scope.isModal && command.context === 'global') return false;
  // A writing surface and a picker bind keys of their own fields; nothing else takes a key from a field.
  const isOwnField = command.context === 'edit' || command.context === 'picker';
  if (scope.isTyping && belongsToField(chord) && !isOwnField) return false;
  if (scope.isTyping && isSingleKey(chord)) return false;
  const bare = !chord.ctrl && !chord.meta && !chord.alt;
  if (scope.isControl && bare && controlKeys.has(chord.key)) return false;
  return scope.singleKeys || !isSingleKey(chord);
}

/**
 * Decide what a key does. The context of the focused element wins over `global`; within one context the command that was
 * registered last wins, so that a shown view may stand in for the window.
 */
export function decideKey(
  stroke: KeyStroke,
  scope: KeyScope,
  commands: readonly UiCommand[],
  platform: KeyPlatform,
): KeyVerdict {
  if (stroke.isComposing) return pass;
  const contexts: KeyContext[] =
    scope.context === 'global' ? ['global'] : [scope.context, 'global'];
  const findIn = (context: KeyContext, isMeant: (chord: Chord) => boolean) =>
    commands.findLast(
      (candidate) =>
        candidate.context === context &&
        chordsOf(candidate, platform).some((text) => {
          const chord = parseChord(text, platform);
          return isMeant(chord) && matchesChord(chord, stroke) && mayAct(chord, candidate, scope);
        }),
    );
  // A German board writes `/` with Shift and 7: what is written is meant before the place of the digit.
  const isWritten = (chord: Chord) => !/^[0-9]$/.test(chord.key) || stroke.key === chord.key;
  for (const isMeant of [isWritten, () => true]) {
    for (const context of contexts) {
      const command = findIn(context, isMeant);
      if (!command) continue;
      return stroke.repeat && !command.repeats ? { kind: 'swallow' } : { kind: 'run', command };
    }
  }
  return pass;
}

const contextNames: readonly KeyContext[] = ['reader', 'list', 'picker', 'edit'];
const typingSelector =
  'input:not([type=checkbox],[type=radio],[type=button]), textarea, select, [role=menu], [role=listbox], [role=menuitem], [role=option]';
const modalSelector = '[role=dialog]:not([data-non-modal]), [role=alertdialog]';
const controlSelector =
  'button, a[href], summary, [role=button], [role=tab], [role=radio], [role=checkbox], [role=switch], [role=slider], [role=separator], input[type=checkbox], input[type=radio]';

/**
 * Read the scope of a key from where it was pressed. Elements declare their context with `data-key-context`; a modal is what
 * says so to a screen reader.
 */
export function scopeAt(target: EventTarget | null, singleKeys: boolean): KeyScope {
  const element = target instanceof Element ? target : null;
  const modals = [...document.querySelectorAll(modalSelector)];
  // A modal that opens is there a moment before the focus is: what still has it lies below.
  const isBelow = modals.length > 0 && !modals.some((modal) => modal.contains(element));
  const named = element?.closest('[data-key-context]')?.getAttribute('data-key-context');
  const context = (isBelow ? null : contextNames.find((name) => name === named)) ?? 'global';
  const isRichText =
    element instanceof HTMLElement && element.isContentEditable && context !== 'reader';
  // A list of ours takes letters as commands; one of the widget library finds its options by them.
  const isList = context === 'list' && (element?.matches('[role=listbox]') ?? false);
  return {
    context,
    isTyping: isRichText || (!isList && (element?.matches(typingSelector) ?? false)),
    isControl: element?.matches(controlSelector) ?? false,
    isModal: modals.length > 0,
    singleKeys,
  };
}

/** Whether a key sends the form that it was pressed in: Mod+Enter where the form says that it keeps it. */
function isSending({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' || (!ctrlKey && !metaKey)) return false;
  return target instanceof Element && target.closest('[data-keeps-enter]') !== null;
}

/**
 * Listen to keys for a window. In the capture phase, because the editor would otherwise take Enter and Delete first.
 *
 * @returns Stops listening.
 */
export function listenToKeys(
  target: Window,
  registry: CommandRegistry,
  singleKeys: () => boolean,
): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isSending(event)) return;
    const scope = scopeAt(event.target, singleKeys());
    const verdict = decideKey(event, scope, registry.list(), registry.platform);
    if (verdict.kind === 'pass') return;
    event.preventDefault();
    event.stopPropagation();
    if (verdict.kind === 'run') registry.run(verdict.command.id);
  };
  target.addEventListener('keydown', onKeyDown, { capture: true });
  return () => target.removeEventListener('keydown', onKeyDown, { capture: true });
}
