import type { Grant } from '../../shared/contract/shell.ts';

let pending: readonly Grant[] = [];

/** Remember files that were dropped before there was a project for them. */
export function keepForNextProject(grants: readonly Grant[]): void {
  pending = grants;
}

/** The files that wait for this project; they are handed out once. */
export function takePendingFiles(): readonly Grant[] {
  const taken = pending;
  pending = [];
  return taken;
}
