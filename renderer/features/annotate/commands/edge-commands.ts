import type { Resizing } from '../marks/resizing.ts';
import type { AnnotateParts, Makers } from './make.ts';

/** Moving the borders of the selected mark. */
export function buildEdgeCommands({ resizing }: AnnotateParts, makers: Makers) {
  const { writing: command, needsMark } = makers;
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
