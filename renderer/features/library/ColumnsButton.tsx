import { useRef } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { IconColumns } from '../../ui/icons.ts';
import { Popover } from '../../ui/Popover.tsx';
import { initialColumns, optionalColumns } from './columns.tsx';
import styles from './library.module.css';
import type { LibraryState } from './library-state.ts';

/** Which columns the list has. */
export function ColumnsButton(props: {
  readonly state: LibraryState;
  readonly isOpen: StoreApi<boolean>;
}) {
  const { state } = props;
  const isOpen = useStore(props.isOpen);
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <span ref={anchor}>
      <IconButton
        icon={IconColumns}
        label="Columns"
        onPress={() => props.isOpen.setState(true, true)}
      />
      <Popover
        label="Columns"
        triggerRef={anchor}
        isOpen={isOpen}
        placement="bottom end"
        onOpenChange={(next) => props.isOpen.setState(next, true)}
      >
        <div className={styles.columns}>
          {optionalColumns.map(({ id, header }) => (
            <Checkbox
              key={id}
              isSelected={state.columns.includes(id)}
              onChange={(isOn) =>
                state.keep({
                  columns: isOn
                    ? [...state.columns, id]
                    : state.columns.filter((other) => other !== id),
                })
              }
            >
              {header}
            </Checkbox>
          ))}
          <Button size="small" onPress={() => state.keep({ columns: initialColumns, widths: {} })}>
            As at first
          </Button>
        </div>
      </Popover>
    </span>
  );
}
