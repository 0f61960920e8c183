import type { ReactNode } from 'react';
import { Menu as RacMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { Fragment } from 'react';
import { Icon } from './Icon.tsx';
import { IconCheck, type IconType } from './icons.ts';
import styles from './Menu.module.css';

/** An entry of a menu. */
export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconType;
  readonly start?: ReactNode;
  /** Keys for display. */
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  readonly isChecked?: boolean;
  readonly tone?: 'plain' | 'danger';
  readonly run: () => void;
}

/** Entries in sections, divided by lines. */
export type MenuSections = readonly (readonly MenuAction[])[];

/** The list of a menu, inside any popover. */
export function MenuList(props: { readonly label: string; readonly sections: MenuSections }) {
  const all = props.sections.flat();
  return (
    <RacMenu
      aria-label={props.label}
      className={styles.menu ?? ''}
      disabledKeys={all.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
      onAction={(key) => all.find(({ id }) => id === key)?.run()}
      autoFocus="first"
    >
      {props.sections.map((section, index) => (
        <Fragment key={section[0]?.id ?? index}>
          {index > 0 && <Separator className={styles.separator ?? ''} />}
          <MenuSection aria-label={`${props.label} ${index + 1}`}>
            {section.map((action) => (
              <MenuItem
                key={action.id}
                id={action.id}
                textValue={action.label}
                className={styles.item ?? ''}
                {...(action.tone === 'danger' && { 'data-danger': true })}
              >
                {action.icon && <Icon of={action.icon} />}
                {action.start}
                <span className={styles.text}>{action.label}</span>
                {action.isChecked && <Icon of={IconCheck} size={14} />}
                {action.isChecked && <span className="visually-hidden">, on</span>}
                {action.shortcut && <kbd className={styles.keys}>{action.shortcut}</kbd>}
              </MenuItem>
            ))}
          </MenuSection>
        </Fragment>
      ))}
    </RacMenu>
  );
}

export interface MenuButtonProps {
  readonly label: string;
  /** A `Button` or `IconButton`. */
  readonly trigger: ReactNode;
  readonly sections: MenuSections;
}

/** A button that opens a menu. */
export function MenuButton({ label, trigger, sections }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} offset={4} placement="bottom start">
        <MenuList label={label} sections={sections} />
      </Popover>
    </MenuTrigger>
  );
}
