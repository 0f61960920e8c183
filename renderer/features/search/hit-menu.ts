import type { Workspace } from '../../app/workspace.ts';
import { formatCount } from '../../ui/format.ts';
import { IconExport } from '../../ui/icons.ts';
import type { MenuAction, MenuSections } from '../../ui/Menu.tsx';
import type { Search } from './search-store.ts';

/** What can be done at the ticked hits or, while none is, at the one that the keyboard is on. */
export function buildHitMenu({ commands }: Workspace, search: Search): MenuSections {
  const ticked = search.countTicked();
  const them = ticked === 0 ? 'this hit' : formatCount(ticked, 'ticked hit');
  const action = (id: string, label: string, more: Partial<MenuAction> = {}): MenuAction => ({
    id,
    label,
    shortcut: commands.keyOf(id) ?? '',
    isDisabled: commands.find(id)?.blocked() !== null,
    run: () => commands.run(id),
    ...more,
  });
  return [
    [action('search.open', 'Open in its article')],
    [
      action('search.mark.quotation', `Mark ${them} as quotation…`),
      action('search.mark.mention', `Mark ${them} as entity…`),
      action('search.mark.claim', `Mark ${them} as claim…`),
    ],
    [
      action('search.change', `Change marks at ${them}…`),
      action('search.delete', `Delete marks at ${them}…`, { tone: 'danger' }),
    ],
    [action('search.export', 'Export all hits…', { icon: IconExport })],
  ];
}
