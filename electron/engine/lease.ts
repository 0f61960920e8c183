import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';

const heartbeatMs = 30_000;
const staleMs = 120_000;

/** Who has a project open. */
export interface LeaseHolder {
  readonly host: string;
  readonly pid: number;
  readonly annotator: string;
  /** When it was opened. */
  readonly since: string;
  /** Tells this opening from all others. */
  readonly token: string;
}

/** The right to write a project, as courtesy among programs: what keeps the file whole are SQLite's own locks. */
export interface Lease {
  release(): void;
}

/** Tokens of the leases of this process: a lease with our process id but none of these is left from before. */
const held = new Set<string>();

/** Path of the lease file of a project: `.~lock.name.quotemark#` beside it. */
export function leasePath(project: string): string {
  return path.join(path.dirname(project), `.~lock.${path.basename(project)}#`);
}

/** Who holds a project now; null when nobody does, stale leases included. */
export function findHolder(project: string, now: number): LeaseHolder | null {
  const file = leasePath(project);
  const holder = readHolder(file);
  return holder && !isStale(file, holder, now) ? holder : null;
}

/**
 * Take the lease of a project and keep it fresh until it is released.
 *
 * @throws Refusal `locked` naming who has it open and since when.
 */
export function takeLease(project: string, annotator: string, now: number): Lease {
  const file = leasePath(project);
  const token = randomUUID();
  const since = new Date(now).toISOString();
  const mine: LeaseHolder = { host: os.hostname(), pid: process.pid, annotator, since, token };
  removeStale(file, now);
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: 'wx' });
  } catch (cause) {
    if (!isCode(cause, 'EEXIST')) throw cause;
    throw lockedBy(path.basename(project), readHolder(file));
  }
  held.add(token);
  const heartbeat = setInterval(() => touch(file), heartbeatMs);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      held.delete(token);
      if (readHolder(file)?.token === token) rmSync(file, { force: true });
    },
  };
}

function lockedBy(name: string, holder: LeaseHolder | null): Refusal {
  const who = holder
    ? `${holder.annotator} on ${holder.host} since ${holder.since.slice(0, 16).replace('T', ' ')} UTC`
    : 'another program';
  return new Refusal(
    'locked',
    `“${name}” is open already: by ${who}. Close it there, or open it here for reading only.`,
    holder ? { annotator: holder.annotator, host: holder.host, since: holder.since } : undefined,
  );
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // A lease that was taken away is noticed by the fence at the next write.
  }
}

function readHolder(file: string): LeaseHolder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const text = (key: string): string => {
      const found: unknown = Reflect.get(value, key);
      return typeof found === 'string' ? found : '';
    };
    const pid: unknown = Reflect.get(value, 'pid');
    return {
      host: text('host'),
      pid: typeof pid === 'number' ? pid : 0,
      annotator: text('annotator'),
      since: text('since'),
      token: text('token'),
    };
  } catch (cause) {
    // No lease, or one that was cut off while being written: its age decides.
    if (isCode(cause, 'ENOENT') || cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function isStale(file: string, holder: LeaseHolder, now: number): boolean {
  if (holder.host === os.hostname() && !isAlive(holder)) return true;
  return now - statSync(file).mtimeMs > staleMs;
}

function isAlive(holder: LeaseHolder): boolean {
  if (holder.pid === process.pid) return held.has(holder.token);
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (cause) {
    return isCode(cause, 'EPERM');
  }
}

/** Move a stale lease away and look at it again there, so that of two openers only one removes it. */
function removeStale(file: string, now: number): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  const holder = readHolder(file);
  const isOld = holder ? isStale(file, holder, now) : now - stat.mtimeMs > staleMs;
  if (!isOld) return;
  const aside = `${file}${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return;
    throw cause;
  }
  if (readHolder(aside)?.token === holder?.token) rmSync(aside);
  else renameSync(aside, file);
}

function isCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
