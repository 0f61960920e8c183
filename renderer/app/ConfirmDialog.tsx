import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { ConfirmOptions } from './workspace.ts';

/** A question as a dialog. What cannot be taken back is never one Enter away. The safe answer is Esc and the outer button. */
export function buildConfirm(
  options: ConfirmOptions,
  close: (answer?: boolean) => void,
): ReactNode {
  const { title, message, confirmLabel, cancelLabel = 'Cancel', tone = 'plain' } = options;
  return (
    <Dialog
      title={title}
      role="alertdialog"
      width={420}
      onClose={() => close(false)}
      footer={
        <>
          <Button autoFocus={tone === 'danger'} onPress={() => close(false)}>
            {cancelLabel}
          </Button>
          <Button
            autoFocus={tone !== 'danger'}
            tone={tone === 'danger' ? 'danger' : 'primary'}
            onPress={() => close(true)}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <p>{message}</p>
    </Dialog>
  );
}
