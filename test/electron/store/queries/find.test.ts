import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../../electron/store/database.ts';
import { listClaimStatuses } from '../../../../electron/store/queries/find.ts';
import { putRecord } from '../../../../electron/store/repository.ts';
import { currentClaimStatus } from '../../../../shared/claims/status.ts';
import type { ClaimEvent } from '../../../../shared/records/records.ts';

const stamp = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };

const events = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'B', 'z', 'zz', '1', '\u{ff21}', '\u{1f600}', '\u{e9}'),
    claimId: fc.constantFrom('c', 'd'),
    status: fc.constantFrom('disputed', 'denied', 'confirmed', 'false'),
    asOf: fc.constantFrom('2026', '2026-03', '2026-03-01', '2026-03-01T10:00:00.000Z'),
    recordedAt: fc.constantFrom('2026-03-01T10:00:00.000Z', '2026-03-02T10:00:00.000Z'),
  }),
  { selector: ({ id }) => id },
);

test('the status of a claim is the one that its events amount to', () => {
  fc.assert(
    fc.property(events, (some) => {
      const stored = some.map((event): ClaimEvent => ({
        ...event,
        ...{ reason: '', annotatorId: 'ann', evidenceIds: [] },
        ...stamp,
      }));
      const db = createDatabase(':memory:');
      // The order of events is all that matters here.
      db.pragma('foreign_keys = OFF');
      for (const event of stored) putRecord(db, 'claim_event', event);
      const claimIds = new Set(stored.map(({ claimId }) => claimId));
      const expected = [...claimIds].map((id): [string, string] => [
        id,
        currentClaimStatus(stored.filter(({ claimId }) => claimId === id)),
      ]);
      expect(listClaimStatuses(db)).toEqual(new Map(expected));
      db.close();
    }),
  );
});
