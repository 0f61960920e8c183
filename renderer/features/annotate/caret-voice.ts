import type { Annotation, Id } from '../../../shared/records/records.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { AnnotateTools } from './annotate-context.ts';
import { describeMark } from './marks/mark-views.ts';
import { exactOf } from './marks/reading.ts';

/** Long enough not to speak of what the caret only passes. */
const settleMs = 300;
/** Words of a mark that are read out, in UTF-16 units. */
const maxWords = 120;

/** Says which marks the caret has come into, as far as the settings ask for it. */
export function createCaretVoice(workspace: Workspace, tools: AnnotateTools) {
  const { store, actions } = tools;
  let last: readonly Id[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wordsOf = (annotation: Annotation): string => {
    const reading = actions.getReading();
    const [first] = annotation.segments;
    if (!reading || !first) return '';
    const words = exactOf(reading, first);
    return words.length > maxWords ? `${words.slice(0, maxWords)}…` : words;
  };

  const describe = (id: Id): string[] => {
    const state = workspace.session.store.getState();
    const annotation = actions.find(id);
    if (!annotation || !state.project) return [];
    const { entities, claims } = state;
    const context = { codebook: state.project.codebook, entities, claims };
    return [describeMark(context, annotation)];
  };

  const speak = (): void => {
    const way = workspace.settings.get().announceCaret;
    const here = tools.reader()?.marksAt(store.getState().caret) ?? [];
    const isSame = here.length === last.length && here.every((id) => last.includes(id));
    last = here;
    const [inner, ...outer] = here;
    if (way === 'off' || isSame || inner === undefined) return;
    if (way === 'brief') return workspace.announce(here.flatMap(describe).join('; '));
    const annotation = actions.find(inner);
    const words = annotation ? `: ${wordsOf(annotation)}` : '';
    const within = outer.flatMap(describe).join('; ');
    const overlap = within === '' ? '' : `. Overlaps ${within}`;
    workspace.announce(`${describe(inner).join('')}${words}${overlap}`);
  };

  return {
    /** Follow the caret; call the result to stop. */
    listen(): () => void {
      const stop = store.subscribe((state, before) => {
        if (state.caret === before.caret) return;
        clearTimeout(timer);
        timer = setTimeout(speak, settleMs);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}
