import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listBackups, listSuperfluous, type Backup } from '../../../electron/engine/backups.ts';
import {
  articleInput,
  dumpAll,
  dumpRecords,
  fillProject,
  makeFolder,
  makeProject,
  reopen,
} from '../../helpers/project.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-06-01T12:00:00.000Z');

function backup(ageMs: number, sizeBytes = 1000): Backup {
  const at = new Date(now - ageMs).toISOString();
  return { name: at, at, revision: ageMs, sizeBytes };
}

test('400 days of backups thin out to about a year', () => {
  let kept: Backup[] = [];
  for (let day = 400; day >= 0; day--) {
    const today = now - day * dayMs;
    kept.push(backup(day * dayMs), backup(day * dayMs + dayMs / 3));
    const gone = new Set(listSuperfluous(kept, today));
    kept = kept.filter((item) => !gone.has(item));
  }
  expect(kept.length).toBeGreaterThan(15);
  expect(kept.length).toBeLessThan(40);
  const ages = kept.map((item) => (now - Date.parse(item.at)) / dayMs);
  expect(Math.max(...ages)).toBeGreaterThan(60);
  expect(ages.filter((age) => age <= 2).length).toBeGreaterThanOrEqual(5);
});

test('never fewer than three stay, and none younger than two days goes but for its size', () => {
  const some = fc.array(
    fc.record({
      age: fc.integer({ min: 0, max: 500 * dayMs }),
      size: fc.integer({ min: 1, max: 3 * 1024 ** 3 }),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(some, (items) => {
      const backups = items.map((item) => backup(item.age, item.size));
      const gone = listSuperfluous(backups, now);
      expect(backups.length - gone.length).toBeGreaterThanOrEqual(Math.min(3, backups.length));
      const total = backups.reduce((sum, item) => sum + item.sizeBytes, 0);
      const isSmall = total < 2 * 1024 ** 3;
      const isOld = (item: Backup) => now - Date.parse(item.at) > 2 * dayMs;
      expect(!isSmall || gone.every(isOld)).toBe(true);
    }),
  );
});

test('a project is backed up before its first write, before bulk work and at the end, each revision once', () => {
  const backupFolder = makeFolder();
  const project = makeProject({ backupFolder });
  const folder = () => path.join(backupFolder, readdirSync(backupFolder)[0] ?? '');
  const revisions = () => listBackups(folder()).map((item) => item.revision);
  fillProject(project);
  expect(revisions()).toEqual([1]);
  project.run('article.import', { articles: [articleInput('b', ['B', 'b'])] });
  expect(revisions()).toEqual([8, 1]);
  const before = dumpAll(project.path);
  project.close();
  expect(revisions()).toEqual([9, 8, 1]);
  const again = reopen(project.path, { backupFolder });
  again.run('article.trash', { ids: ['a'] });
  expect(revisions()).toEqual([9, 8, 1]);
  const newest = listBackups(folder())[0]?.name ?? '';
  expect(dumpAll(path.join(folder(), newest))).toEqual(before);
  expect(reopen(path.join(folder(), newest)).check().faults).toEqual([]);
});

test('a large project is backed up in portions when it closes, and what was cut short before is swept', async () => {
  const backupFolder = makeFolder();
  const project = makeProject({ backupFolder });
  const large = { bytes: randomBytes(70 * 1024 * 1024), mediaType: 'text/plain' };
  project.run('article.create', articleInput('a'), { originals: new Set([large]) });
  const [name = ''] = readdirSync(backupFolder);
  const folder = path.join(backupFolder, name);
  writeFileSync(path.join(folder, 'cut short.part'), '');
  let turns = 0;
  await project.closeInTurns(() => (turns += 1));
  expect(turns).toBeGreaterThan(10);
  const backups = listBackups(folder);
  expect(readdirSync(folder)).toHaveLength(backups.length);
  const copy = reopen(path.join(folder, backups[0]?.name ?? ''));
  expect([copy.read.counts().articles, copy.check().faults]).toEqual([1, []]);
  expect(() => project.run('article.trash', { ids: ['a'] })).toThrow('closed');
});

test('closed amid the backup before bulk work, the step is not begun and the backup at the end is whole', async () => {
  const backupFolder = makeFolder();
  const made = makeProject({ backupFolder });
  const large = { bytes: randomBytes(70 * 1024 * 1024), mediaType: 'text/plain' };
  made.run('article.create', articleInput('a'), { originals: new Set([large]) });
  made.close();
  const folder = path.join(backupFolder, readdirSync(backupFolder)[0] ?? '');
  // A month later: what is there is not recent enough.
  const project = reopen(made.path, { backupFolder, trusted: true });
  project.run('article.tag', { ids: ['a'], add: ['late'] });
  const before = dumpRecords(project.path);
  const running = project.runInTurns('article.import', { articles: [articleInput('b')] });
  while (!readdirSync(folder).some((file) => file.endsWith('.part'))) await setImmediate();
  const closing = project.closeInTurns(() => undefined);
  await expect(running).rejects.toThrow('closed');
  await closing;
  expect(dumpRecords(project.path)).toEqual(before);
  const [newest] = listBackups(folder);
  expect(dumpRecords(path.join(folder, newest?.name ?? ''))).toEqual(before);
  expect(readdirSync(folder).filter((file) => file.endsWith('.part'))).toEqual([]);
});
