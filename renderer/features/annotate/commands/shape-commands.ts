import { openOccurrences, openRepeats } from '../occurrences/open-occurrences.tsx';
import type { AnnotateParts, Makers } from './make.ts';

const layers = [
  ['quotation', 'quotation'],
  ['mention', 'entity'],
  ['claim', 'claim'],
] as const;

/** Making other marks of marks, and marking many places at once. */
export function buildShapeCommands(parts: AnnotateParts, { writing, command, needsMark }: Makers) {
  const { actions, store } = parts;
  const shape = (id: string, label: string, run: () => void | Promise<void>, key?: string) =>
    writing({ id: `annotate.${id}`, label, section: 7, keys: key ? [key] : [], run });
  const otherThan = (layer: string, name: string) => () =>
    needsMark() ?? (actions.selected()?.layer === layer ? `The mark is of kind ${name}` : null);
  return [
    shape('occurrences', 'Mark all occurrences…', () => openOccurrences(parts), 'Shift+E'),
    shape('repeats', 'Copy marks to repeated passages…', () => openRepeats(parts)),
    shape('mergeNext', 'Merge with next mark', () => actions.merge(1)),
    shape('mergePrevious', 'Merge with previous mark', () => actions.merge(-1)),
    shape('split', 'Split mark here', () => actions.splitHere()),
    ...layers.map(([layer, name]) =>
      writing({
        id: `annotate.convert.${layer}`,
        label: `Convert to ${name}`,
        section: 8,
        keys: [],
        blocked: otherThan(layer, name),
        run: () => actions.convertTo(layer),
      }),
    ),
    ...layers.map(([layer, name]) =>
      writing({
        id: `annotate.same.${layer}`,
        label: `Mark same words as ${name}`,
        section: 8,
        keys: [],
        blocked: otherThan(layer, name),
        run: () => {
          const own = actions.selected();
          if (own) actions.markSameSpan(own, layer);
        },
      }),
    ),
    shape('arm', 'Arm a label…', () => store.setState({ isArming: true })),
    command({
      id: 'annotate.disarm',
      label: 'End marking by selecting',
      section: 7,
      keys: [],
      blocked: () => (store.getState().armed ? null : 'No label is armed'),
      run: () => store.setState({ armed: null }),
    }),
    writing({
      id: 'annotate.armedMark',
      label: 'Mark selection with the armed label',
      section: 7,
      keys: [],
      keyOnly: true,
      unlisted: true,
      blocked: () => (store.getState().armed ? null : 'No label is armed'),
      run: () => actions.markArmed(),
    }),
  ];
}
