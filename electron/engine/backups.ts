import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Instant } from '../../shared/records/records.ts';
import type { Connection } from '../store/connection.ts';
import { closeDatabase, openDatabase, quickCheck } from '../store/database.ts';

/** A backup as its file name says. */
export interface Backup {
  readonly name: string;
  readonly at: Instant;
  /** Count of the project's commits at that time. */
  readonly revision: number;
  readonly sizeBytes: number;
}

const dayMs = 86_400_000;
const keepAllMs = 2 * dayMs;
const keptPeriods = [
  { lengthMs: dayMs, count: 12 },
  { lengthMs: 7 * dayMs, count: 10 },
  { lengthMs: 30 * dayMs, count: 9 },
] as const;
const maxBytes = 2 * 1024 ** 3;
const minKept = 3;

/**
 * Backups that may go: all of two days stay, then one for each of 12 days, 10 weeks and 9 months, at most 2 GB, never fewer
 * than three. Pure.
 */
export function listSuperfluous(backups: readonly Backup[], now: number): Backup[] {
  const newestFirst = [...backups].sort((left, right) => (left.at < right.at ? 1 : -1));
  const kept = new Set(newestFirst.filter((backup) => now - Date.parse(backup.at) <= keepAllMs));
  for (const { lengthMs, count } of keptPeriods) {
    const periods = new Map<number, Backup>();
    for (const backup of newestFirst) {
      // Fixed periods: with ones counted back from now, no backup would ever grow old enough for the next longer kind.
      const period = Math.floor(Date.parse(backup.at) / lengthMs);
      const isRecent = Math.floor(now / lengthMs) - period < count;
      if (isRecent && !periods.has(period)) periods.set(period, backup);
    }
    for (const backup of periods.values()) kept.add(backup);
  }
  let sizeBytes = 0;
  return newestFirst.filter((backup, i) => {
    sizeBytes += backup.sizeBytes;
    return i >= minKept && (!kept.has(backup) || sizeBytes > maxBytes);
  });
}

const suffix = '.quotemark';

/** Backups in a folder, newest first. */
export function listBackups(folder: string): Backup[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .flatMap((name): Backup[] => {
      const match = /^(\d{4}-\d\d-\d\dT\d\d)\.(\d\d)\.(\d\d\.\d{3}Z) r(\d+)\.quotemark$/.exec(name);
      if (!match) return [];
      const [, hour, minute, second, revision] = match;
      const { size } = statSync(path.join(folder, name));
      return [
        { name, at: `${hour}:${minute}:${second}`, revision: Number(revision), sizeBytes: size },
      ];
    })
    .sort((left, right) => (left.at < right.at ? 1 : -1));
}

/**
 * Back up an open project unless its newest backup is of the same revision, check the backup, then thin the older ones.
 * Never inside a transaction.
 */
export function backUp(
  db: Connection,
  folder: string,
  state: { revision: number; now: number },
): void {
  const backups = listBackups(folder);
  if (backups[0]?.revision === state.revision) return;
  const at = new Date(state.now).toISOString();
  const name = `${at.replaceAll(':', '.')} r${state.revision}${suffix}`;
  const unfinished = path.join(folder, `${name}.part`);
  rmSync(unfinished, { force: true });
  db.copyTo(unfinished);
  const copy = openDatabase(unfinished);
  try {
    quickCheck(copy);
  } finally {
    closeDatabase(copy, { readOnly: false });
  }
  renameSync(unfinished, path.join(folder, name));
  for (const backup of listSuperfluous(listBackups(folder), state.now)) {
    rmSync(path.join(folder, backup.name), { force: true });
  }
}
