import { BridgeError } from '../bridge/client.ts';
import type { ArticleOpening, ArticleRest } from '../../shared/contract/views.ts';
import type { Change } from '../../shared/records/change.ts';
import type { Annotation, Id } from '../../shared/records/records.ts';
import { applyToArticle, toOpenArticle, type OpenArticle } from './apply-changes.ts';
import type { EngineClient } from './clients.ts';
import type { Schedule } from './late-store.ts';
import { appendRows } from './row-maps.ts';

/** How an article is opened. */
export interface OpenOptions {
  /** Offset around which marks are there first, in code points; 0 when left out. */
  readonly near?: number;
  /** Called when its text and those marks are there, before all are; not when all come together. */
  readonly onText?: () => void;
}

/** What the opening of articles needs of the session around it. */
interface OpeningDeps {
  readonly engine: EngineClient;
  /** When the rest is asked for, once the text is about to be painted: what comes must not get before that. */
  readonly soon: Schedule;
  readonly onError: (error: unknown) => void;
  /** What is done to marks waits from now on, until the result is called. */
  readonly hold: () => () => void;
  /** Show what is open and arriving now. */
  readonly show: () => void;
  /** The article that is open, as the engine has told it. */
  readonly getOpen: () => OpenArticle | null;
  readonly setOpen: (article: OpenArticle | null) => void;
}

/** An article that is being read. */
interface Incoming {
  article: OpenArticle;
  /** Whether it is shown meanwhile: not when an older state of it is open. */
  readonly isShown: boolean;
}

/** An article of which only the text and the marks around one place are here. */
function toArriving(opening: Omit<ArticleOpening, 'rest'>): OpenArticle {
  return toOpenArticle({ ...opening, unplaced: [], comments: [] });
}

/** An article all of whose marks have come, with the rest. */
function complete({ revision, annotations }: OpenArticle, rest: ArticleRest): OpenArticle {
  return { ...toOpenArticle({ ...rest, revision, annotations: [] }), annotations };
}

/**
 * Opening articles piece by piece: the text with the marks around a place is shown at once, the others follow in parts. Calls
 * and events come in one order, so a part holds every step told before it, and steps told later are applied to what has come.
 */
export function createOpening(deps: OpeningDeps) {
  const { engine, show } = deps;
  /** What was read last to look at; null once a step may have changed it. */
  let last: { readonly id: Id; readonly opening: Promise<ArticleOpening> } | null = null;
  /** Id of the article that was asked for last; what comes of another one comes too late. */
  let wanted: Id | null = null;
  /** Whether the article has another revision than the open one. */
  let isStale = false;
  let incoming: Incoming | null = null;

  const read = (id: Id, near: number): Promise<ArticleOpening> => {
    if (last?.id === id) return last.opening;
    const own = { id, opening: engine.call('article.open', { id, near }) };
    last = own;
    own.opening.catch(() => {
      if (last === own) last = null;
    });
    return own.opening;
  };
  /** Have the marks brought, part by part. Returns whether the article is whole then. */
  const readMarks = async (own: Incoming): Promise<boolean> => {
    const onPart = (marks: readonly Annotation[]): void => {
      if (incoming !== own) return;
      const { article } = own;
      own.article = { ...article, annotations: appendRows(article.annotations, marks) };
      if (own.isShown) show();
    };
    const rest = await engine.call('article.marks', { id: own.article.article.id }, { onPart });
    // Else they count in another text than the one that is here.
    if (rest.article.revision !== own.article.article.revision) return false;
    own.article = complete(own.article, rest);
    return true;
  };
  const open = async (id: Id, options: OpenOptions = {}): Promise<void> => {
    wanted = id;
    let release = (): void => undefined;
    try {
      const reading = read(id, options.near ?? 0);
      // From here on steps change what is opened; as it was read it is nobody's.
      last = null;
      const { rest, ...opening } = await reading;
      if (wanted !== id) return;
      const isOpen = deps.getOpen()?.article.id === id;
      const own: Incoming = rest
        ? { article: toOpenArticle({ ...opening, ...rest }), isShown: false }
        : { article: toArriving(opening), isShown: !isOpen };
      incoming = own;
      if (own.isShown) {
        release = deps.hold();
        show();
        options.onText?.();
        await new Promise<void>((resolve) => void deps.soon(resolve));
      }
      const isWhole = rest !== null || (await readMarks(own));
      if (incoming !== own || wanted !== id) return;
      if (!isWhole) return await open(id, options);
      deps.setOpen(own.article);
      isStale = false;
      incoming = null;
      show();
    } catch (error) {
      if (wanted === id) {
        incoming = null;
        show();
        // What was open before stays open.
        wanted = deps.getOpen()?.article.id ?? null;
      }
      if (isStale && wanted !== null && wanted !== id) open(wanted).catch(deps.onError);
      throw error;
    } finally {
      release();
    }
  };

  const close = (): void => {
    wanted = null;
    incoming = null;
    deps.setOpen(null);
    show();
  };

  return {
    read,
    open,
    /** What is shown of an article whose marks are on their way; null as a rule. */
    arriving: (): OpenArticle | null => (incoming?.isShown ? incoming.article : null),
    close,
    /** Read the open article again: it has another text. */
    readAgain: (): void => {
      const id = deps.getOpen()?.article.id;
      isStale = true;
      if (wanted !== null && wanted === id) open(wanted).finally(deps.hold()).catch(deps.onError);
    },
    /** Read again what is open or being opened: what a step has changed is not known. It is closed when it is gone. */
    readAnew: async (): Promise<void> => {
      if (wanted === null) return;
      const end = deps.hold();
      try {
        await open(wanted);
      } catch (error) {
        // Undoing an import takes the open article away.
        if (!(error instanceof BridgeError) || error.failure.code !== 'not_found') throw error;
        close();
      } finally {
        end();
      }
    },
    /** What was read to look at may not be true any more. */
    forget: (): void => {
      last = null;
    },
    /** Apply a step to what has come so far. A text that is another one by now is found when its marks have come. */
    takeStep: (changes: readonly Change[], annotatorId: Id): void => {
      last = null;
      if (!incoming) return;
      const next = applyToArticle(incoming.article, changes, annotatorId);
      if (typeof next !== 'string') incoming.article = next;
    },
  };
}
