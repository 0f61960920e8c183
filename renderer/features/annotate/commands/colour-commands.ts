import type { MarkColouring } from '../../../../shared/contract/settings.ts';
import type { AnnotateParts, Makers } from './make.ts';

const labels: readonly (readonly [MarkColouring, string])[] = [
  ['kind', 'Colour marks by kind'],
  ['type', 'Colour marks by type'],
  ['speaker', 'Colour marks by speaker'],
  ['status', 'Colour marks by status'],
];

/** What the colour of a mark says. */
export function buildColourCommands(parts: AnnotateParts, { command }: Makers) {
  return labels.map(([colourBy, label]) =>
    command({
      id: `view.colourBy.${colourBy}`,
      label,
      menu: 'View',
      section: 4,
      keys: [],
      checked: () => parts.workspace.settings.get().colourBy === colourBy,
      run: async () => {
        await parts.workspace.settings.update({ colourBy });
        parts.workspace.announce(`${label}.`);
      },
    }),
  );
}
