import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { expect, test } from 'vitest';
import { findHolder, leasePath } from '../../../electron/engine/lease.ts';
import { openProject } from '../../../electron/engine/open.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { ann, bob, fillProject, makeProject, reopen } from '../../helpers/project.ts';

/** A lease as another process would leave it. */
function writeLease(project: string, change: Readonly<Record<string, unknown>>): void {
  const holder = {
    host: os.hostname(),
    pid: 1,
    annotator: 'Cleo',
    since: '2026-01-01T00:00:00.000Z',
    token: 't',
  };
  writeFileSync(leasePath(project), JSON.stringify({ ...holder, ...change }));
}

test('a second opener is told who has the project and since when, and may read it', () => {
  const project = makeProject();
  fillProject(project);
  const open = () => openProject(project.path, { annotator: bob });
  expect(open).toThrow(/Ann Annotator on .* since 2026-01-02 \d\d:\d\d UTC/);
  expect(catchCode(open)).toBe('locked');
  const reader = openProject(project.path, { annotator: bob, readOnly: true });
  project.run('article.update', { id: 'a', title: 'Changed meanwhile' });
  expect(reader.read.get('article', 'a').title).toBe('Changed meanwhile');
  expect(catchCode(() => reader.run('article.trash', { ids: ['a'] }))).toBe('read_only');
  reader.close();
  project.run('article.trash', { ids: ['a'] });
  project.close();
  expect(existsSync(leasePath(project.path))).toBe(false);
});

test('a lease is stale when its process has ended, or nobody has kept it fresh', () => {
  const project = makeProject();
  project.close();
  const now = Date.now();
  const ended = spawnSync(process.execPath, ['--version']).pid;
  const isHeld = () => findHolder(project.path, now) !== null;
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, number, boolean])[] = [
    [{ pid: ended }, 0, false],
    [{ pid: process.ppid }, 0, true],
    [{ pid: process.ppid }, 121_000, false],
    // The same process id, but not this opening: left from before a restart.
    [{ pid: process.pid }, 0, false],
    [{ host: 'elsewhere', pid: ended }, 60_000, true],
    [{ host: 'elsewhere', pid: ended }, 121_000, false],
  ];
  for (const [change, ageMs, expected] of cases) {
    writeLease(project.path, change);
    const touched = new Date(now - ageMs);
    utimesSync(leasePath(project.path), touched, touched);
    expect([change, ageMs, isHeld()]).toEqual([change, ageMs, expected]);
  }
});

test('a stale lease is taken over and removed at the end, a foreign one is left alone', () => {
  const project = makeProject();
  project.close();
  writeLease(project.path, { pid: spawnSync(process.execPath, ['--version']).pid });
  const mine = reopen(project.path, { annotator: ann });
  expect(readFileSync(leasePath(project.path), 'utf8')).toContain('Ann Annotator');
  writeLease(project.path, { host: 'elsewhere', token: 'theirs' });
  mine.close();
  expect(readFileSync(leasePath(project.path), 'utf8')).toContain('theirs');
});

test('an opening that fails gives its lease back', () => {
  const project = makeProject();
  project.close();
  const bytes = readFileSync(project.path);
  bytes.fill(0x55, 100, 2000);
  writeFileSync(project.path, bytes);
  expect(catchCode(() => openProject(project.path, { annotator: ann }))).toBe('damaged');
  expect(existsSync(leasePath(project.path))).toBe(false);
});
