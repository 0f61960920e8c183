import type { Change } from '../../shared/records/change.ts';
import type { Annotation, Comment, Entity, Id } from '../../shared/records/records.ts';
import type { ArticleStatus } from '../../shared/records/records.ts';
import type { ArticleView } from '../../shared/contract/views.ts';
import { changing } from './row-maps.ts';

/** The open article with its annotations by id. */
export interface OpenArticle extends Omit<ArticleView, 'annotations' | 'unplaced' | 'comments'> {
  /** Marks on the text that is shown; nothing else may be drawn. */
  readonly annotations: ReadonlyMap<Id, Annotation>;
  /** Marks whose segments count in an earlier text. */
  readonly unplaced: ReadonlyMap<Id, Annotation>;
  readonly comments: ReadonlyMap<Id, Comment>;
}

/** An article as the engine sends it, ready for changes. */
export function toOpenArticle(view: ArticleView): OpenArticle {
  return {
    ...view,
    annotations: new Map(view.annotations.map((annotation) => [annotation.id, annotation])),
    unplaced: new Map(view.unplaced.map((annotation) => [annotation.id, annotation])),
    comments: new Map(view.comments.map((comment) => [comment.id, comment])),
  };
}

/** The article's own row after some changes: as it was when it is not named, null when it was removed. */
function findArticleRow(
  open: OpenArticle,
  changes: readonly Change[],
): OpenArticle['article'] | null {
  let { article } = open;
  for (const change of changes) {
    if (change.type !== 'article' || change.id !== article.id) continue;
    if (!change.after) return null;
    article = change.after;
  }
  return article;
}

/**
 * The open article after some changes; the same object when none concerns it.
 *
 * @returns `stale` when the article has another revision now: changes that come with it count in a text that is not here, so
 *   it has to be fetched again. `gone` when it was removed, by undoing what had made it.
 */
export function applyToArticle(
  open: OpenArticle,
  changes: readonly Change[],
  annotatorId: Id,
): OpenArticle | 'stale' | 'gone' {
  const article = findArticleRow(open, changes);
  if (!article) return 'gone';
  if (article.revision !== open.article.revision) return 'stale';
  const annotations = changing(open.annotations);
  const unplaced = changing(open.unplaced);
  const comments = changing(open.comments);
  let status: ArticleStatus = open.status;
  for (const change of changes) {
    if (change.type === 'annotation') {
      const own = change.after ?? change.before;
      if (own?.articleId !== article.id) continue;
      const isPlaced = change.after?.revision === article.revision;
      annotations.put(change.id, isPlaced ? change.after : null);
      unplaced.put(change.id, isPlaced ? null : change.after);
    } else if (change.type === 'comment') {
      const { targetId } = change.after ?? change.before ?? {};
      const isOwn =
        targetId === article.id || annotations.has(targetId ?? '') || unplaced.has(targetId ?? '');
      if (isOwn || change.after === null) comments.put(change.id, change.after);
    } else if (change.type === 'article_state') {
      const own = change.after ?? change.before;
      if (own?.articleId !== article.id || own.annotatorId !== annotatorId) continue;
      status = change.after?.status ?? 'new';
    }
  }
  const next = {
    ...open,
    article,
    status,
    annotations: annotations.get(),
    unplaced: unplaced.get(),
    comments: comments.get(),
  };
  const isSame =
    next.article === open.article &&
    next.status === open.status &&
    next.annotations === open.annotations &&
    next.unplaced === open.unplaced &&
    next.comments === open.comments;
  return isSame ? open : next;
}

/** The cast after some changes; the same map when none concerns it. */
export function applyToEntities(
  entities: ReadonlyMap<Id, Entity>,
  changes: readonly Change[],
): ReadonlyMap<Id, Entity> {
  const next = changing(entities);
  for (const change of changes) {
    if (change.type === 'entity') next.put(change.id, change.after);
  }
  return next.get();
}

/** Whether claims, or where they occur, are others after some changes. */
export function touchesClaims(changes: readonly Change[]): boolean {
  return changes.some(
    ({ type, before, after }) =>
      type === 'claim' ||
      type === 'claim_event' ||
      type === 'evidence' ||
      (type === 'annotation' && (after ?? before)?.layer === 'claim'),
  );
}
