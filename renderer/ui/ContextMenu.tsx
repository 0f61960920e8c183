import { useRef } from 'react';
import { Popover } from 'react-aria-components/Popover';
import { MenuList, type MenuSections } from './Menu.tsx';
import styles from './Menu.module.css';

export interface ContextMenuProps {
  readonly label: string;
  /** Where it opens, in CSS pixels of the window; null while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly sections: MenuSections;
  readonly onClose: () => void;
}

/** A menu at the pointer, or below the focused item when it was asked for by key. */
export function ContextMenu({ label, at, sections, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span
        ref={anchor}
        aria-hidden
        style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 1, height: 1 }}
      />
      <Popover
        className={styles.popover ?? ''}
        triggerRef={anchor}
        isOpen={at !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={0}
        aria-label={label}
      >
        <MenuList
          label={label}
          sections={sections.map((section) =>
            section.map((action) => ({
              ...action,
              run: () => {
                onClose();
                action.run();
              },
            })),
          )}
        />
      </Popover>
    </>
  );
}
