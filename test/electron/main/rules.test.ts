import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { besides, fitBounds } from '../../../electron/main/bounds.ts';
import { createGrants } from '../../../electron/main/grants.ts';
import { buildMenu } from '../../../electron/main/menu-template.ts';
import {
  findCliArguments,
  listFiles,
  listOwnArguments,
  safeName,
  sortFiles,
} from '../../../electron/main/open-files.ts';
import {
  contentPolicy,
  findPageFile,
  isAllowedAddress,
  isPageAddress,
} from '../../../electron/main/page-files.ts';
import { createRestartLimit } from '../../../electron/main/restarts.ts';
import { Refusal } from '../../../shared/util/result.ts';

describe('a grant', () => {
  test('gives a random token and the name, never the folder', () => {
    const { grants } = newGrants();
    expect(grants.add(1, '/home/ana/secret/a.txt', 'read')).toEqual({ grant: 't1', name: 'a.txt' });
  });

  test.each([
    ['another window', 2, 't1', 'read'],
    ['another purpose', 1, 't1', 'write'],
    ['a token that was never given', 1, 't9', 'read'],
    ['a path in place of a token', 1, '/home/ana/a.txt', 'read'],
  ] as const)('is refused to %s', (_who, owner, token, purpose) => {
    const { grants } = newGrants();
    grants.add(1, '/home/ana/a.txt', 'read');
    expect(() => grants.resolve(owner, token, purpose)).toThrow(Refusal);
  });

  test('ends with its window', () => {
    const { grants } = newGrants();
    grants.add(1, '/a.txt', 'read');
    grants.add(2, '/b.txt', 'read');
    expect(grants.resolve(1, 't1', 'read')).toBe('/a.txt');
    grants.drop(1);
    expect(() => grants.resolve(1, 't1', 'read')).toThrow(Refusal);
    expect(grants.resolve(2, 't2', 'read')).toBe('/b.txt');
  });
});

describe('the bounds of a window', () => {
  const display = { x: 0, y: 25, width: 1920, height: 1055 };
  const second = { x: 1920, y: 0, width: 1280, height: 1024 };

  test.each([
    ['without a past: in the middle', null, { x: 320, y: 153, width: 1280, height: 800 }],
    ['as it was', { x: 2000, y: 10, width: 900, height: 700 }, undefined],
    ['partly off to the left', { x: -600, y: 100, width: 800, height: 600 }, undefined],
    [
      'on a display that is gone',
      { x: 5000, y: 10, width: 900, height: 700 },
      { x: 510, y: 203, width: 900, height: 700 },
    ],
    [
      'with its title bar above the display',
      { x: 10, y: -200, width: 900, height: 700 },
      { x: 510, y: 203, width: 900, height: 700 },
    ],
    [
      'larger than its display',
      { x: 0, y: 25, width: 4000, height: 3000 },
      { x: 0, y: 25, width: 1920, height: 1055 },
    ],
    [
      'smaller than can be worked in',
      { x: 0, y: 25, width: 10, height: 10 },
      { x: 600, y: 313, width: 720, height: 480 },
    ],
  ])('%s', (_what, saved, expected) => {
    const fitted = fitBounds(saved, [display, second]);
    expect(fitted).toEqual(expected ?? saved);
  });
});

test('a window is not put exactly on another one', () => {
  const place = { x: 10, y: 10, width: 800, height: 600 };
  expect(besides(place, [])).toEqual(place);
  expect(besides(place, [{ ...place, x: 42, y: 42 }, place])).toEqual({ ...place, x: 74, y: 74 });
});

describe('files from outside', () => {
  const exists = (file: string) => file.endsWith('.txt') || file.endsWith('.quotemark');

  test('are found among the arguments of a shipped application', () => {
    const own = listOwnArguments(['/opt/quotemark', '--flag', 'a.txt', 'gone.md'], null);
    expect(listFiles(own, '/home/ana', exists)).toEqual([path.resolve('/home/ana/a.txt')]);
  });

  test('are found behind the folder of the application in a checkout', () => {
    const app = path.resolve('/src/app');
    const argv = ['/electron', '--no-sandbox', app, 'b.quotemark', ''];
    expect(listFiles(listOwnArguments(argv, app), '/tmp', exists)).toEqual([
      path.resolve('/tmp/b.quotemark'),
    ]);
  });

  test('are projects or articles', () => {
    expect(sortFiles(['/a.txt', '/b.QUOTEMARK', '/folder'])).toEqual({
      projects: ['/b.QUOTEMARK'],
      articles: ['/a.txt', '/folder'],
    });
  });
});

test.each([
  ['Budget: 2026/27?', 'Budget 2026 27'],
  ['../../etc/passwd', 'etc passwd'],
  [' . ', 'Untitled'],
  ['Ärzte & Öffentlichkeit', 'Ärzte & Öffentlichkeit'],
])('%j is proposed as the file name %j', (name, proposed) => {
  expect(safeName(name)).toBe(proposed);
});

test.each([
  [['export', 'a.quotemark', '--format', 'json'], true],
  [['--no-sandbox', 'info', 'a.quotemark'], true],
  [['a.quotemark'], false],
  [['./export'], false],
  [['--help'], false],
  [[], false],
])('%j is a command line command: %s', (args, isCommand) => {
  const own = args.filter((arg) => arg !== '--no-sandbox');
  expect(findCliArguments(args)).toEqual(isCommand ? own : null);
});

describe('the page', () => {
  const root = path.resolve('/app/renderer');

  test.each([
    ['/', 'index.html'],
    ['/assets/a%20b.js', 'assets/a b.js'],
  ])('serves %s', (pathname, file) => {
    expect(findPageFile(root, pathname)).toBe(path.join(root, file));
  });

  test.each(['/../main.js', '/%2e%2e/main.js', '/..%2fmain.js', '/%', '/a%00.html', '/..'])(
    'does not serve %s',
    (pathname) => {
      expect(findPageFile(root, pathname)).toBeNull();
    },
  );

  test.each([
    ['app://quotemark/', true],
    ['app://quotemark', true],
    ['app://quotemark.example/', false],
    ['app://other/', false],
    ['https://quotemark/', false],
  ])('takes %s for its own: %s', (address, own) => {
    expect(isPageAddress(address)).toBe(own);
  });

  test.each([
    ['app://quotemark/index.html', true],
    ['blob:app://quotemark/1-2', true],
    ['blob:https://example.org/1', false],
    ['file:///etc/passwd', false],
    ['http://127.0.0.1:5173/', false],
    ['ws://127.0.0.1:5173/', false],
    ['devtools://devtools/a.js', false],
  ])('loads %s without a development server: %s', (address, allowed) => {
    expect(isAllowedAddress(address, null)).toBe(allowed);
  });

  test('loads from the development server and nothing beside it', () => {
    const dev = 'http://127.0.0.1:5173/';
    expect(isAllowedAddress('http://127.0.0.1:5173/main.tsx', dev)).toBe(true);
    expect(isAllowedAddress('ws://127.0.0.1:5173/?token=a', dev)).toBe(true);
    expect(isAllowedAddress('http://127.0.0.1:51731/', dev)).toBe(false);
  });

  test('has a policy that lets nothing in from elsewhere', () => {
    expect(contentPolicy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(contentPolicy).toContain("connect-src 'none'");
  });
});

describe('the menu', () => {
  const group = {
    label: 'Edit',
    sections: [
      [{ id: 'undo', label: 'Undo', accelerator: 'CmdOrCtrl+Z', enabled: false, checked: null }],
      [],
      [{ id: 'wrap', label: 'Wrap', accelerator: null, enabled: true, checked: true }],
    ],
  };

  test('shows the keys of entries and leaves acting on them to the window', () => {
    const chosen: string[] = [];
    const [edit] = buildMenu([group], 'linux', { run: (id) => chosen.push(id) });
    const items = Array.isArray(edit?.submenu) ? edit.submenu : [];
    expect(items.map(({ type, role, id }) => id ?? role ?? type)).toEqual([
      ...['undo', 'separator', 'wrap', 'separator'],
      ...['cut', 'copy', 'paste', 'pasteAndMatchStyle', 'selectAll'],
    ]);
    expect(items[0]).toMatchObject({ enabled: false, registerAccelerator: false });
    expect(items[2]).toMatchObject({ type: 'checkbox', checked: true });
    items[2]?.click?.call(undefined, ...noClickArguments());
    expect(chosen).toEqual(['wrap']);
  });

  test('has the menus of the system on macOS, Window before Help', () => {
    const help = { label: 'Help', sections: [] };
    const menus = buildMenu([group, help], 'darwin', { run: () => undefined });
    expect(menus.map(({ role, label }) => role ?? label)).toEqual([
      ...['appMenu', 'Edit', 'Window', 'Help'],
    ]);
  });

  test('has one entry for the full screen, which is the system’s as well', () => {
    const entry = { id: 'view.fullScreen', label: 'Full screen', accelerator: 'F11', enabled: true, checked: null }; // prettier-ignore
    const menus = buildMenu([{ label: 'View', sections: [[entry]] }], 'linux', { run: () => undefined }); // prettier-ignore
    expect(menus[0]?.submenu).toMatchObject([
      { id: 'view.fullScreen', role: 'togglefullscreen', registerAccelerator: false },
    ]);
  });

  test('is that of the system before the page has given one', () => {
    const menus = buildMenu([], 'linux', { run: () => undefined });
    expect(menus.map(({ label }) => label)).toEqual(['File', 'Edit']);
  });
});

test('a restart is allowed three times a minute, and again after a reset', () => {
  let now = 0;
  const limit = createRestartLimit(3, 60_000, () => now);
  expect([1, 2, 3, 4].map(() => limit.allow())).toEqual([true, true, true, false]);
  now = 60_000;
  expect(limit.allow()).toBe(true);
  limit.allow();
  limit.allow();
  limit.reset();
  expect(limit.allow()).toBe(true);
});

function newGrants() {
  let tokens = 0;
  return { grants: createGrants(() => `t${++tokens}`) };
}

/** Our entries do not look at what Electron passes to them. */
function noClickArguments() {
  return [] as unknown as Parameters<NonNullable<ReturnType<typeof buildMenu>[number]['click']>>;
}
