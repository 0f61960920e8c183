import { matchesChord, parseChord } from '../../commands/chord.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { AnnotateTools } from './annotate-context.ts';

interface WindowParts extends AnnotateTools {
  readonly workspace: Workspace;
  readonly setPeek: (isPeeking: boolean) => void;
  /** Whether the pointer went down in the text, and no key has been pressed since. */
  readonly isPointing: () => boolean;
  readonly setPointing: (isPointing: boolean) => void;
}

/**
 * What the view must know of keys and pointer wherever they happen: the end of a peek, of a selection by mouse and of a resize.
 *
 * @returns Stops listening.
 */
export function listenToWindow(parts: WindowParts): () => void {
  const { store, resizing, reader, workspace, setPeek, isPointing, setPointing } = parts;
  const { commands } = workspace;
  const stop = new AbortController();
  const { signal } = stop;
  const capture = { capture: true, signal };
  const onKeyUp = (event: KeyboardEvent) => {
    const isPeekKey = commands
      .keysOf('view.peek')
      .some((key) => matchesChord(parseChord(key, commands.platform), event));
    if (isPeekKey) setPeek(false);
  };
  const onPointerDown = ({ target }: PointerEvent) =>
    setPointing(target instanceof Element && target.closest('.qm-text') !== null);
  const onPointerUp = () => {
    // A double click has selected its word already, but is told of later.
    if (isPointing()) reader()?.takeCaret();
    const { span, armed } = store.getState();
    store.setState({ pointed: span !== null });
    if (armed && isPointing() && span) commands.run('annotate.armedMark');
  };
  const onKeyDown = ({ ctrlKey, metaKey }: KeyboardEvent) => {
    setPointing(false);
    if (store.getState().pointed) store.setState({ pointed: false });
    // Undo is no command of this view: a resize that is only drawn must be a step before it.
    if (ctrlKey || metaKey) resizing.flush();
  };
  const onBlur = () => {
    setPeek(false);
    resizing.flush();
  };
  window.addEventListener('keyup', onKeyUp, { signal });
  window.addEventListener('keydown', onKeyDown, capture);
  window.addEventListener('pointerdown', onPointerDown, capture);
  window.addEventListener('pointerup', onPointerUp, { signal });
  window.addEventListener('blur', onBlur, { signal });
  window.addEventListener('beforeunload', () => resizing.flush(), { signal });
  const stopCommands = commands.beforeRun(() => reader()?.takeCaret());
  return () => {
    stop.abort();
    stopCommands();
  };
}
