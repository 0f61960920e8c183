import type { ReactNode } from 'react';
import { Dialog as RacDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './Button.tsx';
import { IconClose } from './icons.ts';
import { cx } from './cx.ts';
import { useHeldFocus } from './use-held-focus.ts';
import styles from './Dialog.module.css';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  /** Beside the buttons: counts, progress. */
  readonly status?: ReactNode;
  /** Width in px; the window's edge limits it. */
  readonly width?: number;
  /** As high as the window allows, up to 760 px; for dialogs whose content changes while they are open. */
  readonly tall?: boolean;
  /** Body without inner space and scrolling. */
  readonly flush?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  /** Leave out the title bar; the title is then only the name. */
  readonly bare?: boolean;
  readonly place?: 'centre' | 'top';
  /** Outside presses close it. Off where typed work would go. */
  readonly dismissable?: boolean;
}

/** A modal dialog. Esc closes; focus stays inside, whatever is disabled there, and goes back when it closes. */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, footer, status, width, tall, flush, bare } = props;
  const panel = useHeldFocus();
  return (
    <ModalOverlay
      isOpen
      isDismissable={props.dismissable ?? false}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={styles.overlay ?? ''}
      data-place={props.place ?? 'centre'}
    >
      <Modal
        className={cx(styles.modal, tall && styles.full)}
        // A custom property, set through the style object model: the content policy forbids style attributes.
        ref={(modal) => modal?.style.setProperty('--dialog-width', `${width ?? 460}px`)}
      >
        <RacDialog
          ref={panel}
          className={styles.dialog ?? ''}
          role={props.role ?? 'dialog'}
          {...(bare && { 'aria-label': title })}
        >
          {!bare && (
            <header className={styles.header}>
              <Heading slot="title" className={styles.title ?? ''}>
                {title}
              </Heading>
              <IconButton icon={IconClose} label="Close" shortcut="Esc" onPress={onClose} />
            </header>
          )}
          <div className={cx(styles.body, (flush || bare) && styles.flush)}>{children}</div>
          {footer && (
            <footer className={styles.footer}>
              <div className={styles.status}>{status}</div>
              {footer}
            </footer>
          )}
        </RacDialog>
      </Modal>
    </ModalOverlay>
  );
}
