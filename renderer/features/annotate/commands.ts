import type { UiCommand } from '../../commands/registry.ts';
import type { Actions } from './actions.ts';
import { modeOf, type AnnotateStore } from './annotate-store.ts';
import type { Navigation } from './navigation.ts';
import type { Resizing } from './resizing.ts';

/** What the commands of this view act on. */
export interface AnnotateParts {
  readonly store: AnnotateStore;
  readonly actions: Actions;
  readonly navigation: Navigation;
  readonly resizing: Resizing;
  readonly openNeighbour: (direction: 1 | -1) => void;
  readonly finishAndNext: () => void;
  readonly focusNote: () => void;
  readonly setPeek: (isPeeking: boolean) => void;
  /** Whether nothing can be stored in the project now. */
  readonly isReadOnly: () => boolean;
}

type Sketch = Pick<UiCommand, 'id' | 'label' | 'section' | 'keys' | 'run'> &
  Partial<
    Pick<UiCommand, 'blocked' | 'repeats' | 'context' | 'menu' | 'keyOnly' | 'checked' | 'unlisted'>
  >;

/** Every command of the Annotate view: for menu, palette, tooltips, cheat sheet and keys. */
export function buildAnnotateCommands(parts: AnnotateParts): UiCommand[] {
  const { store, actions, navigation, resizing } = parts;
  const needsArticle = () => (actions.getArticle() ? null : 'Open an article first');
  const needsMark = () => needsArticle() ?? (actions.selected() ? null : 'Select a mark first');
  const command = (sketch: Sketch): UiCommand => ({
    menu: 'Annotate',
    context: 'reader',
    blocked: needsArticle,
    ...sketch,
    run: () => {
      // A resize still on its way is stored before anything else happens to the mark.
      if (!sketch.id.startsWith('annotate.edge')) resizing.flush();
      return sketch.run();
    },
  });

  const writing = (sketch: Sketch): UiCommand => {
    const own = command(sketch);
    const needsWriting = () => (parts.isReadOnly() ? 'The project is open for reading only' : null);
    return { ...own, blocked: () => needsWriting() ?? own.blocked() };
  };

  return [
    ...markCommands(parts, writing, needsMark),
    ...edgeCommands(resizing, writing, needsMark),
    ...moveCommands(parts, command),
    writing({
      id: 'article.finish',
      label: 'Finish article, open next',
      menu: 'Article',
      section: 0,
      context: 'global',
      keys: ['Mod+Enter'],
      run: parts.finishAndNext,
    }),
    ...layerCommands(parts, command),
    command({
      id: 'annotate.escape',
      label: 'One step back',
      section: 9,
      keys: ['Escape'],
      keyOnly: true,
      blocked: () => (modeOf(store.getState()) === 'read' ? 'Nothing is selected' : null),
      run: () => navigation.escape(),
    }),
  ];
}

type Make = (sketch: Sketch) => UiCommand;

function markCommands(parts: AnnotateParts, command: Make, needsMark: () => string | null) {
  const { store, actions } = parts;
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];
  return [
    command({
      id: 'annotate.quotation',
      label: 'Mark quotation',
      section: 0,
      keys: ['Q'],
      run: () => actions.markQuotation(),
    }),
    command({
      id: 'annotate.entity',
      label: 'Mark entity',
      section: 0,
      keys: ['E'],
      run: () => actions.markMention(),
    }),
    command({
      id: 'annotate.claim',
      label: 'Mark claim',
      section: 0,
      keys: ['C'],
      run: () => actions.markClaim(),
    }),
    command({
      id: 'annotate.repeat',
      label: 'Repeat last label',
      section: 0,
      keys: ['R'],
      run: () => actions.repeatLast(),
    }),
    command({
      id: 'annotate.fragment',
      label: 'Add selection to quotation',
      section: 1,
      keys: ['Shift+Q'],
      run: () => actions.addToQuotation('content'),
    }),
    command({
      id: 'annotate.speaker',
      label: 'Set speaker…',
      section: 1,
      keys: ['S'],
      run: () => actions.chooseSpeaker(),
    }),
    command({
      id: 'annotate.sameSpeaker',
      label: 'Same speaker as before',
      section: 1,
      keys: ['Shift+S'],
      run: () => actions.sameSpeaker(),
    }),
    command({
      id: 'annotate.cue',
      label: 'Set cue',
      section: 1,
      keys: ['V'],
      run: () => actions.addToQuotation('cue'),
    }),
    command({
      id: 'annotate.addressee',
      label: 'Add addressee',
      section: 1,
      keys: ['D'],
      run: () => actions.addToQuotation('addressee'),
    }),
    command({
      id: 'annotate.main',
      label: 'Set speaker, cast entry or status…',
      section: 2,
      keys: ['Enter'],
      blocked: needsMark,
      run: () => {
        const own = actions.selected();
        if (!own) return;
        const kind =
          own.layer === 'quotation' ? 'speaker' : own.layer === 'claim' ? 'status' : 'entity';
        store.setState({ picker: { kind, annotationId: own.id } });
      },
    }),
    command({
      id: 'annotate.evidence',
      label: 'Add evidence…',
      section: 2,
      keys: ['B'],
      blocked: () =>
        needsMark() ?? (actions.selected()?.layer === 'claim' ? null : 'Select a claim first'),
      run: () => store.setState({ evidenceFor: actions.selected()?.claimId ?? null }),
    }),
    command({
      id: 'annotate.note',
      label: 'Write note',
      section: 2,
      keys: ['M'],
      blocked: needsMark,
      run: parts.focusNote,
    }),
    command({
      id: 'annotate.doubt',
      label: 'Flag as doubtful',
      section: 2,
      keys: ['F'],
      blocked: needsMark,
      checked: () => actions.selected()?.doubt ?? false,
      run: () => {
        const own = actions.selected();
        if (own) actions.update({ id: own.id, doubt: !own.doubt });
      },
    }),
    command({
      id: 'annotate.accept',
      label: 'Accept suggestion',
      section: 3,
      keys: ['A'],
      run: () => actions.decide('accepted'),
    }),
    command({
      id: 'annotate.reject',
      label: 'Reject suggestion',
      section: 3,
      keys: ['X'],
      run: () => actions.decide('rejected'),
    }),
    command({
      id: 'annotate.delete',
      label: 'Delete mark',
      section: 4,
      keys: ['Delete', 'Backspace'],
      blocked: needsMark,
      run: () => actions.deleteSelected(),
    }),
    ...digits.map((digit) =>
      command({
        id: `annotate.digit${digit}`,
        label:
          digit === '1' ? 'Label or status by its digit, 1 to 9 and 0' : `Label or status ${digit}`,
        unlisted: digit !== '1',
        section: 5,
        keys: [digit],
        keyOnly: true,
        run: () => actions.applyDigit(digit),
      }),
    ),
  ];
}

function edgeCommands(resizing: Resizing, command: Make, needsMark: () => string | null) {
  const edge = (id: string, label: string, key: string, move: Parameters<Resizing['byWord']>[0]) =>
    command({
      id: `annotate.edge${id}`,
      label,
      section: 6,
      keys: [key],
      repeats: true,
      blocked: needsMark,
      run: () => resizing.byWord(move),
    });
  return [
    edge('StartOut', 'Move start outward', 'H', { edge: 'start', direction: 'outward' }),
    edge('StartIn', 'Move start inward', 'Shift+H', { edge: 'start', direction: 'inward' }),
    edge('EndOut', 'Move end outward', 'L', { edge: 'end', direction: 'outward' }),
    edge('EndIn', 'Move end inward', 'Shift+L', { edge: 'end', direction: 'inward' }),
  ];
}

function moveCommands(parts: AnnotateParts, command: Make) {
  const { navigation } = parts;
  const go = (id: string, label: string, key: string, run: () => void, repeats = true) =>
    command({ id: `go.${id}`, label, menu: 'Go', section: 0, keys: [key], repeats, run });
  return [
    go('nextMark', 'Next mark', 'N', () => navigation.mark(1)),
    go('previousMark', 'Previous mark', 'P', () => navigation.mark(-1)),
    go('nextSuggestion', 'Next suggestion', 'U', () => navigation.suggestion(1)),
    go('previousSuggestion', 'Previous suggestion', 'Shift+U', () => navigation.suggestion(-1)),
    go('overlap', 'Next overlapping mark', 'O', () => navigation.cycleOverlap()),
    go('nextSentence', 'Next sentence', 'J', () => navigation.sentence(1, 'move')),
    go('previousSentence', 'Previous sentence', 'K', () => navigation.sentence(-1, 'move')),
    go('extendSentence', 'Extend selection by a sentence', 'Shift+J', () =>
      navigation.sentence(1, 'extend'),
    ),
    go('shrinkSentence', 'Shorten selection by a sentence', 'Shift+K', () =>
      navigation.sentence(-1, 'extend'),
    ),
    go('nextArticle', 'Next article', 'Shift+N', () => parts.openNeighbour(1), false),
    go('previousArticle', 'Previous article', 'Shift+P', () => parts.openNeighbour(-1), false),
  ];
}

function layerCommands(parts: AnnotateParts, command: Make) {
  const { navigation, store } = parts;
  const toggle = (layer: string, label: string) =>
    command({
      id: `view.layer.${layer}`,
      label,
      menu: 'View',
      section: 3,
      keys: [],
      checked: () => !store.getState().hidden.has(layer),
      run: () => navigation.toggleLayer(layer),
    });
  return [
    toggle('quotation', 'Show quotations'),
    toggle('mention', 'Show entities'),
    toggle('claim', 'Show claims'),
    command({
      id: 'view.peek',
      label: 'Hide all marks while held',
      menu: 'View',
      section: 3,
      keys: ['Z'],
      keyOnly: true,
      run: () => parts.setPeek(true),
    }),
  ];
}
