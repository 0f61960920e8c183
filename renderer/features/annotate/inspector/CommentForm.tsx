import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';
import styles from './Inspector.module.css';

interface CommentFormProps {
  /** Name of the field. */
  readonly label: string;
  /** Verb of the button. */
  readonly submit: string;
  readonly initial?: string;
  /** Opened by the person just now: takes the focus and shows its buttons. */
  readonly isOpen?: boolean;
  readonly onSubmit: (body: string) => void;
  readonly onCancel?: () => void;
}

/** Words of a comment. Mod+Enter sends them, Esc leaves. */
export function CommentForm(props: CommentFormProps) {
  const { label, submit, initial = '', isOpen = false, onSubmit, onCancel } = props;
  const { reader } = useAnnotate();
  const [body, setBody] = useState(initial);
  const send = () => {
    if (body.trim() === '') return;
    onSubmit(body.trim());
    setBody('');
  };
  const leave = () => {
    setBody(initial);
    if (onCancel) onCancel();
    else reader()?.focus();
  };
  return (
    <form
      className={styles.comment}
      data-keeps-enter
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        label={label}
        hideLabel
        placeholder={label}
        rows={isOpen ? 2 : 1}
        autoFocus={isOpen}
        value={body}
        onChange={setBody}
        onKeyDown={(event) => {
          const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          if (isSend) send();
          else if (event.key === 'Escape') leave();
          else return;
          event.preventDefault();
        }}
      />
      {(isOpen || body !== '') && (
        <div className={styles.buttons}>
          <Button size="small" tone="primary" type="submit">
            {submit}
          </Button>
          <Button size="small" onPress={leave}>
            Cancel
          </Button>
        </div>
      )}
    </form>
  );
}
