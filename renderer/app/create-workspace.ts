import { createStore } from 'zustand/vanilla';
import type { JsonValue } from '../../shared/util/json.ts';
import { logUnlessStopped } from '../bridge/client.ts';
import { findCaret } from '../state/caret-place.ts';
import type { ArticleFilter } from '../state/queries.ts';
import type { Session } from '../state/session.ts';
import type { Change } from '../../shared/records/change.ts';
import type { Id } from '../../shared/records/records.ts';
import type { Span } from '../../shared/text/offsets.ts';
import { createTrail } from './trail.ts';
import { createUndoOffer } from './undo-offer.ts';
import { failureOf } from './workspace.ts';
import type { Frame, MarkToShow, Places, TrailPlace, ViewName, Workspace } from './workspace.ts';

const writeDelayMs = 400;

function isRecord(value: unknown): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function createPlaces(frame: Frame, projectKey: string): Places & { readonly flush: () => void } {
  const stored: unknown = frame.settings.get().places[projectKey];
  let place: Record<string, JsonValue> = isRecord(stored) ? stored : {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const places = structuredClone({ ...frame.settings.get().places, [projectKey]: place });
    // Where the person was is not worth a message when it cannot be kept.
    frame.settings.update({ places }).catch(logUnlessStopped);
  };
  return {
    get: (key) => place[key] ?? null,
    set(key, value) {
      place = { ...place, [key]: value };
      timer ??= setTimeout(flush, writeDelayMs);
    },
    flush,
  };
}

/** The first mark of some changes that is there after them; null when none is. */
function findChangedMark(changes: readonly Change[]): { id: Id; articleId: Id } | null {
  for (const change of changes) {
    if (change.type === 'annotation' && change.after) return change.after;
  }
  return null;
}

/** Everything a view of an open project works with; `dispose` when the project is closed. */
export function createWorkspace(
  frame: Frame,
  session: Session,
  projectKey: string,
): Workspace & { readonly dispose: () => void } {
  const places = createPlaces(frame, projectKey);
  const views: readonly ViewName[] = ['annotate', 'search'];
  const startView = views.find((name) => name === places.get('view')) ?? 'library';
  const view = createStore<ViewName>(() => startView);
  const mode = createStore<string>(() => '');
  const hint = createStore<string>(() => '');
  const workList = createStore<ArticleFilter>(() => ({}));
  const selection = createStore<{ readonly listIds: () => readonly Id[] }>(() => ({
    listIds: () => [],
  }));
  const markToShow = createStore<MarkToShow | null>(() => null);
  const showView = (next: ViewName) => {
    view.setState(next, true);
    places.set('view', next);
  };
  const openId = () => session.store.getState().article?.article.id ?? null;
  const placeIn = (next: ViewName): TrailPlace => ({
    view: next,
    articleId: next === 'annotate' ? openId() : null,
    annotationId: null,
  });
  const trail = createTrail(placeIn(startView));
  const go = (next: ViewName) => {
    showView(next);
    trail.arrive(placeIn(next));
  };
  const showArticle = async (id: Id, annotationId: Id | null, span: Span | null = null) => {
    const near = findCaret(places, id);
    const onText = () => showView('annotate');
    if (openId() !== id) await session.openArticle(id, { near, onText });
    places.set('articleId', id);
    const place = span && { articleId: id, annotationId: null, span };
    markToShow.setState(annotationId === null ? place : { articleId: id, annotationId }, true);
    showView('annotate');
  };
  const openArticle: Workspace['openArticle'] = async (id, annotationId = null, span = null) => {
    await showArticle(id, annotationId, span);
    trail.arrive({ view: 'annotate', articleId: id, annotationId });
  };
  const travel = async (direction: 1 | -1) => {
    const place = trail.step(direction);
    if (place?.articleId) await showArticle(place.articleId, place.annotationId);
    else if (place) showView(place.view);
  };
  const offer = createUndoOffer(frame, session);
  const step = async (kind: 'undo' | 'redo') => {
    try {
      const outcome = await session.inTurn(() => session[kind]());
      const word = kind === 'undo' ? 'Undone' : 'Redone';
      // The engine's own label of such a step begins with its kind.
      const message = `${word}: ${outcome.label.replace(/^(Undo|Redo): /u, '')}`;
      const back = kind === 'undo' ? 'redo' : 'undo';
      const mark = findChangedMark(outcome.changes);
      const isElsewhere = view.getState() !== 'annotate' || mark?.articleId !== openId();
      const show = () => {
        if (mark) openArticle(mark.articleId, mark.id).catch((error: unknown) => frame.fail(error));
      };
      offer.make(message, kind === 'undo' ? 'Redo' : 'Undo', () => void step(back), {
        ...(mark && isElsewhere && { also: { label: 'Show', run: show } }),
      });
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code.startsWith('nothing_to_')) frame.announce(failure.message);
      else frame.fail(error, kind === 'undo' ? 'Undo' : 'Redo');
    }
  };
  const onHide = () => places.flush();
  // What is saved is found again at the place where it was made, also after a kill.
  const stopSteps = session.store.subscribe((state, before) => {
    if (state.stepCount === before.stepCount) return;
    places.flush();
    offer.check();
  });
  window.addEventListener('pagehide', onHide);

  return {
    ...frame,
    session,
    places,
    view,
    mode,
    hint,
    workList,
    selection,
    go,
    trail,
    travel,
    markToShow,
    openArticle,
    offerUndo: (message) => offer.make(message, 'Undo', () => void step('undo')),
    undo: () => step('undo'),
    redo: () => step('redo'),
    dispose() {
      stopSteps();
      window.removeEventListener('pagehide', onHide);
      places.flush();
      session.dispose();
    },
  };
}
