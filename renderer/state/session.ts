import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallOptions, Progress } from '../../shared/contract/channel.ts';
import type { CommandInput, CommandName } from '../../shared/commands/index.ts';
import type { ArticleOpening, CommandOutcome } from '../../shared/contract/views.ts';
import type { Change } from '../../shared/records/change.ts';
import type { Id } from '../../shared/records/records.ts';
import { applyToArticle, applyToEntities, touchesClaims } from './apply-changes.ts';
import type { Clients } from './clients.ts';
import { initialState, type SessionState } from './session-state.ts';
import {
  hidesMarks,
  isFulfilled,
  predictStep,
  type Call,
  type InFlight,
  type Scene,
} from './in-flight.ts';
import { withFrame, type Schedule } from './late-store.ts';
import { createOpening, type OpenOptions } from './opening.ts';
import { createDrafts, createTurns } from './turns.ts';

/** Work on the open project. Every write goes through `run`; failures reject with an error that carries `failure`. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  readonly clients: Clients;
  /** Load the project, its cast and claims. */
  load(): Promise<void>;
  /**
   * An article to look at. The last one read is opened without reading it again, as long as no step was committed since.
   *
   * @param near Offset around which its marks are read first, in code points.
   */
  readArticle(id: Id, near: number): Promise<ArticleOpening>;
  /** Open an article in the Annotate view. What is done to marks while they arrive waits for them, see `inTurn`. */
  openArticle(id: Id, options?: OpenOptions): Promise<void>;
  closeArticle(): void;
  /** Run a command: drawn at once where that can be predicted, taken back when the engine refuses. */
  run<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutcome>;
  /** Several calls as one step with one undo; see `call` for building them. */
  runBatch(label: string, calls: readonly Call[]): Promise<CommandOutcome>;
  /** A step that another channel than that of commands makes. With the options it shows how far it is and can be cancelled. */
  runStep<Outcome>(call: (options: CallOptions) => Promise<Outcome>): Promise<Outcome>;
  undo(): Promise<CommandOutcome>;
  redo(): Promise<CommandOutcome>;
  /**
   * Do something to marks that are shown: at once as a rule, else when every step on its way has ended that changes marks and
   * cannot be drawn before its answer, such as undo.
   */
  inTurn<Value>(work: () => Value): Value | Promise<Awaited<Value>>;
  /** Have a text that is typed and not sent stored before undo and redo: it is younger than what they take back. */
  beforeHistory(store: () => void): () => void;
  /** A new random id, for rows that are drawn before the engine answers. */
  newId(): Id;
  dispose(): void;
}

/**
 * Shared state of one open project over its clients.
 *
 * @param onError Told of refetches that failed; nobody else waits for them.
 * @param soon When the rest of an article is asked for whose text is about to be painted: what comes must not get before that.
 */
export function createSession(
  clients: Clients,
  onError: (error: unknown) => void,
  soon: Schedule = withFrame,
): Session {
  const store = createStore<SessionState>(() => initialState);
  const { engine } = clients;

  const loadClaims = async () => {
    const claims = await engine.call('claim.list', {});
    store.setState({ claims: new Map(claims.map((view) => [view.claim.id, view])) });
  };
  const loadProject = async () => {
    const project = await engine.call('project.get', {});
    store.setState({ project, readOnly: project.readOnly });
  };

  // What the engine has told; the store shows it with the predictions of what is on its way on top.
  let told: Scene = { article: null, entities: new Map() };
  let inFlight: readonly InFlight[] = [];
  let predictedFirst: readonly Change[] = [];
  const turns = createTurns();
  const drafts = createDrafts();

  const show = (): void => {
    let scene = told;
    predictedFirst = [];
    for (const [index, step] of inFlight.entries()) {
      const predicted = predictStep(scene, step);
      if (index === 0) predictedFirst = predicted.changes;
      scene = predicted.scene;
    }
    const shown = store.getState();
    const arriving = opening.arriving();
    // Nothing can be done to the one before while the text of another one is seen.
    const next = { ...scene, article: arriving ? null : scene.article, arriving };
    const isSame =
      shown.article === next.article &&
      shown.entities === next.entities &&
      shown.arriving === arriving;
    if (!isSame) store.setState(next);
  };

  const opening = createOpening({
    engine,
    soon,
    onError,
    hold: turns.hold,
    show,
    getOpen: () => told.article,
    setOpen(article) {
      told = { ...told, article };
    },
  });

  const takeStep = (changes: readonly Change[]): void => {
    const { article } = told;
    const annotatorId = store.getState().project?.annotator.id ?? '';
    const next = article && applyToArticle(article, changes, annotatorId);
    opening.takeStep(changes, annotatorId);
    told = {
      article: typeof next === 'string' ? article : next,
      entities: applyToEntities(told.entities, changes),
    };
    // Steps are answered in the order in which they were sent.
    if (isFulfilled(predictedFirst, changes)) inFlight = inFlight.slice(1);
    show();
    if (next === 'gone') opening.close();
    // Until it is here the old text stays with the marks that fit it.
    if (next === 'stale') opening.readAgain();
  };

  const loadEntities = async () => {
    const rows = await engine.call('entity.list', {});
    told = { ...told, entities: new Map(rows.map(({ entity }) => [entity.id, entity])) };
    show();
  };
  /** A step that is too large to be told: read everything again that is shown. */
  const readAnew = async () => {
    await Promise.all([loadProject(), loadEntities(), loadClaims()]);
    await opening.readAnew();
  };

  const stopStep = engine.on('step', (step) => {
    takeStep(step.changes);
    if (step.isLarge) readAnew().catch(onError);
    // The row of a new annotator comes as a step of its own before the first one: nobody did it, and nothing lists it.
    const isWork = step.isLarge ?? step.changes.some(({ type }) => type !== 'annotator');
    store.setState(({ stepCount }) => ({
      history: step.history,
      stepCount: isWork ? stepCount + 1 : stepCount,
    }));
    if (touchesClaims(step.changes)) loadClaims().catch(onError);
    if (
      step.changes.some(
        ({ type }) => type === 'project' || type === 'annotator' || type === 'codebook',
      )
    ) {
      loadProject().catch(onError);
    }
  });
  const stopReadOnly = engine.on('readOnly', ({ reason }) => store.setState({ readOnly: reason }));

  const send = async <Outcome>(
    calls: readonly Call[],
    call: (options: CallOptions) => Promise<Outcome>,
  ): Promise<Outcome> => {
    const annotatorId = store.getState().project?.annotator.id ?? '';
    const step: InFlight = { calls, annotatorId, now: new Date().toISOString() };
    inFlight = [...inFlight, step];
    show();
    store.setState((state) => ({ pending: state.pending + 1 }));
    const end = hidesMarks(calls) ? turns.hold() : null;
    const controller = new AbortController();
    const cancel = () => controller.abort();
    const onProgress = (progress: Progress) => store.setState({ work: { progress, cancel } });
    try {
      return await call({ signal: controller.signal, onProgress });
    } finally {
      if (store.getState().work?.cancel === cancel) store.setState({ work: null });
      // Done, refused or lost: from here on only what the engine tells counts.
      inFlight = inFlight.filter((each) => each !== step);
      show();
      store.setState((state) => ({ pending: state.pending - 1 }));
      end?.();
    }
  };

  const travel = (channel: 'history.undo' | 'history.redo'): Promise<CommandOutcome> => {
    drafts.store();
    return send([], (options) => engine.call(channel, {}, options));
  };

  return {
    store,
    clients,
    async load() {
      opening.forget();
      const loadHistory = async () =>
        store.setState({ history: await engine.call('history.state', {}) });
      // Each is stored when it comes: a step that comes between two answers must not be written over.
      await Promise.all([loadProject(), loadEntities(), loadHistory(), loadClaims()]);
    },
    readArticle: opening.read,
    openArticle: opening.open,
    closeArticle: opening.close,
    run: (name, input) =>
      send([{ name, input } as Call], (options) =>
        engine.call('command.run', { name, input }, options),
      ),
    runBatch: (label, calls) =>
      send(calls, (options) =>
        engine.call('command.run', { name: 'batch.run', input: { label, calls } }, options),
      ),
    runStep: (call) => send([], call),
    undo: () => travel('history.undo'),
    redo: () => travel('history.redo'),
    inTurn: turns.take,
    beforeHistory: drafts.add,
    newId: () => crypto.randomUUID(),
    dispose() {
      stopStep();
      stopReadOnly();
    },
  };
}
