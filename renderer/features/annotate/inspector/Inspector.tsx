import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAnnotate, useSelected } from '../annotate-context.ts';
import { ArticleCard } from './ArticleCard.tsx';
import { ClaimCard } from './ClaimCard.tsx';
import { CommentThread } from './CommentThread.tsx';
import { Crumbs } from './Crumbs.tsx';
import { FactsCard } from './FactsCard.tsx';
import { HistoryOf } from './HistoryOf.tsx';
import styles from './Inspector.module.css';
import { MentionCard } from './MentionCard.tsx';
import { NearMarks } from './NearMarks.tsx';
import { NoteField } from './NoteField.tsx';
import { QuotationCard } from './QuotationCard.tsx';

/**
 * The card of the selected mark with every field of its record, then the marks of the paragraph at the caret; the article's own
 * card when none is selected. Esc leads back to the text.
 */
export function Inspector() {
  const annotation = useSelected();
  const { reader } = useAnnotate();
  const root = useRef<HTMLDivElement>(null);
  // The pane may have been scrolled far down in the card before.
  useLayoutEffect(() => {
    // Newer engines answer with a promise, which is no clean-up.
    root.current?.scrollIntoView({ block: 'start' });
  }, [annotation?.id]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const isOwn = event.target instanceof Node && event.currentTarget.contains(event.target);
    // A list that hangs out of the card closes itself.
    if (event.key !== 'Escape' || event.defaultPrevented || !isOwn) return;
    event.stopPropagation();
    reader()?.focus();
  };
  return (
    <div
      ref={root}
      id="annotation-card"
      role="presentation"
      className={styles.inspector}
      onKeyDown={onKeyDown}
    >
      {annotation ? <MarkCard key={annotation.id} annotation={annotation} /> : <NearMarks />}
      {!annotation && <ArticleCard />}
    </div>
  );
}

function MarkCard({ annotation }: { readonly annotation: Annotation }) {
  const isReadOnly = useSession((state) => state.readOnly !== null);
  return (
    <>
      <Crumbs />
      {isReadOnly ? <FactsCard annotation={annotation} /> : <Fields annotation={annotation} />}
      <CommentThread annotation={annotation} />
      <HistoryOf annotation={annotation} />
      <NearMarks />
      {!isReadOnly && <Foot />}
    </>
  );
}

function Fields({ annotation }: { readonly annotation: Annotation }) {
  return (
    <div role="group" className={styles.all} aria-label="Fields of the mark">
      {annotation.state === 'suggested' && <Decision />}
      {annotation.layer === 'quotation' && <QuotationCard annotation={annotation} />}
      {annotation.layer === 'claim' && <ClaimCard annotation={annotation} />}
      {annotation.layer !== 'quotation' && annotation.layer !== 'claim' && (
        <MentionCard annotation={annotation} />
      )}
      <NoteField key={annotation.id} annotation={annotation} />
    </div>
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
