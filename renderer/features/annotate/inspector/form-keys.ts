import type { KeyboardEvent } from 'react';

/** What the keys of a form in a card do. The form has `data-keeps-enter`. */
export interface FormKeys {
  /** Mod+Enter. */
  readonly send: () => void;
  /** Esc. */
  readonly leave: () => void;
}

/** Takes Mod+Enter and Esc wherever in a form the focus is. */
export function takeFormKeys(event: KeyboardEvent, { send, leave }: FormKeys): void {
  const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
  if (isSend) send();
  else if (event.key === 'Escape') leave();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
