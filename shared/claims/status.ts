import type { ClaimEvent, Evidence } from '../records/records.ts';
import { compareTexts } from '../util/compare-texts.ts';

/** Status of a claim that has no event yet. */
export const initialClaimStatus = 'unverified';

/** Order of events in news time: by `asOf`, then by when they were recorded. ISO prefixes compare as text. */
export function compareClaimEvents(left: ClaimEvent, right: ClaimEvent): number {
  return (
    compareTexts(left.asOf, right.asOf) ||
    compareTexts(left.recordedAt, right.recordedAt) ||
    compareTexts(left.id, right.id)
  );
}

/** The status that holds now: the last event by news time, `unverified` when there is none. */
export function currentClaimStatus(events: readonly ClaimEvent[]): string {
  return [...events].sort(compareClaimEvents).at(-1)?.status ?? initialClaimStatus;
}

/** Number of distinct origins among evidence; an item without an origin group counts as its own. */
function countOrigins(evidence: readonly Evidence[]): number {
  return new Set(evidence.map((item) => item.originGroup || item.id)).size;
}

/**
 * What the recorded evidence lacks for a status, as a sentence for the user; null when the status may stand.
 * A warning, never an error: the judgement is the annotator's.
 */
export function findStatusWarning(status: string, evidence: readonly Evidence[]): string | null {
  const supporting = evidence.filter((item) => item.stance === 'supports');
  const refuting = evidence.filter((item) => item.stance === 'refutes');
  switch (status) {
    case 'corroborated':
      return countOrigins(supporting) >= 2
        ? null
        : 'Corroborated needs supporting evidence of two independent origins.';
    case 'confirmed':
      return supporting.some((item) => item.official)
        ? null
        : 'Confirmed needs supporting evidence that is official or primary.';
    case 'disputed':
      return supporting.length > 0 &&
        (refuting.length > 0 || evidence.some((item) => item.stance === 'mixed'))
        ? null
        : 'Disputed needs evidence that supports and evidence that contradicts.';
    case 'denied':
      return refuting.length > 0 ? null : 'Denied needs the denial recorded as evidence.';
    case 'false':
      return refuting.length > 0 ? null : 'False needs evidence that refutes the claim.';
    case 'retracted':
      return evidence.length > 0
        ? null
        : 'Retracted needs the withdrawal or correction as evidence.';
    default:
      return null;
  }
}
