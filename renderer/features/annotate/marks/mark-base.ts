import type { CommandInput } from '../../../../shared/commands/index.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { Annotation, Id, Segment, SegmentRole } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import type { ReaderHandle } from '../../../editor/types.ts';
import type { OpenArticle } from '../../../state/apply-changes.ts';
import type { Session } from '../../../state/session.ts';
import type { AnnotateStore } from '../annotate-store.ts';
import { inTextOrder } from './mark-order.ts';
import { extentOf } from './mark-views.ts';
import {
  createReading,
  findClaimTarget,
  snapToWords,
  type FindTarget,
  type Reading,
} from './reading.ts';

/** What actions work with. */
export interface ActionDeps {
  readonly session: Session;
  readonly store: AnnotateStore;
  readonly reader: () => ReaderHandle | null;
  /** Say something in the status line and to screen readers. */
  readonly tell: (text: string) => void;
  /** Show what has been done, with a way back. */
  readonly offerUndo: (text: string) => void;
  /** Whether borders are put at words. */
  readonly snap: () => Settings['snap'];
  /** Whether deciding on a suggestion goes on to the next one. */
  readonly advances: () => boolean;
  /** Report a failed command. */
  readonly fail: (error: unknown) => void;
}

/** Borders of a segment, as commands take them. */
export type SegmentInput = CommandInput<'annotation.setSegments'>['segments'][number];

/** Bare borders of segments. */
export function bare(segments: readonly Segment[]): SegmentInput[] {
  return segments.map(({ role, start, end }) => ({ role, start, end }));
}

/** Whether a segment is of the words marked, not of a source, cue or addressee. */
export function isOwn({ role }: { readonly role: SegmentRole }): boolean {
  return role === 'content' || role === 'span';
}

const none: ReadonlyMap<Id, Annotation> = new Map();

/** Whether an annotation is a quotation of somebody: scare quotes have no speaker. */
function isSpeech(annotation: Annotation): boolean {
  return annotation.layer === 'quotation' && annotation.label !== 'not_speech';
}

/** What all actions share: the open article, the selected mark, sending commands. */
export type MarkBase = ReturnType<typeof createMarkBase>;

/** The ground of the actions over one session and one reader. */
export function createMarkBase(deps: ActionDeps) {
  const { session, store } = deps;
  let reading: Reading | null = null;

  const getArticle = (): OpenArticle | null => session.store.getState().article;
  const find = (id: Id | null): Annotation | null =>
    id === null ? null : (getArticle()?.annotations.get(id) ?? null);
  const selected = (): Annotation | null => find(store.getState().selectedId);
  const send = (work: Promise<unknown>): void => void work.catch(deps.fail);

  const getReading = (): Reading | null => {
    const article = getArticle();
    if (!article) return null;
    const { text } = article.revision;
    const { language } = article.article;
    if (reading?.text !== text || reading.language !== language) {
      reading = createReading(text, language);
    }
    return reading;
  };

  return {
    getArticle,
    find,
    selected,
    /** Send a command; a failure is reported, not thrown. */
    send,

    /** The text of the open article, prepared; null when none is open. */
    getReading,

    /**
     * What a key takes here. A selection by mouse is widened to words, one by keys is meant to the letter; with snapping off
     * both stay as made, but for outer white space.
     */
    targetOf(find: FindTarget): Span | null {
      const here = getReading();
      const { span, caret, byMouse } = store.getState();
      if (!here) return null;
      if (!span || (deps.snap() === 'word' && !byMouse)) return find(here, span, caret);
      if (deps.snap() === 'word') return find(here, snapToWords(here, span), caret);
      return findClaimTarget(here, span, caret);
    },

    /** All marks in the order of the text. */
    ordered: (): readonly Annotation[] => inTextOrder(getArticle()?.annotations ?? none),

    /** Select a mark and put the caret at its beginning. */
    select(id: Id | null, options: { readonly reveal?: boolean } = {}): void {
      const annotation = find(id);
      const selection = {
        selectedId: annotation?.id ?? null,
        picker: null,
        ...(annotation && isSpeech(annotation) && { quotationId: annotation.id }),
      };
      if (annotation) {
        const { start } = extentOf(annotation);
        deps.reader()?.setSelection({ start, end: start });
        if (options.reveal) deps.reader()?.reveal(extentOf(annotation));
        store.setState({ caret: start, span: null });
      }
      store.setState(selection);
    },

    update: (input: CommandInput<'annotation.update'>): void =>
      send(session.run('annotation.update', input)),

    replaceSegments: (annotation: Annotation, segments: readonly SegmentInput[]): void =>
      send(session.run('annotation.setSegments', { id: annotation.id, segments: [...segments] })),

    /** The selected quotation, else the innermost one around the caret; null when there is none. */
    quotationAtCaret(): Annotation | null {
      const own = selected();
      if (own) return isSpeech(own) ? own : null;
      const stack = deps.reader()?.marksAt(store.getState().caret) ?? [];
      return stack.map(find).find((each) => each !== null && isSpeech(each)) ?? null;
    },

    /** The quotation that roles and speaker go to: the selected or last one, else the nearest to a place. */
    targetQuotation(place: number): Annotation | null {
      const own = selected();
      if (own && isSpeech(own)) return own;
      const last = find(store.getState().quotationId);
      if (last) return last;
      let nearest: Annotation | null = null;
      let best = Infinity;
      for (const annotation of getArticle()?.annotations.values() ?? []) {
        if (!isSpeech(annotation)) continue;
        const { start, end } = extentOf(annotation);
        const distance = place < start ? start - place : place > end ? place - end : 0;
        if (distance < best) [nearest, best] = [annotation, distance];
      }
      return nearest;
    },
  };
}
