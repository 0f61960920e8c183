import { modeOf } from '../annotate-store.ts';
import type { AnnotateParts, Makers } from './make.ts';

/** Going between the text and the card of the selected mark. */
export function buildCardCommands(parts: AnnotateParts, { command, writing, needsMark }: Makers) {
  const { store, navigation, panes } = parts;
  return [
    writing({
      id: 'annotate.comment',
      label: 'Add comment…',
      section: 2,
      keys: [],
      blocked: needsMark,
      run: parts.focusComment,
    }),
    command({
      id: 'annotate.escape',
      label: 'One step back',
      section: 9,
      keys: ['Escape'],
      keyOnly: true,
      blocked: () =>
        modeOf(store.getState()) === 'read' &&
        !store.getState().armed &&
        panes.store.getState().over === null
          ? 'Nothing is selected'
          : null,
      run: () => {
        const { cameFromCard, selectedId, picker } = store.getState();
        if (!picker && panes.uncover()) return;
        const isFromCard = cameFromCard !== null && cameFromCard === selectedId && !picker;
        store.setState({ cameFromCard: null });
        if (isFromCard) parts.focusCard();
        else navigation.escape();
      },
    }),
  ];
}
