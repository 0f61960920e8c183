import { expect } from 'vitest';
import type { OpenProject } from '../../electron/engine/project.ts';
import type { CommandOutcome } from '../../shared/contract/views.ts';
import type { ErrorCode } from '../../shared/util/error-codes.ts';
import { Refusal } from '../../shared/util/result.ts';
import { dumpAll, dumpRecords } from './project.ts';

/**
 * The laws of every command: undo gives the rows as they were, redo gives them as they became, stamps included; the changes
 * survive JSON; the file has no fault after.
 */
export function checkCommand(
  project: OpenProject,
  command: string,
  input: unknown,
): CommandOutcome {
  const before = dumpRecords(project.path);
  const outcome = project.run(command, input);
  const after = dumpRecords(project.path);
  expect(JSON.parse(JSON.stringify(outcome.changes))).toEqual(outcome.changes);
  for (const change of outcome.changes) {
    expect(project.read.find(change.type, change.id)).toEqual(change.after);
  }
  project.undo();
  expect(dumpRecords(project.path)).toEqual(before);
  project.redo();
  expect(dumpRecords(project.path)).toEqual(after);
  expect(project.check().faults).toEqual([]);
  return outcome;
}

/** A refused command leaves no trace: the whole file is as before, history included. */
export function checkRefusal(
  project: OpenProject,
  command: string,
  input: unknown,
  code: ErrorCode,
): void {
  const before = dumpAll(project.path);
  const state = project.historyState();
  expect(catchCode(() => project.run(command, input))).toBe(code);
  expect(dumpAll(project.path)).toEqual(before);
  expect(project.historyState()).toEqual(state);
}

/** Code of the refusal that `work` throws; null when it throws none. */
export function catchCode(work: () => unknown): ErrorCode | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
}
