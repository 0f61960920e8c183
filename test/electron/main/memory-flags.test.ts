import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { memoryFlags } from '../../../electron/main/memory-flags.ts';

const manifest = path.join(import.meta.dirname, '../../../package.json');

test('the command line has the switches of the engine', () => {
  const { scripts } = JSON.parse(readFileSync(manifest, 'utf8'));
  expect(scripts.cli).toBe(`node ${memoryFlags.join(' ')} electron/cli/main.ts`);
});

test('with them the heap stays small while garbage is made, and holds what is in use', () => {
  // Lists of which every twentieth is kept for a while: 60 MB at most, of half a gigabyte.
  const program = `
    const v8 = require('node:v8');
    const kept = [];
    let most = 0;
    for (let i = 0; i < 8000; i++) {
      const list = Array.from({ length: 1000 }, (_, k) => ({ i, k }));
      kept.push(list);
      if (kept.length > 200) kept.shift();
      if (i % 100 === 0) most = Math.max(most, v8.getHeapStatistics().total_heap_size);
    }
    process.stdout.write(String(Math.round(most / 2 ** 20)));`;
  const mostMB = (flags: readonly string[]): number => {
    const { stdout, status } = spawnSync(process.execPath, [...flags, '-e', program]);
    expect(status).toBe(0);
    return Number(stdout.toString());
  };
  expect(mostMB(memoryFlags)).toBeLessThan(mostMB([]));
});
