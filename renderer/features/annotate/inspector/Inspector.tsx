import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnotate, useAnnotateState, useSelected } from '../annotate-context.ts';
import { ArticleCard } from './ArticleCard.tsx';
import { ClaimCard } from './ClaimCard.tsx';
import { HistoryOf } from './HistoryOf.tsx';
import styles from './Inspector.module.css';
import { MentionCard } from './MentionCard.tsx';
import { NoteField } from './NoteField.tsx';
import { QuotationCard } from './QuotationCard.tsx';

/** The card of the selected mark with every field of its record; the article's own card when none is selected. */
export function Inspector() {
  const annotation = useSelected();
  const isReadOnly = useSession((state) => state.readOnly !== null);
  if (!annotation) return <ArticleCard />;
  return (
    <div className={styles.inspector} key={annotation.id}>
      <Stack />
      <fieldset className={styles.all} disabled={isReadOnly} aria-label="Fields of the mark">
        {annotation.state === 'suggested' && <Decision />}
        {annotation.layer === 'quotation' && <QuotationCard annotation={annotation} />}
        {annotation.layer === 'claim' && <ClaimCard annotation={annotation} />}
        {annotation.layer !== 'quotation' && annotation.layer !== 'claim' && (
          <MentionCard annotation={annotation} />
        )}
        <NoteField annotation={annotation} />
      </fieldset>
      <HistoryOf annotation={annotation} />
      {!isReadOnly && <Foot />}
    </div>
  );
}

/** Breadcrumb of the marks at the caret, smallest first. */
function Stack() {
  const { reader, actions } = useAnnotate();
  const selectedId = useAnnotateState((state) => state.selectedId);
  const caret = useAnnotateState((state) => state.caret);
  const annotations = useSession((state) => state.article?.annotations);
  const stack = reader()?.marksAt(caret) ?? [];
  if (stack.length < 2 || !stack.includes(selectedId ?? '')) return null;
  return (
    <nav className={styles.stack} aria-label="Overlapping marks">
      {stack.map((id, index) => {
        const annotation = annotations?.get(id);
        return (
          annotation && (
            <button
              key={id}
              type="button"
              className={styles.crumb}
              aria-current={id === selectedId || undefined}
              onClick={() => actions.select(id)}
            >
              {index + 1}/{stack.length}{' '}
              {annotation.layer === 'mention' ? 'entity' : annotation.layer}
            </button>
          )
        );
      })}
    </nav>
  );
}

function Decision() {
  const { actions } = useAnnotate();
  const { commands } = useWorkspace();
  return (
    <div className={styles.decision} role="group" aria-label="Suggestion">
      <span>Suggested, not decided yet</span>
      <Button
        size="small"
        tone="primary"
        shortcut={commands.keyOf('annotate.accept')}
        onPress={() => actions.decide('accepted')}
      >
        Accept
      </Button>
      <Button
        size="small"
        shortcut={commands.keyOf('annotate.reject')}
        onPress={() => actions.decide('rejected')}
      >
        Reject
      </Button>
    </div>
  );
}

function Foot() {
  const { actions } = useAnnotate();
  const { commands } = useWorkspace();
  return (
    <div className={styles.foot}>
      <Button
        size="small"
        tone="danger"
        shortcut={commands.keyOf('annotate.delete')}
        onPress={() => actions.deleteSelected()}
      >
        Delete mark
      </Button>
    </div>
  );
}
