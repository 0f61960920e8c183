import { codePoints, type Span } from '../../../shared/text/offsets.ts';
import { keepCaretPlace } from '../../state/caret-place.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { UiCommand } from '../../commands/registry.ts';
import type { ReaderHandle, ReaderOptions } from '../../editor/types.ts';
import { createActions } from './marks/actions.ts';
import type { AnnotateTools } from './annotate-context.ts';
import { createAnnotateStore } from './annotate-store.ts';
import { buildAnnotateCommands } from './commands/index.ts';
import { createCaretVoice } from './caret-voice.ts';
import { markSentence } from './sentence-marker.ts';
import { createLateStores } from '../../state/late-store.ts';
import { createFinish } from './finish.ts';
import { describeHint } from './describe-hint.ts';
import { describeMode } from './describe-mode.ts';
import { createFind } from './find/find.ts';
import { createDecisionLog } from './decisions.ts';
import { syncMarks, type MarkSync } from './marks/mark-sync.ts';
import { createNavigation } from './marks/navigation.ts';
import { findNeighbour } from './marks/neighbours.ts';
import { createResizing } from './marks/resizing.ts';
import { createPanes, isPaneShown, type PaneName } from './panes.ts';
import { listenToWindow } from './window-events.ts';

/** One Annotate view: its state, its commands and the reader they act on. */
export interface AnnotateController {
  readonly tools: AnnotateTools;
  /** Callbacks for the reader. */
  readonly readerOptions: ReaderOptions;
  /** The reader is there, or gone (null). */
  readonly setReader: (handle: ReaderHandle | null) => void;
  /** Everything that can be done in this view; registered while it shows. */
  readonly commands: readonly UiCommand[];
  openNeighbour(direction: 1 | -1): void;
  /** Start listening; call the result to stop. */
  mount(): () => void;
}

/** Whether the person works beside the text: what is typed and chosen there shows at once. */
function isAtWorkBeside(): boolean {
  return document.activeElement?.closest('.qm-text') === null;
}

/** Wire state, actions and commands of one view together. */
export function createAnnotateController(workspace: Workspace): AnnotateController {
  const { session, places } = workspace;
  const store = createAnnotateStore();
  let reader: ReaderHandle | null = null;
  let marks: MarkSync | null = null;
  // Whether the pointer went down in the text, and no key has been pressed since.
  let isPointing = false;
  const deps = {
    session,
    store,
    reader: () => reader,
    tell: (text: string) => workspace.announce(text),
    snap: () => workspace.settings.get().snap,
    advances: () => workspace.settings.get().autoAdvance,
    offerUndo: (message: string) => workspace.offerUndo(message),
    fail: (error: unknown) => workspace.fail(error),
  };
  const actions = createActions(deps);
  const navigation = createNavigation(deps, actions);
  const resizing = createResizing(deps, actions);
  const find = createFind(deps, actions);
  const panes = createPanes(places);
  const decisions = createDecisionLog(session);
  const lateStores = createLateStores(isAtWorkBeside);
  const late = {
    session: lateStores.of(session.store),
    view: lateStores.of(store),
    decisions: lateStores.of(decisions.store),
    flush: () => lateStores.flush(),
  };
  const tools: AnnotateTools = {
    store,
    actions,
    navigation,
    resizing,
    panes,
    decisions,
    find,
    reader: deps.reader,
    late,
  };

  const neighbour = (direction: 1 | -1, which: 'any' | 'unfinished') => {
    const of = actions.getArticle()?.article.id ?? '';
    const { engine } = session.clients;
    return findNeighbour(engine, workspace.workList.getState(), { of, direction, which });
  };

  const openNeighbour = (direction: 1 | -1): void => {
    actions.send(
      neighbour(direction, 'any').then((id) => {
        if (id === null)
          deps.tell(direction === 1 ? 'This is the last article.' : 'This is the first article.');
        return id === null ? undefined : workspace.openArticle(id);
      }),
    );
  };

  const finishAndNext = createFinish(workspace, actions, navigation, () =>
    neighbour(1, 'unfinished'),
  );

  const setPeek = (isPeeking: boolean): void => reader?.setPeek(isPeeking);
  const pointing = {
    isPointing: () => isPointing,
    setPointing: (is: boolean): void => void (isPointing = is),
  };

  let lockedIn: string | null = null;
  /** The first try in an article says what can be done about it; later ones only remind. */
  const tellLocked = (): void => {
    const id = actions.getArticle()?.article.id ?? null;
    const edit = workspace.commands.find('article.editText');
    const isFirst = lockedIn !== id;
    lockedIn = id;
    if (!isFirst) return deps.tell('Text is locked. Letters are commands: ? lists them.');
    workspace.toast({
      message: 'Text is locked. Letters are commands: ? lists them.',
      ...(edit && {
        action: { label: 'Edit text…', run: () => workspace.commands.run(edit.id) },
      }),
    });
  };

  const remember = (): void => {
    const article = actions.getArticle();
    if (!article) return;
    const { caret, selectedId } = store.getState();
    keepCaretPlace(places, article.article.id, { caret, selectedId });
    workspace.trail.note(selectedId);
  };

  /** Select a place of the text for which the article was opened. */
  const showPlace = (shown: ReaderHandle, span: Span): void => {
    store.setState({ selectedId: null, caret: span.end, span });
    shown.setSelection(span);
    shown.reveal(span);
    shown.flash(span);
  };

  /** Select the mark for which the article was opened, once the reader shows it. */
  const showWanted = (): void => {
    const wanted = workspace.markToShow.getState();
    if (!wanted || !reader || actions.getArticle()?.article.id !== wanted.articleId) return;
    workspace.markToShow.setState(null, true);
    if (wanted.annotationId === null) showPlace(reader, wanted.span);
    else actions.select(wanted.annotationId, { reveal: true });
    reader.focus();
  };

  /** Give the focus to a part of a pane, which may only now be shown. */
  const focusOn = (selector: string, pane: PaneName = 'inspector'): void => {
    if (!isPaneShown(panes.store.getState(), pane)) reader?.notePlace();
    panes.show(pane);
    late.flush();
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  };

  const commands = buildAnnotateCommands({
    ...tools,
    workspace,
    openNeighbour,
    finishAndNext,
    focusNote: () => focusOn('#annotation-note textarea'),
    focusMemo() {
      panes.showTab('memo');
      focusOn('#dock textarea', 'dock');
    },
    focusComment: () => focusOn('#annotation-comments > form textarea'),
    focusCard: () => focusOn('[data-card-head]'),
    setPeek,
  });

  return {
    tools,
    commands,
    openNeighbour,
    readerOptions: {
      detailsId: 'annotation-card',
      getSnap: () => workspace.settings.get().snap,
      canResize: () => session.store.getState().readOnly === null,
      onSelectionChange(selection) {
        const hasSpan = selection.span !== null && selection.span.end > selection.span.start;
        store.setState({
          caret: selection.caret,
          span: hasSpan ? selection.span : null,
          byMouse: hasSpan && isPointing,
          // A text selection wins over a selected mark; moving the caret leaves the mark.
          ...((hasSpan || selection.caret !== store.getState().caret) && { selectedId: null }),
          ...(!hasSpan && { pointed: false }),
        });
      },
      // A mark may be drawn while others are still read: it is selected when they are here.
      onMarkClick: ({ id, offset }) =>
        void session.inTurn(() => {
          if (id !== null) actions.select(id);
          else store.setState({ selectedId: null });
          if (offset !== null) store.setState({ caret: offset });
        }),
      onContextMenu: ({ x, y, stack, offset }) => {
        const { span, selectedId } = store.getState();
        const isInSpan = span && (offset === null || (span.start <= offset && offset <= span.end));
        // What is selected stays so where it is meant; else the smallest mark at the place is.
        if (!isInSpan) {
          const isMeant = selectedId !== null && stack.includes(selectedId);
          if (offset !== null) reader?.setSelection({ start: offset, end: offset });
          const meant = isMeant ? selectedId : (stack[0] ?? (offset === null ? selectedId : null));
          store.setState({ selectedId: meant });
        }
        store.setState({ menu: { x, y, stack } });
      },
      onResize: (resize) => resizing.byHandle(resize),
      onLockedInput: tellLocked,
    },
    setReader(handle) {
      reader = handle;
      marks?.show();
      if (marks) showWanted();
    },
    mount() {
      const stopCommands = workspace.commands.register(commands);
      const shown = syncMarks(tools, workspace);
      marks = shown;
      const stopWanted = workspace.markToShow.subscribe(showWanted);
      showWanted();
      const tellMode = () => {
        workspace.mode.setState(describeMode(tools, session.store.getState().project?.codebook));
        workspace.hint.setState(describeHint(tools, workspace));
      };
      const stopFind = find.mount();
      const stopVoice = createCaretVoice(workspace, tools).listen();
      const stopMarker = markSentence(workspace, tools);
      const stopState = store.subscribe((state, before) => {
        // What is to be filled in is in the inspector.
        if (state.evidenceFor !== null && before.evidenceFor === null) panes.show('inspector');
        if (state.caret !== before.caret || state.selectedId !== before.selectedId) remember();
      });
      // An answer of the engine can change which kind the selected mark is, and how many there are.
      const stopModes = [late.view.subscribe(tellMode), late.session.subscribe(tellMode)];
      const stopLate = lateStores.start();
      const stopWindow = listenToWindow({ ...tools, ...pointing, workspace, setPeek });
      tellMode();
      const stopDecisions = decisions.mount();
      return () => {
        resizing.flush();
        stopDecisions();
        stopCommands();
        shown.stop();
        stopWanted();
        stopFind();
        stopVoice();
        stopMarker();
        marks = null;
        stopState();
        for (const stop of [stopLate, stopWindow, ...stopModes]) stop();
        store.setState({
          caret: codePoints(0),
          span: null,
          selectedId: null,
          picker: null,
          armed: null,
          isArming: false,
        });
      };
    },
  };
}
