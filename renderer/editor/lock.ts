import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { LockedInput } from './types.ts';

/** Meta of the one transaction kind that may change the document of a locked reader. */
export const allowMeta = 'quotemark:allow';

/**
 * Locks the text while caret and selection stay native: `editable` is true, every transaction that would change the
 * document is rejected unless it carries `allowMeta`, and input is stopped before the DOM changes where the browser
 * allows that. A composition cannot be stopped, so the DOM is drawn again when it ends.
 *
 * @param onLockedInput Told of each input that was refused.
 */
export function textLock(onLockedInput: (input: LockedInput) => void): Plugin {
  const refuse = (event: Event, inputType: string): true => {
    event.preventDefault();
    onLockedInput({ inputType });
    return true;
  };
  return new Plugin({
    filterTransaction: (tr) => !tr.docChanged || tr.getMeta(allowMeta) === true,
    props: {
      handleKeyDown: () => false,
      handleTextInput: () => true,
      handlePaste: () => true,
      handleDrop: () => true,
      handleDOMEvents: {
        // True makes the editor skip the key, without taking its default: it would mark these as handled, and the
        // application's dispatcher would think them taken.
        keydown: (_view, event) => isLeftAlone(event),
        beforeinput: (_view, event) => refuse(event, event.inputType),
        cut: (_view, event) => refuse(event, 'deleteByCut'),
        paste: (_view, event) => refuse(event, 'insertFromPaste'),
        drop: (_view, event) => {
          // Files belong to the window, which imports them: refused here, passed on without a word.
          if (event.dataTransfer?.types.includes('Files')) return true;
          return refuse(event, 'insertFromDrop');
        },
        compositionstart: (view) => {
          onLockedInput({ inputType: 'insertCompositionText' });
          cancelComposition(view);
          return true;
        },
        compositionupdate: () => true,
        compositionend: () => true,
      },
    },
  });
}

/** Keys of which the editor prevents the default although it does nothing with them in a locked text. */
function isLeftAlone(event: KeyboardEvent): boolean {
  if (event.key === 'Enter' || event.key === 'Escape') return true;
  return (event.ctrlKey || event.metaKey) && /^[biyz]$/i.test(event.key);
}

/** Taking editability away for a moment ends a composition before its text stays. */
function cancelComposition(view: EditorView): void {
  view.dom.contentEditable = 'false';
  queueMicrotask(() => {
    if (view.isDestroyed) return;
    view.dom.contentEditable = 'true';
    view.focus();
  });
}
