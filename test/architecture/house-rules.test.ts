import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { families, longFiles, rooms } from './rooms.ts';
import { listImports, listSources, root, withoutComments } from './sources.ts';

const program = listSources(['electron', 'renderer', 'shared']);
const tests = listSources(['test']);
const everything = [...program, ...tests];

describe('files', () => {
  test('are at most 300 lines long, or say why not', () => {
    const long = everything.filter(({ text }) => text.trimEnd().split('\n').length > 300);
    expect(long.map(({ file }) => file).filter((file) => !(file in longFiles))).toEqual([]);
  });

  test('that need an excuse for their length still need it', () => {
    const long = everything.filter(({ text }) => text.trimEnd().split('\n').length > 300);
    const names = new Set(long.map(({ file }) => file));
    expect(Object.keys(longFiles).filter((file) => !names.has(file))).toEqual([]);
  });
});

describe('rooms', () => {
  const existing = Object.keys(rooms).filter(
    (room) => room.includes('/') && program.some(({ file }) => file.startsWith(`${room}/`)),
  );
  const readmeOf = (room: string): string => {
    const file = path.join(root, room, 'README.md');
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : '';
  };

  test('each have a README', () => {
    expect(existing.filter((room) => readmeOf(room) === '')).toEqual([]);
  });

  test('say it in at most 40 lines', () => {
    expect(existing.filter((room) => readmeOf(room).split('\n').length > 40)).toEqual([]);
  });

  test('are all known', () => {
    const folders = ['electron', 'renderer', 'shared'].flatMap((top) =>
      readdirSync(path.join(root, top), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${top}/${entry.name}`),
    );
    // Vite copies `public` as it is: no code of ours.
    expect(folders.filter((folder) => !(folder in rooms))).toEqual(['renderer/public']);
  });

  test('with families have no folder beside them', () => {
    const found = Object.keys(families).map((room) => [
      room,
      readdirSync(path.join(root, room), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort(),
    ]);
    const known = Object.entries(families).map(([room, names]) => [
      room,
      Object.keys(names).sort(),
    ]);
    expect(found).toEqual(known);
  });
});

describe('SQL', () => {
  const words =
    /(['"`])\s*(SELECT\s+[\w"*(]|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|VIRTUAL)|PRAGMA\s+\w|DROP\s+TABLE|ALTER\s+TABLE|VACUUM\b|BEGIN\b)/;
  const outside = program.filter(({ file }) => !file.startsWith('electron/store/'));

  test('is written in the store alone', () => {
    expect(outside.filter(({ text }) => words.test(withoutComments(text))).map(nameOf)).toEqual([]);
  });

  test('is reached through better-sqlite3 in the store alone', () => {
    const users = outside.filter((source) =>
      listImports(source).some(({ to }) => to.startsWith('better-sqlite3')),
    );
    expect(users.map(nameOf)).toEqual([]);
  });
});

describe('offline', () => {
  const runtime = /^electron\/(runtime\/|main\/protocol)/;
  const shipped = program.filter(({ file }) => !runtime.test(file));

  test('no code that is shipped fetches, or opens a socket', () => {
    const calls =
      /\b(fetch|XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection|sendBeacon|importScripts)\s*\(/;
    expect(shipped.filter(({ text }) => calls.test(withoutComments(text))).map(nameOf)).toEqual([]);
  });

  test('no code that is shipped imports a network module of Node', () => {
    const network = /^(node:)?(net|http|https|http2|dgram|dns|tls|inspector)(\/|$)/;
    const users = shipped.filter((source) =>
      listImports(source).some(({ to, isFile }) => !isFile && network.test(to)),
    );
    expect(users.map(nameOf)).toEqual([]);
  });

  test('the page names no remote address to load from', () => {
    const page = listSources(['renderer'], /\.(ts|tsx|css|html|svg)$/);
    const loads =
      /(src|href|url|import|from|action)\s*[=(:]?\s*\(?\s*['"`]?\s*(https?:)?\/\/[a-z0-9]/i;
    expect(page.filter(({ text }) => loads.test(withoutComments(text))).map(nameOf)).toEqual([]);
  });
});

describe('tests', () => {
  test('are never skipped, singled out or left for later', () => {
    const evasion =
      /\b(test|it|describe|suite)\.(skip|skipIf|runIf|only|todo|fixme|fails|fail)\b|\b(xit|xdescribe|fit|fdescribe)\(/;
    const own = 'test/architecture/house-rules.test.ts';
    const evading = tests.filter(
      ({ file, text }) => file !== own && evasion.test(withoutComments(text)),
    );
    expect(evading.map(nameOf)).toEqual([]);
  });

  test('do not mock our own modules, and do not sleep', () => {
    const habits = /\bvi\.(mock|doMock)\(\s*['"]\.|\bwaitForTimeout\(/;
    const own = 'test/architecture/house-rules.test.ts';
    const lazy = tests.filter(({ file, text }) => file !== own && habits.test(text));
    expect(lazy.map(nameOf)).toEqual([]);
  });
});

describe('code', () => {
  test('holds no cast past the type checker, and no suppression, without a reason beside it', () => {
    const past = /\bas any\b|\bas unknown as\b|@ts-(ignore|nocheck|expect-error)\s*$/;
    const isBare = (line: string, index: number, lines: readonly string[]) =>
      past.test(line) && !/\/\/|\*\//.test(line) && !/\/\/|\*\//.test(lines[index - 1] ?? '');
    expect(program.filter(({ text }) => text.split('\n').some(isBare)).map(nameOf)).toEqual([]);
  });

  test('writes no HTML by hand', () => {
    const html =
      /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write)\b/;
    const page = program.filter(({ file }) => file.startsWith('renderer/'));
    expect(page.filter(({ text }) => html.test(withoutComments(text))).map(nameOf)).toEqual([]);
  });
});

function nameOf({ file }: { readonly file: string }): string {
  return file;
}
