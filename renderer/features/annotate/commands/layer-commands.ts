import type { AnnotateParts, Makers } from './make.ts';

/** What is drawn. */
export function buildLayerCommands(parts: AnnotateParts, { command }: Makers) {
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
