import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { PickList, type PickOption } from '../../../ui/PickList.tsx';
import styles from './ChoicePicker.module.css';
import { placePicker, type PickerAnchor } from './place-picker.ts';

/** What each choice of the view is given. */
export interface PickerProps {
  /** The mark that something is chosen for. */
  readonly annotation: Annotation;
  readonly close: () => void;
  /** Where the mark is; null when it is not drawn. */
  readonly anchor: PickerAnchor | null;
}

interface ChoicePickerProps {
  readonly title: string;
  readonly options: readonly PickOption[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onChoose: (id: string) => void;
  /** The choice in force. */
  readonly current?: string | undefined;
  /** Row that makes something new of the query; null when nothing can be made. */
  readonly create: { readonly label: string; readonly run: () => void } | null;
  /** Rows below that one, for other ways to settle the question. */
  readonly extras?: readonly PickOption[];
  /** Below the list. */
  readonly footer?: ReactNode;
  /** What Tab does instead of leaving; by step 1, with Shift -1. */
  readonly onTab?: (step: 1 | -1) => void;
  readonly onCancel: () => void;
  /** What it is about; null puts it in the middle. */
  readonly anchor: PickerAnchor | null;
}

/** The status bar at the foot of the window says what was found. */
const footPx = 28;

function place(box: HTMLElement, anchor: PickerAnchor | null): void {
  box.style.maxBlockSize = '';
  const size = { width: box.offsetWidth, height: box.offsetHeight };
  const room = { width: window.innerWidth, height: window.innerHeight - footPx };
  const { left, top, maxHeight } = placePicker(anchor, size, room);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
  box.style.maxBlockSize = `${maxHeight}px`;
}

/** A choice at a place in the text: by typing, arrows, digit or click. Esc and a press outside leave it. */
export function ChoicePicker(props: ChoicePickerProps) {
  const { title, options, query, create, anchor, onCancel } = props;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) place(box.current, anchor);
  }, [anchor, options.length, create, props.extras?.length, props.footer]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') {
      event.preventDefault();
      // The picker is one control: leaving it means leaving the choice.
      if (props.onTab) props.onTab(event.shiftKey ? -1 : 1);
      else onCancel();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <>
      <div
        role="presentation"
        className={styles.shade}
        // Nothing below it gets the press, neither the focus nor the click.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onCancel}
      />
      <div ref={box} className={styles.box} role="dialog" aria-label={title}>
        <PickList
          label={title}
          query={query}
          onQueryChange={props.onQuery}
          groups={[{ id: 'all', label: title, options }]}
          onChoose={props.onChoose}
          current={props.current}
          onKeyDown={onKeyDown}
          {...(create && { onCreate: create.run, createLabel: create.label })}
          {...(props.extras && { extras: props.extras })}
          footer={props.footer}
        />
      </div>
    </>
  );
}

/** Dot or icon before an option, in the colour of a token. */
export function OptionMark({ colour, icon }: { readonly colour: string; readonly icon: string }) {
  return (
    <span aria-hidden="true" className={styles.mark} style={{ color: `var(--${colour})` }}>
      {icon}
    </span>
  );
}
