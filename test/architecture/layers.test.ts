import { describe, expect, test } from 'vitest';
import { editorComponents, families, rooms } from './rooms.ts';
import { listImports, listSources, packageOf, type Import } from './sources.ts';

const imports = listSources(['electron', 'renderer', 'shared']).flatMap(listImports);

describe('imports', () => {
  test('go only where the rooms allow', () => {
    expect(complain((one) => !isAllowed(one))).toEqual([]);
  });

  test('of a feature never reach into another feature', () => {
    const isForeign = (one: Import) => {
      const [from, to] = [featureOf(one.from), featureOf(one.to)];
      return from !== null && to !== null && from !== to;
    };
    expect(complain(isForeign)).toEqual([]);
  });

  test('between the families of a room are those that have a reason', () => {
    const isStray = (one: Import) => {
      const room = roomOf(one.from);
      if (room === null || !one.isFile || roomOf(one.to) !== room) return false;
      const [known, from] = [families[room], folderIn(room, one.from)];
      if (!known || from === null) return false;
      const to = folderIn(room, one.to);
      const open = [from, 'core', ...(known[from] ?? [])];
      return to === null ? one.to !== 'shared/formats/dataset.ts' : !open.includes(to);
    };
    expect(complain(isStray)).toEqual([]);
  });

  test('of electron are in main and preload alone, and in what stands in for its default app', () => {
    const home = /^electron\/(main\/|preload\/|runtime\/default-app\.mjs$)/;
    const isStray = (one: Import) => one.to === 'electron' && !home.test(one.from);
    expect(complain(isStray)).toEqual([]);
  });

  test('of React into the editor are in its two components', () => {
    const isReact = (one: Import) =>
      /^(react|react-dom|@tiptap\/react)(\/|$)/.test(one.to) &&
      one.from.startsWith('renderer/editor/');
    const files = new Set(imports.filter(isReact).map((one) => one.from));
    expect([...files].filter((file) => !editorComponents.test(file))).toEqual([]);
  });

  test('name the file with its extension', () => {
    const isBare = (one: Import) =>
      one.isFile && !/\.(ts|tsx|mjs|css|json|svg)(\?worker&url)?$/.test(one.to);
    expect(complain(isBare)).toEqual([]);
  });

  test('run in no circle', () => {
    expect(findCycle()).toEqual([]);
  });
});

function complain(isWrong: (one: Import) => boolean): string[] {
  return imports.filter(isWrong).map((one) => `${one.from} -> ${one.to}`);
}

/** `renderer/features/library/grid/x.ts` -> `renderer/features`; null outside every room. */
function roomOf(file: string): string | null {
  const folders = file.split('/').slice(0, -1);
  const name = folders.slice(0, 2).join('/');
  return name in rooms ? name : null;
}

/** The folder of a room that a file is in; null beside them. */
function folderIn(room: string, file: string): string | null {
  const [folder, ...rest] = file.slice(room.length + 1).split('/');
  return folder === undefined || rest.length === 0 ? null : folder;
}

function featureOf(file: string): string | null {
  return /^renderer\/features\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function isAllowed(one: Import): boolean {
  const from = roomOf(one.from);
  const room = from === null ? undefined : rooms[from];
  if (!room) return false;
  if (!one.isFile) return (room.packages ?? []).some((name) => isCovered(packageOf(one.to), name));
  const to = roomOf(one.to);
  if (to === from) return true;
  const open = one.isType ? [...room.rooms, ...(room.types ?? [])] : room.rooms;
  return to !== null && open.some((name) => name === one.to || isCovered(to, name));
}

/** `node:*` covers `node:fs`, `shared/*` covers `shared/text`. */
function isCovered(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** The files of one circle of run-time imports in order; empty when there is none. */
function findCycle(): string[] {
  const next = new Map<string, string[]>();
  for (const one of imports) {
    if (!one.isFile || one.isType) continue;
    next.set(one.from, [...(next.get(one.from) ?? []), one.to]);
  }
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] => {
    const at = trail.indexOf(file);
    if (at >= 0) return [...trail.slice(at), file];
    if (done.has(file)) return [];
    for (const target of next.get(file) ?? []) {
      const cycle = visit(target, [...trail, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of next.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
