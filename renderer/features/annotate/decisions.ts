import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandInput } from '../../../shared/commands/index.ts';
import type { Change } from '../../../shared/records/change.ts';
import type { Annotation, Claim, Comment, Id } from '../../../shared/records/records.ts';
import { isSameJson } from '../../../shared/util/json.ts';
import type { Session } from '../../state/session.ts';
import { bare } from './marks/mark-base.ts';

/** What was done to a mark last. */
export interface Decision {
  readonly kind: 'made' | 'changed' | 'accepted' | 'rejected' | 'deleted';
  /** As it is now; as it was for a deleted one. */
  readonly annotation: Annotation;
  /** Comments that went with a deleted mark. */
  readonly comments: readonly Comment[];
  /** The claim that went with a deleted mark; null for none. */
  readonly claim: Claim | null;
}

const keptDecisions = 10;

function kindOf(before: Annotation | null, after: Annotation | null): Decision['kind'] {
  if (!after) return 'deleted';
  if (!before) return 'made';
  if (before.state !== after.state && after.state === 'accepted') return 'accepted';
  return before.state !== after.state && after.state === 'rejected' ? 'rejected' : 'changed';
}

/** Whether a mark only went along into another text, with the same words: nobody decided over it. */
function isCarried(before: Annotation | null, after: Annotation | null): boolean {
  if (!before || !after || before.revision === after.revision) return false;
  return isSameJson(before.segments.map(toWords), after.segments.map(toWords));
}

const toWords = ({ role, exact }: Annotation['segments'][number]) => ({ role, exact });

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
    if (annotation?.articleId !== articleId || isCarried(before, after)) continue;
    const comments = changes.flatMap((each) =>
      each.type === 'comment' && !each.after && each.before?.targetId === annotation.id
        ? [each.before]
        : [],
    );
    const claim = changes.find(
      (each) => each.type === 'claim' && !each.after && each.id === annotation.claimId,
    );
    fresh.unshift({
      kind: kindOf(before, after),
      annotation,
      comments,
      claim: claim?.type === 'claim' ? claim.before : null,
    });
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
      claim: null,
    }));
}

/** What brings a deleted mark back as it was, with the comments on it and the claim that went along. */
export function buildRestore({
  annotation,
  comments,
  claim,
}: Decision): CommandInput<'annotation.restore'> {
  return {
    annotation: { ...annotation, segments: bare(annotation.segments) },
    // Answers come after what they answer.
    comments: comments.toSorted((left, right) => (left.createdAt < right.createdAt ? -1 : 1)),
    claim,
  };
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
