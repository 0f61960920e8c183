import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensure, SystemError } from '../../../electron/runtime/system.mjs';

const lack = [
  { what: 'Xvfb', packages: ['xvfb'] },
  { what: 'a compiler', packages: ['gcc', 'g++'] },
];
let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'quotemark-system-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('ensure', () => {
  test('does nothing when nothing is lacking', async () => {
    await ensure(['display'], { probe: () => [], isRoot: true, apt: fakeApt() });
    expect(calls()).toEqual([]);
  });

  test('as root installs what is lacking, after fetching the package lists', async () => {
    const answers = [lack, []];
    await ensure(['display'], {
      probe: () => answers.shift() ?? [],
      isRoot: true,
      apt: fakeApt(),
    });
    expect(calls()).toEqual([
      'update -q',
      'install -y --no-install-recommends xvfb gcc g++',
      'frontend noninteractive',
    ]);
  });

  test('says so when installing did not help', async () => {
    const attempt = ensure(['display'], { probe: () => lack, isRoot: true, apt: fakeApt() });
    await expect(attempt).rejects.toThrow('Still missing after installing: Xvfb, a compiler');
  });

  test('repeats what the package manager said when it fails', async () => {
    const attempt = ensure(['display'], { probe: () => lack, isRoot: true, apt: fakeApt(100) });
    await expect(attempt).rejects.toThrow(/failed:\nE: no such package/);
  });

  test('without root names the one command, and changes nothing', async () => {
    const attempt = ensure(['display'], { probe: () => lack, isRoot: false, apt: fakeApt() });
    await expect(attempt).rejects.toThrow(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb gcc g++',
    );
    await expect(attempt).rejects.toBeInstanceOf(SystemError);
    expect(calls()).toEqual([]);
  });

  test('where there is no apt names the packages', async () => {
    const attempt = ensure(['display'], { probe: () => lack, isRoot: true, apt: '' });
    await expect(attempt).rejects.toThrow('what Debian calls: xvfb gcc g++');
  });
});

/** An apt-get that writes down how it was called. */
function fakeApt(status = 0): string {
  const file = path.join(folder, 'apt-get');
  const log = path.join(folder, 'calls');
  writeFileSync(
    file,
    `#!/bin/sh\necho "$*" >> ${log}\n[ "$1" = install ] && echo "frontend $DEBIAN_FRONTEND" >> ${log}\necho "E: no such package"\nexit ${status}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

function calls(): string[] {
  try {
    return readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
