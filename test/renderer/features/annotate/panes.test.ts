import { expect, test } from 'vitest';
import {
  createPanes,
  fitPanes,
  isPaneShown,
  paneNames,
  type PaneName,
  type PaneState,
} from '../../../../renderer/features/annotate/panes.ts';
import type { JsonValue } from '../../../../shared/util/json.ts';

function state(shown: readonly PaneName[], outline = 260, inspector = 320): PaneState {
  return {
    shown: new Set(shown),
    sizes: { outline, inspector, dock: 190 },
    dockTab: 'cast',
    widthPx: null,
    over: null,
  };
}
const both = state(['outline', 'inspector']);

test.each([
  ['a wide window', both, 1232, { way: 'beside', outline: 260, inspector: 320 }],
  ['before it is measured', both, null, { way: 'beside', outline: 260, inspector: 320 }],
  ['a narrow window takes from both', both, 1000, { way: 'beside', outline: 224, inspector: 293 }],
  ['the narrowest with both beside the text', both, 922, { way: 'beside', outline: 180, inspector: 260 }],
  ['below that they share a column', both, 921, { way: 'stacked', outline: 320, inspector: 320 }],
  ['the narrowest with a shared column', both, 681, { way: 'stacked', outline: 200, inspector: 200 }],
  ['below that they lie over the text', both, 680, { way: 'over', outline: 260, inspector: 320 }],
  ['and never over all of it', both, 300, { way: 'over', outline: 252, inspector: 252 }],
  ['one pane alone keeps its width', state(['outline']), 760, { way: 'beside', outline: 260, inspector: 320 }],
] as const)('%s', (_name, panes, width, layout) => {
  expect(fitPanes({ ...panes, widthPx: width })).toEqual(layout);
}); // prettier-ignore

test('the text keeps 480 px in every window that has room for it and a pane', () => {
  for (let width = 681; width < 1400; width += 1) {
    const { way, outline, inspector } = fitPanes({ ...both, widthPx: width });
    const beside = way === 'stacked' ? outline : outline + inspector;
    expect(width - beside).toBeGreaterThanOrEqual(480);
  }
});

test('what is shown, its size and the tab come back with the project', () => {
  const kept = new Map<string, JsonValue>();
  const places = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: JsonValue) => void kept.set(key, value),
  };
  const panes = createPanes(places);
  expect([...panes.store.getState().shown]).toEqual(['outline', 'inspector']);
  panes.toggle('dock');
  panes.toggle('outline');
  panes.resize('dock', 240);
  panes.showTab('memo');
  const { shown, sizes, dockTab } = createPanes(places).store.getState();
  expect([[...shown], sizes.dock, dockTab]).toEqual([['inspector', 'dock'], 240, 'memo']);
});

test('in a narrow view one pane at a time lies over the text, and the wide one is as it was', () => {
  const panes = createPanes({ get: () => null, set: () => undefined });
  const seen = () => paneNames.filter((name) => isPaneShown(panes.store.getState(), name));
  panes.measured(1200);
  expect(seen()).toEqual(['outline', 'inspector']);
  panes.measured(590);
  expect(seen()).toEqual([]);
  panes.toggle('outline');
  panes.show('inspector');
  expect(seen()).toEqual(['inspector']);
  panes.toggle('dock');
  expect(seen()).toEqual(['inspector', 'dock']);
  expect(panes.uncover()).toBe(true);
  expect(panes.uncover()).toBe(false);
  expect(seen()).toEqual(['dock']);
  panes.measured(1200);
  expect(seen()).toEqual(['outline', 'inspector', 'dock']);
});
