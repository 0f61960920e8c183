import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Change } from '../../../shared/records/change.ts';
import type { Annotation, Comment, Id } from '../../../shared/records/records.ts';
import type { Session } from '../../state/session.ts';
import type { Call } from '../../state/in-flight.ts';
import { bare } from './marks/mark-base.ts';

/** What was done to a mark last. */
export interface Decision {
  readonly kind: 'made' | 'changed' | 'accepted' | 'rejected' | 'deleted';
  /** As it is now; as it was for a deleted one. */
  readonly annotation: Annotation;
  /** Comments that went with a deleted mark. */
  readonly comments: readonly Comment[];
}

const keptDecisions = 10;

function kindOf(before: Annotation | null, after: Annotation | null): Decision['kind'] {
  if (!after) return 'deleted';
  if (!before) return 'made';
  if (before.state !== after.state && after.state === 'accepted') return 'accepted';
  return before.state !== after.state && after.state === 'rejected' ? 'rejected' : 'changed';
}

/** The last decisions after a step, newest first, one for each mark of the article. */
export function addDecisions(
  decisions: readonly Decision[],
  changes: readonly Change[],
  articleId: Id,
): readonly Decision[] {
  const fresh: Decision[] = [];
  for (const change of changes) {
    if (change.type !== 'annotation') continue;
    const { before, after } = change;
    const annotation = after ?? before;
    if (annotation?.articleId !== articleId) continue;
    const comments = changes.flatMap((each) =>
      each.type === 'comment' && !each.after && each.before?.targetId === annotation.id
        ? [each.before]
        : [],
    );
    fresh.unshift({ kind: kindOf(before, after), annotation, comments });
  }
  if (fresh.length === 0) return decisions;
  const touched = new Set(fresh.map(({ annotation }) => annotation.id));
  const kept = decisions.filter(({ annotation }) => !touched.has(annotation.id));
  return [...fresh, ...kept].slice(0, keptDecisions);
}

/** What the marks of an article themselves tell of the last decisions, before anything was decided here. */
export function recallDecisions(annotations: Iterable<Annotation>): readonly Decision[] {
  return [...annotations]
    .filter(({ state }) => state !== 'suggested')
    .sort((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1))
    .slice(0, keptDecisions)
    .map((annotation) => ({
      kind:
        annotation.state === 'rejected'
          ? 'rejected'
          : annotation.createdAt === annotation.updatedAt
            ? 'made'
            : 'changed',
      annotation,
      comments: [],
    }));
}

/** The calls that bring a deleted mark back as it was, with the comments on it. */
export function buildRestore({ annotation, comments }: Decision): readonly Call[] {
  const { id, articleId, layer, label, state, attributes, doubt, note } = annotation;
  const { entityId, speakerId, claimId } = annotation;
  const fields = { label, state, attributes, doubt, note, entityId, speakerId, claimId };
  const segments = bare(annotation.segments);
  return [
    { name: 'annotation.create', input: { id, articleId, layer, segments, ...fields } },
    ...comments.map((comment): Call => ({
      name: 'comment.create',
      input: {
        id: comment.id,
        targetType: comment.targetType,
        targetId: comment.targetId,
        parentId: comment.parentId,
        body: comment.body,
      },
    })),
  ];
}

/** The last decisions on the open article. */
export interface DecisionLog {
  readonly store: StoreApi<readonly Decision[]>;
  /** Start listening; call the result to stop. */
  mount(): () => void;
}

/** Keep the last decisions on whatever article is open. */
export function createDecisionLog(session: Session): DecisionLog {
  const store = createStore<readonly Decision[]>(() => []);
  let articleId: Id | null = null;
  const follow = (): void => {
    const { article } = session.store.getState();
    if ((article?.article.id ?? null) === articleId) return;
    articleId = article?.article.id ?? null;
    store.setState(recallDecisions(article?.annotations.values() ?? []), true);
  };
  return {
    store,
    mount() {
      follow();
      const stops = [
        session.store.subscribe(follow),
        session.clients.engine.on('step', ({ changes }) => {
          if (articleId !== null) {
            store.setState((decisions) => addDecisions(decisions, changes, articleId ?? ''), true);
          }
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
