import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandInput } from '../../../shared/commands/index.ts';
import type { Change } from '../../../shared/records/change.ts';
import type { Annotation, Claim, Comment, Id } from '../../../shared/records/records.ts';
import { isSameJson } from '../../../shared/util/json.ts';
import type { Session } from '../../state/session.ts';
import { bare } from './marks/mark-base.ts';
import { ownText } from './outline/outline-rows.ts';

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

/** Decisions of one kind over marks of one layer with the same words that follow each other: one line of the list. */
export interface DecisionRow {
  readonly kind: Decision['kind'];
  readonly layer: string;
  readonly words: string;
  /** Newest first, at least one. */
  readonly decisions: readonly Decision[];
}

const keptRows = 10;
/** Most decisions behind the rows: a word that is marked everywhere may be marked thousands of times. */
const keptDecisions = 200;

/** The lines of the list: ten marks of one name are one decision to a person. */
export function foldDecisions(decisions: readonly Decision[]): readonly DecisionRow[] {
  const rows: (DecisionRow & { readonly decisions: Decision[] })[] = [];
  for (const decision of decisions) {
    const { kind, annotation } = decision;
    const [layer, words] = [annotation.layer, ownText(annotation)];
    const row = rows.at(-1);
    if (row?.kind === kind && row.layer === layer && row.words === words) {
      row.decisions.push(decision);
    } else {
      rows.push({ kind, layer, words, decisions: [decision] });
    }
  }
  return rows.slice(0, keptRows);
}

/** As many decisions as the rows show. */
function keep(decisions: readonly Decision[]): readonly Decision[] {
  const few = decisions.slice(0, keptDecisions);
  return foldDecisions(few).flatMap((row) => row.decisions);
}

/** The decision of a row that a press opens: the one after the mark that is selected, so that presses go through all of them. */
export function findNext({ decisions }: DecisionRow, selectedId: Id | null): Decision | undefined {
  const at = decisions.findIndex(({ annotation }) => annotation.id === selectedId);
  return decisions[(at + 1) % decisions.length];
}

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

/** The last decisions after a step, newest first, one for each mark of the article: those of the last ten rows. */
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
  return keep([...fresh, ...kept]);
}

/** What the marks of an article themselves tell of the last decisions, before anything was decided here. */
export function recallDecisions(annotations: Iterable<Annotation>): readonly Decision[] {
  const last = [...annotations]
    .filter(({ state }) => state !== 'suggested')
    .sort((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1))
    .slice(0, keptDecisions);
  return keep(
    last.map((annotation): Decision => {
      const kind = annotation.createdAt === annotation.updatedAt ? 'made' : 'changed';
      return {
        kind: annotation.state === 'rejected' ? 'rejected' : kind,
        annotation,
        comments: [],
        claim: null,
      };
    }),
  );
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
