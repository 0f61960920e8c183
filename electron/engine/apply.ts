import type { Change } from '../../shared/records/change.ts';
import { isSameJson } from '../../shared/util/json.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { WriteDb } from '../store/connection.ts';
import { findRecord, putRecord, removeRecord } from '../store/repository.ts';
import { describeRecord } from './draft.ts';
import type { RevisionCache } from './revision-cache.ts';

/**
 * Write a change as it is, stamps included, provided that the row is still as it says it was.
 *
 * @throws Refusal `conflict` naming the row that is not, and who changed it.
 */
export function applyChange(db: WriteDb, revisions: RevisionCache, change: Change): void {
  const current = findRecord(db, change.type, change.id);
  if (!isSameJson(current, change.before)) throw buildConflict(db, change, current);
  revisions.forget(change.id);
  if (change.after) putRecord(db, change.type, change.after);
  else removeRecord(db, change.type, change.id);
}

function buildConflict(db: WriteDb, change: Change, current: Change['before']): Refusal {
  const what = describeRecord(change.type, current ?? change.before ?? change.after);
  const by = current ? findRecord(db, 'annotator', current.updatedBy)?.name : null;
  const message = current
    ? `This cannot be done any more: the ${what} has been changed since${by ? ` by ${by}` : ''}.`
    : `This cannot be done any more: the ${what} is no longer there.`;
  return new Refusal('conflict', message, { type: change.type, id: change.id });
}
