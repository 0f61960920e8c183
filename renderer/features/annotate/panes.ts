import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Places } from '../../app/workspace.ts';

/** Panes around the text that can be put away. */
export const paneNames = ['outline', 'inspector', 'dock'] as const;
export type PaneName = (typeof paneNames)[number];

/** What the dock shows. */
export const dockTabs = ['cast', 'claims', 'memo'] as const;
export type DockTab = (typeof dockTabs)[number];

/** Which panes are there and how large the person made them, in px: widths of outline and inspector, height of the dock. */
export interface PaneState {
  readonly shown: ReadonlySet<PaneName>;
  readonly sizes: Readonly<Record<PaneName, number>>;
  readonly dockTab: DockTab;
  /** Width of the whole view; null when it is not measured yet. */
  readonly widthPx: number | null;
  /** The pane that lies over the text where there is no room beside it; null when none does. Not remembered. */
  readonly over: PaneName | null;
}

/** Limits of a pane's size in px. */
export const paneLimits = {
  outline: { initial: 260, min: 180, max: 480 },
  inspector: { initial: 320, min: 260, max: 560 },
  dock: { initial: 190, min: 110, max: 480 },
} as const satisfies Record<PaneName, unknown>;

/** The text's own share of the width, before any pane gets more than it must have. */
const readerPx = 480;
/** A splitter is a hairline. */
const splitterPx = 1;
/** Least width of the column that both panes share. */
const columnPx = 200;
/** What is seen of the text beside a pane that lies over it. */
const glimpsePx = 48;

/** How outline and inspector stand around the text. */
export interface PaneLayout {
  /** `stacked`: both share one column beside the text. `over`: one at a time lies over the text, when it is asked for. */
  readonly way: 'beside' | 'stacked' | 'over';
  readonly outline: number;
  readonly inspector: number;
}

/**
 * Widths of the panes in a window: as the person made them where the text keeps its share, else as far down to their least as
 * it takes; where even that is too wide they share one column. Where there is no room for that either the text has all of it.
 */
export function fitPanes({ shown, sizes, widthPx }: PaneState): PaneLayout {
  const panes = (['outline', 'inspector'] as const).filter((name) => shown.has(name));
  const { outline, inspector } = sizes;
  if (widthPx === null) return { way: 'beside', outline, inspector };
  if (widthPx < readerPx + columnPx + splitterPx) {
    const most = widthPx - glimpsePx;
    return { way: 'over', outline: Math.min(outline, most), inspector: Math.min(inspector, most) };
  }
  const room = widthPx - readerPx - panes.length * splitterPx;
  const wanted = panes.reduce((sum, name) => sum + sizes[name], 0);
  if (wanted <= room) return { way: 'beside', outline, inspector };
  const least = panes.reduce((sum, name) => sum + Math.min(sizes[name], paneLimits[name].min), 0);
  if (least > room) {
    const share = Math.max(columnPx, Math.min(room, Math.round(widthPx * 0.42), inspector));
    return { way: 'stacked', outline: share, inspector: share };
  }
  // Each gives of what it has over its least, in proportion.
  const part = wanted === least ? 0 : (room - least) / (wanted - least);
  const fit = (name: 'outline' | 'inspector') => {
    const own = Math.min(sizes[name], paneLimits[name].min);
    return Math.floor(own + (sizes[name] - own) * part);
  };
  return { way: 'beside', outline: fit('outline'), inspector: fit('inspector') };
}

/** Whether a pane is to be seen. */
export function isPaneShown(state: PaneState, name: PaneName): boolean {
  const isOver = name !== 'dock' && fitPanes(state).way === 'over';
  return isOver ? state.over === name : state.shown.has(name);
}

/** The panes of one view, as its project remembers them. */
export interface Panes {
  readonly store: StoreApi<PaneState>;
  show(name: PaneName): void;
  toggle(name: PaneName): void;
  resize(name: PaneName, sizePx: number): void;
  showTab(tab: DockTab): void;
  /** The view has this width. */
  readonly measured: (widthPx: number) => void;
  /** Put the pane away that lies over the text. @returns whether there was one. */
  uncover(): boolean;
}

/** Panes over what the window remembers for the project. */
export function createPanes(places: Places): Panes {
  const numberAt = (key: string, initial: number) => {
    const stored = places.get(key);
    return typeof stored === 'number' ? stored : initial;
  };
  const isShown = (name: PaneName) => {
    const stored = places.get(`${name}Shown`);
    return typeof stored === 'boolean' ? stored : name !== 'dock';
  };
  const sizeKeys = { outline: 'outlineWidth', inspector: 'inspectorWidth', dock: 'dockHeight' };
  const store = createStore<PaneState>(() => ({
    shown: new Set(paneNames.filter(isShown)),
    sizes: {
      outline: numberAt(sizeKeys.outline, paneLimits.outline.initial),
      inspector: numberAt(sizeKeys.inspector, paneLimits.inspector.initial),
      dock: numberAt(sizeKeys.dock, paneLimits.dock.initial),
    },
    dockTab: dockTabs.find((tab) => tab === places.get('dockTab')) ?? 'cast',
    widthPx: null,
    over: null,
  }));
  const set = (name: PaneName, visible: boolean) => {
    if (name !== 'dock' && fitPanes(store.getState()).way === 'over') {
      return store.setState({ over: visible ? name : null });
    }
    const shown = new Set(store.getState().shown);
    if (visible) shown.add(name);
    else shown.delete(name);
    store.setState({ shown });
    places.set(`${name}Shown`, visible);
  };
  return {
    store,
    show: (name) => set(name, true),
    toggle: (name) => set(name, !isPaneShown(store.getState(), name)),
    resize(name, sizePx) {
      store.setState(({ sizes }) => ({ sizes: { ...sizes, [name]: sizePx } }));
      places.set(sizeKeys[name], sizePx);
    },
    showTab(dockTab) {
      store.setState({ dockTab });
      places.set('dockTab', dockTab);
    },
    measured: (widthPx) => store.setState({ widthPx }),
    uncover() {
      const isCovered = store.getState().over !== null;
      if (isCovered) store.setState({ over: null });
      return isCovered;
    },
  };
}
