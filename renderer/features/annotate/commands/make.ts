import type { UiCommand } from '../../../commands/registry.ts';
import type { Workspace } from '../../../app/workspace.ts';
import type { AnnotateTools } from '../annotate-context.ts';

/** What the commands of this view act on. */
export interface AnnotateParts extends AnnotateTools {
  readonly workspace: Workspace;
  readonly openNeighbour: (direction: 1 | -1) => void;
  readonly finishAndNext: () => void;
  readonly focusNote: () => void;
  /** The note on the article. */
  readonly focusMemo: () => void;
  readonly focusComment: () => void;
  readonly focusCard: () => void;
  readonly setPeek: (isPeeking: boolean) => void;
}

/** A command without what all commands of this view have in common. */
export type Sketch = Pick<UiCommand, 'id' | 'label' | 'section' | 'keys' | 'run'> &
  Partial<
    Pick<
      UiCommand,
      | 'blocked'
      | 'repeats'
      | 'context'
      | 'menu'
      | 'keyOnly'
      | 'checked'
      | 'unlisted'
      | 'platformKeys'
      | 'follows'
    >
  >;

/** Makes a command of a sketch. */
export type Make = (sketch: Sketch) => UiCommand;

/** The ways in which groups of commands are made. */
export interface Makers {
  /** For commands that only look. */
  readonly command: Make;
  /** For commands that store something: blocked in a project that is open for reading only. */
  readonly writing: Make;
  /** Why a command cannot run without a selected mark; null when one is selected. */
  readonly needsMark: () => string | null;
}

/** Ways of making the commands of one view: menu `Annotate`, context `reader`, blocked without an article. */
export function createMakers(parts: AnnotateParts): Makers {
  const { actions, resizing, workspace } = parts;
  const needsArticle = () => (actions.getArticle() ? null : 'Open an article first');
  const needsWriting = () =>
    workspace.session.store.getState().readOnly === null
      ? null
      : 'The project is open for reading only';
  const findArriving = () => workspace.session.store.getState().arriving?.article.id ?? null;
  const toBlocked = (sketch: Sketch) => {
    const blocked = sketch.blocked ?? needsArticle;
    // What it is asked about is there in a moment, and it waits until then.
    return () => (findArriving() === null ? blocked() : null);
  };
  /** Runs a command: at once, or when all marks of an article that is being opened are there. */
  const inArticle = (blocked: () => string | null, run: Sketch['run']): Sketch['run'] => {
    return () => {
      const id = findArriving();
      if (id === null) return run();
      return workspace.session.inTurn(() => {
        const isThere = actions.getArticle()?.article.id === id;
        const reason = isThere ? blocked() : 'Another article was opened';
        return reason === null ? run() : workspace.announce(reason);
      });
    };
  };
  const toRun = (sketch: Sketch) => () => {
    // A resize still on its way is stored before anything else happens to the mark.
    if (!sketch.id.startsWith('annotate.edge')) resizing.flush();
    return sketch.run();
  };
  const command: Make = (sketch) => {
    const blocked = toBlocked(sketch);
    const run = inArticle(blocked, toRun(sketch));
    return { menu: 'Annotate', context: 'reader', ...sketch, blocked, run };
  };
  return {
    command,
    writing(sketch) {
      const ownBlocked = toBlocked(sketch);
      const ownRun = toRun(sketch);
      const blocked = () => needsWriting() ?? ownBlocked();
      const inTurn = () => {
        let hasWaited = false;
        const turn = workspace.session.inTurn(() => {
          // What it was meant for may be gone by the time its turn has come.
          const reason = hasWaited ? blocked() : null;
          return reason === null ? ownRun() : workspace.announce(reason);
        });
        hasWaited = true;
        return turn;
      };
      const run = () => (findArriving() === null ? inTurn() : inArticle(blocked, ownRun)());
      return { ...command(sketch), blocked, run };
    },
    needsMark: () => needsArticle() ?? (actions.selected() ? null : 'Select a mark first'),
  };
}
