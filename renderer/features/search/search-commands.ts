import type { SearchScope } from '../../../shared/search/hit.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { UiCommand } from '../../commands/registry.ts';
import { focusNamed } from '../../ui/panes.ts';
import { toggleSavedSearch } from './saved-searches.ts';
import { isBlank } from './search-query.ts';
import { searchOf, type Search } from './search-store.ts';
import { exportHits, openHit, showHitDialog } from './work.tsx';

/** Names of the query field and of the hits for commands that focus them. */
export const focusNames = { query: 'search-query', hits: 'search-hits' } as const;

const layers = [
  { layer: 'quotation', label: 'Mark hits as quotations…', key: 'Q' },
  { layer: 'mention', label: 'Mark hits as entities…', key: 'E' },
  { layer: 'claim', label: 'Mark hits as claims…', key: 'C' },
] as const;

/** The layer whose marks are meant where hits of a scope are worked on, as long as there are some. */
const layersOfScopes: Readonly<Record<SearchScope, string>> = {
  text: 'mention',
  quotations: 'quotation',
  entities: 'mention',
  claims: 'claim',
  notes: 'quotation',
};

/** Those commands before the view has been shown, so that their keys can be looked up and changed. */
export function declareSearchCommands(workspace: Workspace): UiCommand[] {
  return buildSearchCommands(workspace, () => searchOf(workspace));
}

/** Commands of the Search view. */
export function buildSearchCommands(workspace: Workspace, search: () => Search): UiCommand[] {
  const state = () => search().store.getState();
  const writable = () =>
    workspace.session.store.getState().readOnly === null
      ? null
      : 'The project is open for reading only';
  /** Ticked hits, else the one of the keyboard. */
  const needsHit = () => writable() ?? needsHits();
  const needsHits = () => (state().totals.hits === 0 ? 'Search for something first' : null);
  const layerOfScope = () => layersOfScopes[state().query.scope];
  const current = () => search().rowAt(state().current);
  const inList = { menu: 'Annotate', section: 9, context: 'list' } as const;
  const atGo = { menu: 'Go', section: 2, keys: [] } as const;
  return [
    {
      id: 'search.open',
      label: 'Open hit in its article',
      menu: 'Go',
      section: 2,
      context: 'list',
      keys: ['Enter', 'G'],
      blocked: needsHits,
      run: () => openHit(workspace, current()),
    },
    ...layers.map(({ layer, label, key }): UiCommand => ({
      ...inList,
      id: `search.mark.${layer}`,
      label,
      keys: [key],
      blocked: needsHit,
      run: () => showHitDialog(workspace, search(), { kind: 'mark', layer }),
    })),
    {
      ...inList,
      id: 'search.change',
      label: 'Change marks at hits…',
      keys: ['R'],
      blocked: needsHit,
      run: () => showHitDialog(workspace, search(), { kind: 'change', layer: layerOfScope() }),
    },
    {
      ...inList,
      id: 'search.delete',
      label: 'Delete marks at hits…',
      keys: ['Delete'],
      platformKeys: { darwin: ['Backspace', 'Delete'] },
      blocked: needsHit,
      run: () => showHitDialog(workspace, search(), { kind: 'delete', layer: layerOfScope() }),
    },
    {
      id: 'search.tickAll',
      label: 'Tick all hits',
      context: 'global',
      ...atGo,
      blocked: needsHits,
      run: () => search().tick('all'),
    },
    {
      id: 'search.tickNone',
      label: 'Tick no hit',
      context: 'global',
      ...atGo,
      blocked: needsHits,
      run: () => search().tick('none'),
    },
    {
      id: 'search.save',
      label: 'Keep this search, or forget it',
      context: 'global',
      ...atGo,
      blocked: () => writable() ?? (isBlank(state().query) ? 'Type a query first' : null),
      run: () => toggleSavedSearch(workspace, state().query),
    },
    {
      id: 'search.export',
      label: 'Export hits…',
      menu: 'File',
      section: 3,
      context: 'global',
      keys: [],
      blocked: needsHits,
      run: () => exportHits(workspace, search()),
    },
    {
      id: 'search.query',
      label: 'Edit the query',
      menu: 'Go',
      section: 2,
      context: 'global',
      keys: ['/'],
      blocked: () => null,
      run: () => focusNamed(focusNames.query),
    },
  ];
}
