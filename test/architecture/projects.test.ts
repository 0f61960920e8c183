import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './sources.ts';

const nodeGlobals = ['process', 'Buffer', 'require'];
const pageGlobals = ['document', 'window', 'getSelection'];
const hostGlobals = ['URL', 'TextEncoder', 'crypto', 'setTimeout', 'console', 'structuredClone'];

describe('the compiler knows', () => {
  test('in shared neither Node, nor the page, nor what only hosts have', () => {
    const foreign = [...nodeGlobals, ...pageGlobals, ...hostGlobals];
    expect(listUnknown('shared', foreign)).toEqual(foreign);
  });

  test('in the renderer the page, but not Node', () => {
    expect(listUnknown('renderer', [...nodeGlobals, ...pageGlobals])).toEqual(nodeGlobals);
  });

  test('in electron Node, but not the page', () => {
    expect(listUnknown('electron', [...nodeGlobals, ...pageGlobals])).toEqual(pageGlobals);
  });
});

/** Those of the names that a file of the project cannot use. */
function listUnknown(project: string, names: readonly string[]): string[] {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(path.join(root, 'out/project-'));
  try {
    const config = { extends: `../../${project}/tsconfig.json`, include: ['./*.ts'] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const lines = names.map((name) => `export const a_${name} = typeof ${name};`);
    writeFileSync(path.join(folder, 'probe.ts'), lines.join('\n'));
    const said = compile(folder);
    return names.filter((name) => said.includes(`Cannot find name '${name}'`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(folder: string): string {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return String(Reflect.get(Object(error), 'stdout'));
  }
}
