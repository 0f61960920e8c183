import type { MarkColouring } from '../../../../shared/contract/settings.ts';
import type { ArticleText } from '../../../../shared/contract/views.ts';
import type { Annotation, Id } from '../../../../shared/records/records.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';
import { findCaretPlace, type CaretPlace } from '../../../state/caret-place.ts';
import type { Places, Workspace } from '../../../app/workspace.ts';
import type { ReaderHandle } from '../../../editor/types.ts';
import type { OpenArticle } from '../../../state/apply-changes.ts';
import { listChangedIds } from '../../../state/row-maps.ts';
import type { SessionState } from '../../../state/session-state.ts';
import type { AnnotateTools } from '../annotate-context.ts';
import type { AnnotateState } from '../annotate-store.ts';
import { toMarkView, type DrawnContext } from './mark-views.ts';
import { assignSpeakerColours } from './speaker-colours.ts';

const rightToLeft = new Set(['ar', 'fa', 'he', 'iw', 'ur', 'yi', 'ps', 'sd', 'ug', 'ckb', 'dv']);

/** Side on which an article's lines begin, by its language; `auto` lets each block find out. */
export function directionOf(language: string): 'rtl' | 'auto' {
  return rightToLeft.has(language.split('-')[0]?.toLowerCase() ?? '') ? 'rtl' : 'auto';
}

const none: ReadonlyMap<Id, Annotation> = new Map();

/** What is shown: the open article, or the one that is being opened with the marks that have come. */
function findShown(
  { article, arriving }: SessionState,
  colourBy: MarkColouring,
): OpenArticle | null {
  if (!arriving) return article;
  // Who has which colour depends on all speakers: none is drawn before they are known, so that none changes its colour.
  return colourBy === 'speaker' ? { ...arriving, annotations: none } : arriving;
}

function contextOf(state: SessionState, colourBy: MarkColouring): DrawnContext | null {
  if (!state.project) return null;
  const { codebook } = state.project;
  const annotations =
    colourBy === 'speaker' ? [...(state.article?.annotations.values() ?? [])] : [];
  const speakers = assignSpeakerColours(
    annotations.flatMap(({ layer, speakerId }) =>
      layer === 'quotation' && speakerId !== null ? [speakerId] : [],
    ),
  );
  return { codebook, entities: state.entities, claims: state.claims, colourBy, speakers };
}

/** Whether marks look the same in both, but for what is told of entities and claims. */
function isSameLook(left: DrawnContext, right: DrawnContext): boolean {
  return (
    left.codebook === right.codebook &&
    left.colourBy === right.colourBy &&
    left.speakers.size === right.speakers.size &&
    [...left.speakers].every(([id, colour]) => right.speakers.get(id) === colour)
  );
}

/** Only what changed between two states of the annotations goes to the reader. */
function diff(
  before: ReadonlyMap<Id, Annotation>,
  after: ReadonlyMap<Id, Annotation>,
): { readonly put: readonly Annotation[]; readonly remove: readonly Id[] } {
  const ids = listChangedIds(before, after);
  return {
    put: ids.flatMap((id) => after.get(id) ?? []),
    remove: ids.filter((id) => !after.has(id)),
  };
}

/** Annotations whose drawing tells of an entity or a claim that has changed: of a claim only the status is drawn. */
function listRetold(
  annotations: ReadonlyMap<Id, Annotation>,
  before: DrawnContext,
  after: DrawnContext,
): readonly Annotation[] {
  if (before.entities === after.entities && before.claims === after.claims) return [];
  const isOther = ({ entityId, speakerId, claimId }: Annotation): boolean =>
    [entityId, speakerId].some(
      (id) => id !== null && before.entities.get(id) !== after.entities.get(id),
    ) ||
    (claimId !== null && before.claims.get(claimId)?.status !== after.claims.get(claimId)?.status);
  return [...annotations.values()].filter(isOther);
}

/** Put the caret where it was. Returns that place; null when there is none. */
function restorePlace(reader: ReaderHandle, places: Places, articleId: Id): CaretPlace | null {
  const place = findCaretPlace(places, articleId, reader.getText());
  if (!place) return null;
  const { caret: at } = place;
  reader.setSelection({ start: at, end: at });
  reader.reveal({ start: at, end: at });
  return place;
}

/** A text that a reader shows. */
interface ShownText {
  readonly reader: ReaderHandle;
  readonly revisionId: Id;
  /** Where the person was when the article was left, until what was selected there is so again; null when nothing was. */
  readonly remembered: CaretPlace | null;
}

/** Marks that a reader shows. */
interface ShownMarks {
  readonly reader: ReaderHandle;
  readonly article: OpenArticle;
  readonly context: DrawnContext;
}

/** A reader kept in step. */
export interface MarkSync {
  /** Bring the reader up to date: called by itself on every change, and when a reader has come. */
  readonly show: () => void;
  readonly stop: () => void;
}

/** Keep the reader showing the session's article and the view's selection. */
export function syncMarks(tools: AnnotateTools, workspace: Workspace): MarkSync {
  const { session, places, settings, shell } = workspace;
  let text: ShownText | null = null;
  let shown: ShownMarks | null = null;

  const showText = (reader: ReaderHandle, { article, revision }: ArticleText): void => {
    if (text?.reader === reader && text.revisionId === revision.id) return;
    const { id, language } = article;
    const direction = directionOf(language);
    reader.setArticle({ document: revision.document, language, direction });
    // Its place is there from its first frame on; marks that come later move nothing.
    const remembered = restorePlace(reader, places, id);
    text = { reader, revisionId: revision.id, remembered };
    reader.focus();
    // Nothing of the article before: a reader that stays at its beginning tells of no caret.
    const caret = remembered?.caret ?? codePoints(0);
    tools.store.setState({ selectedId: null, quotationId: null, picker: null, span: null, caret });
  };

  const showChanges = (
    { reader, article, context }: ShownMarks,
    before: Pick<ShownMarks, 'article' | 'context'>,
  ): void => {
    const retold = listRetold(article.annotations, before.context, context);
    const { put, remove } = diff(before.article.annotations, article.annotations);
    if (put.length + remove.length + retold.length > 0) {
      const views = [...new Set([...put, ...retold])].map((each) => toMarkView(context, each));
      reader.patchMarks({ put: views, remove });
    }
    const { selectedId } = tools.store.getState();
    if (selectedId !== null && !article.annotations.has(selectedId)) {
      tools.store.setState({ selectedId: null, picker: null });
    }
  };

  /** Select what was selected when the article was left, when it has come and the caret is where it was. */
  const selectRemembered = (reader: ReaderHandle, article: OpenArticle): void => {
    if (!text?.remembered) return;
    const { caret, selectedId } = text.remembered;
    const isThere = selectedId !== null && article.annotations.has(selectedId);
    if (!isThere && session.store.getState().arriving) return;
    text = { ...text, remembered: null };
    if (isThere && reader.getSelection().caret === caret) tools.store.setState({ selectedId });
  };

  const show = (): void => {
    const reader = tools.reader();
    const state = session.store.getState();
    const { colourBy } = settings.get();
    const context = contextOf(state, colourBy);
    const article = findShown(state, colourBy);
    if (!reader || !context || !article) return;
    const next = { reader, article, context };
    showText(reader, article);
    const isSame =
      shown?.reader === reader &&
      shown.article.revision.id === article.revision.id &&
      isSameLook(shown.context, context);
    if (shown && isSame) showChanges(next, shown);
    else
      reader.setMarks([...article.annotations.values()].map((each) => toMarkView(context, each)));
    selectRemembered(reader, article);
    shown = next;
  };

  const showState = (state: AnnotateState, before: AnnotateState): void => {
    const reader = tools.reader();
    if (!reader) return;
    if (state.selectedId !== before.selectedId) reader.setSelected(state.selectedId);
    if (state.hidden !== before.hidden) reader.setHidden([...state.hidden]);
    if (state.preview !== before.preview) {
      const id = state.preview?.id ?? before.preview?.id;
      const sessionState = session.store.getState();
      const annotation = id === undefined ? undefined : sessionState.article?.annotations.get(id);
      const context = contextOf(sessionState, settings.get().colourBy);
      if (!annotation || !context) return;
      reader.patchMarks({ put: [toMarkView(context, annotation, state.preview?.segments)] });
    }
  };

  const stopSession = session.store.subscribe(show);
  const stopState = tools.store.subscribe(showState);
  const stopSettings = shell.subscribe((state, before) => {
    if (state.settings.colourBy !== before.settings.colourBy) show();
  });
  show();
  return {
    show,
    stop() {
      stopSession();
      stopState();
      stopSettings();
    },
  };
}
