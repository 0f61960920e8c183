import { describe, expect, test } from 'vitest';
import { currentClaimStatus, findStatusWarning } from '../../../shared/claims/status.ts';
import type { ClaimEvent, Evidence, EvidenceStance } from '../../../shared/records/records.ts';

const stamp = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };

describe('current status of a claim', () => {
  test('is unverified without events', () => {
    expect(currentClaimStatus([])).toBe('unverified');
  });

  test('is the last in news time, whatever the order of recording', () => {
    const late = event('denied', '2026-03-04', '2026-03-05T10:00:00.000Z');
    const early = event('disputed', '2026-03-01', '2026-03-06T10:00:00.000Z');
    expect(currentClaimStatus([late, early])).toBe('denied');
    expect(currentClaimStatus([early, late])).toBe('denied');
  });

  test('is the last recorded when two hold from the same time', () => {
    const first = event('disputed', '2026-03-01', '2026-03-05T10:00:00.000Z');
    const second = event('false', '2026-03-01', '2026-03-05T10:00:01.000Z');
    expect(currentClaimStatus([second, first])).toBe('false');
  });
});

describe('what the evidence lacks', () => {
  test.each<[string, readonly Evidence[], boolean]>([
    ['unverified', [], false],
    ['corroborated', [evidence('supports', 'wire'), evidence('supports', 'wire')], true],
    ['corroborated', [evidence('supports', 'wire'), evidence('supports', 'paper')], false],
    ['corroborated', [evidence('supports', ''), evidence('supports', '')], false],
    ['corroborated', [evidence('supports', 'wire'), evidence('refutes', 'paper')], true],
    ['confirmed', [evidence('supports', 'wire')], true],
    ['confirmed', [{ ...evidence('supports', 'wire'), official: true }], false],
    ['confirmed', [{ ...evidence('refutes', 'wire'), official: true }], true],
    ['disputed', [evidence('supports', 'a')], true],
    ['disputed', [evidence('supports', 'a'), evidence('refutes', 'b')], false],
    ['denied', [], true],
    ['denied', [evidence('refutes', 'party')], false],
    ['false', [evidence('supports', 'a')], true],
    ['false', [evidence('refutes', 'a')], false],
    ['retracted', [], true],
    ['outdated', [], false],
    ['not_checkable', [], false],
  ])('%s with %j warns: %s', (status, items, warns) => {
    expect(findStatusWarning(status, items) !== null).toBe(warns);
  });
});

function event(status: string, asOf: string, recordedAt: string): ClaimEvent {
  return {
    ...stamp,
    id: `${status}-${recordedAt}`,
    claimId: 'c',
    status,
    asOf,
    recordedAt,
    annotatorId: 'me',
    reason: '',
    evidenceIds: [],
  };
}

let count = 0;
function evidence(stance: EvidenceStance, originGroup: string): Evidence {
  count += 1;
  return {
    ...stamp,
    id: `e${count}`,
    claimId: 'c',
    kind: 'document',
    ref: '',
    excerpt: '',
    stance,
    originGroup,
    official: false,
    published: null,
    sha256: null,
  };
}
