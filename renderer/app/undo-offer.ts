import type { Session } from '../state/session.ts';
import type { Frame, ToastOptions } from './workspace.ts';

/** The toast that offers to take back, or to do again, what has just been done. There is one at most. */
export interface UndoOffer {
  make(
    message: string,
    label: 'Undo' | 'Redo',
    run: () => void,
    more?: Pick<ToastOptions, 'also'>,
  ): void;
  /** To be called after every step. */
  check(): void;
}

/** Undo means the last step: an offer goes when another step follows, since it would undo that one. */
export function createUndoOffer(frame: Frame, session: Session): UndoOffer {
  /** `until`: the count of steps up to which the offer is true; one on its way counts already. */
  let standing: { readonly id: number; readonly until: number } | null = null;
  const withdraw = () => {
    if (standing) frame.dismissToast(standing.id);
    standing = null;
  };
  return {
    make(message, label, run, more) {
      withdraw();
      const { stepCount, pending } = session.store.getState();
      const id = frame.toast({ message, action: { label, run }, ...more });
      standing = { id, until: stepCount + pending };
    },
    check() {
      if (standing && session.store.getState().stepCount > standing.until) withdraw();
    },
  };
}
