import { formatChord } from '../../../commands/chord.ts';
import { useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextArea } from '../../../ui/TextField.tsx';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { takeFormKeys } from './form-keys.ts';
import styles from './Inspector.module.css';

interface CommentFormProps {
  /** What is commented on: unfinished words are found again under it. */
  readonly draftKey: string;
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

/** Words of a comment. Mod+Enter sends them; Esc leaves, and what is typed stays for later. */
export function CommentForm(props: CommentFormProps) {
  const { draftKey, label, submit, initial = '', isOpen = false, onSubmit, onCancel } = props;
  const { reader, store } = useAnnotate();
  const { commands } = useWorkspace();
  const body = useAnnotateState((state) => state.drafts.get(draftKey)) ?? initial;
  const setBody = (text: string) =>
    store.setState(({ drafts }) => {
      const others = [...drafts].filter(([key]) => key !== draftKey);
      return { drafts: new Map(text === initial ? others : [...others, [draftKey, text]]) };
    });
  const send = () => {
    if (body.trim() === '') return;
    onSubmit(body.trim());
    setBody(initial);
  };
  const cancel = () => {
    setBody(initial);
    if (onCancel) onCancel();
    else reader()?.focus();
  };
  const leave = () => {
    if (body === initial) cancel();
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
        onKeyDown={(event) => takeFormKeys(event, { send, leave })}
      />
      {(isOpen || body !== '') && (
        <div className={styles.buttons}>
          <Button
            size="small"
            tone="primary"
            type="submit"
            shortcut={formatChord('Mod+Enter', commands.platform)}
          >
            {submit}
          </Button>
          <Button size="small" onPress={cancel}>
            Cancel
          </Button>
        </div>
      )}
    </form>
  );
}
