import type { UiCommand } from '../../../commands/registry.ts';
import { modeOf } from '../annotate-store.ts';
import { buildEdgeCommands } from './edge-commands.ts';
import { buildLayerCommands } from './layer-commands.ts';
import { createMakers, type AnnotateParts } from './make.ts';
import { buildMarkCommands } from './mark-commands.ts';
import { buildMoveCommands } from './move-commands.ts';
import { buildShapeCommands } from './shape-commands.ts';

/** Every command of the Annotate view: for menu, palette, tooltips, cheat sheet and keys. */
export function buildAnnotateCommands(parts: AnnotateParts): UiCommand[] {
  const { store, navigation } = parts;
  const makers = createMakers(parts);
  const { command, writing } = makers;
  return [
    ...buildMarkCommands(parts, makers),
    ...buildEdgeCommands(parts, makers),
    ...buildShapeCommands(parts, makers),
    ...buildMoveCommands(parts, makers),
    writing({
      id: 'article.finish',
      label: 'Finish article, open next',
      menu: 'Article',
      section: 0,
      context: 'global',
      keys: ['Mod+Enter'],
      run: parts.finishAndNext,
    }),
    ...buildLayerCommands(parts, makers),
    command({
      id: 'annotate.escape',
      label: 'One step back',
      section: 9,
      keys: ['Escape'],
      keyOnly: true,
      blocked: () =>
        modeOf(store.getState()) === 'read' && !store.getState().armed
          ? 'Nothing is selected'
          : null,
      run: () => navigation.escape(),
    }),
  ];
}
