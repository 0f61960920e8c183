import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Icon } from './Icon.tsx';
import { IconChevronDown } from './icons.ts';
import { cx } from './cx.ts';
import { PickList, type PickGroup } from './PickList.tsx';
import fields from './Field.module.css';
import menu from './Menu.module.css';
import styles from './PickList.module.css';

export interface ComboBoxProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  /** What is chosen, as text; null when nothing is. */
  readonly value: string | null;
  readonly start?: ReactNode;
  readonly placeholder?: string;
  /** Choices for a query, filtered and ranked. */
  readonly groups: (query: string) => readonly PickGroup[];
  readonly onChoose: (id: string) => void;
  readonly onCreate?: (query: string) => void;
  readonly createLabel?: (query: string) => string;
  readonly isDisabled?: boolean;
  readonly id?: string;
  readonly className?: string | undefined;
}

/** One of a long or open list: opens a filter field over grouped choices with a row that creates. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hideLabel, value, groups, onChoose, onCreate, createLabel } = props;
  const [isOpen, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const setOpenFresh = (open: boolean) => {
    setQuery('');
    setOpen(open);
  };
  return (
    <div className={cx(fields.field, props.className)}>
      {!hideLabel && (
        <span className={fields.label} aria-hidden>
          {label}
        </span>
      )}
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpenFresh}>
        <Button
          aria-label={`${label}: ${value ?? 'none'}`}
          className={cx(fields.input, fields.select)}
          {...(props.id !== undefined && { id: props.id })}
          {...(props.isDisabled !== undefined && { isDisabled: props.isDisabled })}
        >
          <span className={fields.value}>
            {props.start}
            <bdi>{value ?? props.placeholder ?? '—'}</bdi>
          </span>
          <Icon of={IconChevronDown} size={14} />
        </Button>
        <Popover className={menu.popover ?? ''} placement="bottom start" offset={4}>
          <Dialog aria-label={label} className={styles.dialog ?? ''}>
            <PickList
              label={label}
              query={query}
              onQueryChange={setQuery}
              groups={groups(query)}
              onChoose={(id) => {
                setOpenFresh(false);
                onChoose(id);
              }}
              {...(onCreate && {
                onCreate: (text: string) => {
                  setOpenFresh(false);
                  onCreate(text);
                },
              })}
              {...(createLabel && { createLabel: createLabel(query.trim()) })}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
