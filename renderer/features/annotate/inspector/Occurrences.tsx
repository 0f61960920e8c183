import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ArticleView, ClaimView } from '../../../../shared/contract/views.ts';
import type { Id } from '../../../../shared/records/records.ts';
import { keepCaretPlace } from '../../../state/caret-place.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { formatCount, formatNewsDate } from '../../../ui/format.ts';
import { useAnnotate } from '../annotate-context.ts';
import { extentOf } from '../marks/mark-views.ts';
import styles from './Inspector.module.css';

/** Articles that are read for their titles at most. */
const limit = 20;

/** Where else a claim occurs: articles with the words of it there, each to be opened. Nothing when it is only here. */
export function Occurrences({ view, here }: { readonly view: ClaimView; readonly here: Id }) {
  const [isOpen, setIsOpen] = useState(false);
  const others = view.occurrences.filter(({ annotationId }) => annotationId !== here);
  if (others.length === 0) return null;
  const articles = new Set(others.map(({ articleId }) => articleId)).size;
  return (
    <section className={styles.field} aria-label="Other occurrences">
      <button
        type="button"
        className={styles.disclosure}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {formatCount(others.length, 'more occurrence')} in {formatCount(articles, 'article')}
      </button>
      {isOpen && (
        <ul className={styles.lines}>
          {others.slice(0, limit).map(({ annotationId, articleId }) => (
            <Occurrence key={annotationId} annotationId={annotationId} articleId={articleId} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface OccurrenceProps {
  readonly annotationId: Id;
  readonly articleId: Id;
}

function Occurrence({ annotationId, articleId }: OccurrenceProps) {
  const { actions, reader } = useAnnotate();
  const workspace = useWorkspace();
  const labelId = useId();
  const { session, places } = workspace;
  const openId = useSession((state) => state.article?.article.id);
  const { data } = useQuery({
    queryKey: ['article', articleId],
    queryFn: () => session.clients.engine.call('article.get', { id: articleId }),
  });
  const title = data ? titleOf(data) : '…';
  const mark = data?.annotations.find(({ id }) => id === annotationId);
  const open = () => {
    if (articleId === openId) {
      actions.select(annotationId, { reveal: true });
      reader()?.focus();
      return;
    }
    // The article opens where it was left: say that it was at this mark.
    if (mark) {
      const { start: caret } = extentOf(mark);
      keepCaretPlace(places, articleId, { caret, selectedId: annotationId });
    }
    actions.send(workspace.openArticle(articleId));
  };
  return (
    <li>
      <button type="button" className={styles.line} aria-labelledby={labelId} onClick={open}>
        <span id={labelId} className={styles.lineText}>
          <bdi className={styles.lineWords}>{title}</bdi>
          <bdi className={styles.hint}>{mark?.segments[0]?.exact ?? ''}</bdi>
        </span>
      </button>
    </li>
  );
}

function titleOf({ article }: ArticleView): string {
  const date = formatNewsDate(article.published);
  return `${article.title || 'Untitled article'}${date && ` · ${date}`}`;
}
