import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../shared/records/records.ts';
import type { Connection } from '../store/connection.ts';
import { closeDatabase, openDatabase, quickCheck, quickCheckTables } from '../store/database.ts';

/** A backup as its file name says. */
export interface Backup {
  readonly name: string;
  readonly at: Instant;
  /** Count of the project's commits at that time. */
  readonly revision: number;
  readonly sizeBytes: number;
}

const dayMs = 86_400_000;
/** A backup of a large project that is younger than this will do before further bulk work: undo takes that back. */
const recentMs = 15 * 60_000;
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
const unfinishedSuffix = '.part';

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

/** What a backup is of. */
export interface BackupState {
  /** Count of the project's commits. */
  readonly revision: number;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

/**
 * Back up an open project unless its newest backup is of the same revision, check the backup, then thin the older ones.
 * Never inside a transaction.
 */
export function backUp(db: Connection, folder: string, state: BackupState): void {
  const target = planBackup(folder, state);
  if (!target) return;
  db.copyTo(target.unfinished);
  const copy = openDatabase(target.unfinished);
  try {
    quickCheck(copy);
  } finally {
    closeDatabase(copy, { readOnly: false });
  }
  keepBackup(folder, target, state.now);
}

/** How a large project is backed up. */
export interface TurnOptions {
  /** Before bulk work a backup of the last quarter of an hour will do, since undo takes that back. */
  readonly isRecentEnough: boolean;
  /** Called after each portion. */
  readonly onTurn: () => void;
}

/** The same for a large project, others having their turn in between. */
export async function backUpInTurns(
  db: Connection,
  folder: string,
  state: BackupState,
  { isRecentEnough, onTurn }: TurnOptions,
): Promise<void> {
  const [newest] = listBackups(folder);
  if (isRecentEnough && newest && state.now - Date.parse(newest.at) < recentMs) return;
  const target = planBackup(folder, state);
  if (!target) return;
  await db.copyInTurns(target.unfinished, onTurn);
  const copy = openDatabase(target.unfinished);
  try {
    for (const _ of quickCheckTables(copy)) {
      onTurn();
      await setImmediate();
    }
  } finally {
    closeDatabase(copy, { readOnly: false });
  }
  keepBackup(folder, target, state.now);
}

interface BackupTarget {
  readonly name: string;
  /** Path until it is complete and checked. */
  readonly unfinished: string;
}

/** null when there is a backup of that revision. */
function planBackup(folder: string, { revision, now }: BackupState): BackupTarget | null {
  if (listBackups(folder)[0]?.revision === revision) return null;
  const at = new Date(now).toISOString();
  const name = `${at.replaceAll(':', '.')} r${revision}${suffix}`;
  const unfinished = path.join(folder, `${name}${unfinishedSuffix}`);
  // A backup that was cut short is as large as the project, and nobody else writes here.
  for (const stray of readdirSync(folder)) {
    if (stray.endsWith(unfinishedSuffix)) rmSync(path.join(folder, stray), { force: true });
  }
  return { name, unfinished };
}

function keepBackup(folder: string, { name, unfinished }: BackupTarget, now: number): void {
  renameSync(unfinished, path.join(folder, name));
  for (const backup of listSuperfluous(listBackups(folder), now)) {
    rmSync(path.join(folder, backup.name), { force: true });
  }
}
