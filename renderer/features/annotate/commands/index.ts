import type { UiCommand } from '../../../commands/registry.ts';
import { buildCardCommands } from './card-commands.ts';
import { buildColourCommands } from './colour-commands.ts';
import { buildEdgeCommands } from './edge-commands.ts';
import { buildFindCommands } from './find-commands.ts';
import { buildLayerCommands } from './layer-commands.ts';
import { buildLinkCommands } from './link-commands.ts';
import { createMakers, type AnnotateParts } from './make.ts';
import { buildMarkCommands } from './mark-commands.ts';
import { buildMoveCommands } from './move-commands.ts';
import { buildShapeCommands } from './shape-commands.ts';
import { buildOutlineCommands } from './outline-commands.ts';
import { buildPaneCommands } from './pane-commands.ts';

/** Every command of the Annotate view: for menu, palette, tooltips, cheat sheet and keys. */
export function buildAnnotateCommands(parts: AnnotateParts): UiCommand[] {
  const makers = createMakers(parts);
  const { writing } = makers;
  return [
    ...buildMarkCommands(parts, makers),
    ...buildEdgeCommands(parts, makers),
    ...buildShapeCommands(parts, makers),
    ...buildMoveCommands(parts, makers),
    ...buildLinkCommands(parts, makers),
    ...buildFindCommands(parts, makers),
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
    ...buildPaneCommands(parts, makers),
    ...buildOutlineCommands(parts, makers),
    ...buildColourCommands(parts, makers),
    ...buildCardCommands(parts, makers),
  ];
}
