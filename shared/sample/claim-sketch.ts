import type { ClaimEvent, Evidence } from '../records/records.ts';
import type { EntityKey } from './entities.ts';

/** A claim as it is written here, with its evidence and the history of its status. */
export interface ClaimSketch {
  readonly statement: string;
  readonly claimant: EntityKey | null;
  /** Id of a claim type of the default codebook. */
  readonly type: string;
  readonly note?: string;
  readonly evidence: readonly Pick<
    Evidence,
    'kind' | 'ref' | 'excerpt' | 'stance' | 'originGroup' | 'official' | 'published'
  >[];
  readonly events: readonly (Pick<ClaimEvent, 'status' | 'asOf' | 'recordedAt' | 'reason'> & {
    readonly annotator: 'ines' | 'tomas';
    /** Places in the list of evidence, from 1. */
    readonly evidence: readonly number[];
  })[];
}

/** What passages of the sample's own articles have in common as evidence. */
export const passage = { kind: 'passage', official: false } as const;
