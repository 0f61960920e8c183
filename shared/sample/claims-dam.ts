import { passage, type ClaimSketch } from './claim-sketch.ts';

/** Claims about the dam and about who knew of its state. */
export const damClaims = {
  crack: {
    statement:
      'On 12 March 2026 there was a crack of about two metres in the east gallery of Halvern Dam.',
    claimant: 'authority',
    type: 'event_property',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-1-crack',
        excerpt: 'the crack was about two metres long',
        stance: 'supports',
        originGroup: 'water-authority',
        published: '2026-03-12T23:05',
      },
      {
        kind: 'document',
        ref: 'National Dam Inspectorate, Bulletin 7, 16 March 2026 (as reported in sample-article-8)',
        excerpt: 'a crack 2.1 metres long in the east gallery of Halvern Dam',
        stance: 'supports',
        originGroup: 'inspectorate',
        official: true,
        published: '2026-03-16',
      },
    ],
    events: [
      {
        status: 'unverified',
        asOf: '2026-03-12T23:05',
        recordedAt: '2026-03-20T08:20:00.000Z',
        annotator: 'ines',
        reason: 'Only the owner of the dam says so.',
        evidence: [1],
      },
      {
        status: 'confirmed',
        asOf: '2026-03-16',
        recordedAt: '2026-03-22T09:05:00.000Z',
        annotator: 'ines',
        reason: 'Measured by divers of the inspectorate: 2.1 metres.',
        evidence: [2],
      },
    ],
  },
  level: {
    statement: 'The reservoir behind Halvern Dam stands 40 centimetres below the spillway crest.',
    claimant: 'authority',
    type: 'numerical',
    evidence: [
      {
        kind: 'dataset',
        ref: 'Public gauge of the Lorne Water Authority, 12 March 2026, 20:00',
        excerpt: '-0.40 m',
        stance: 'supports',
        originGroup: 'water-authority',
        official: true,
        published: '2026-03-12T20:00',
      },
      {
        ...passage,
        ref: 'sample-article-3-level',
        excerpt: 'The reservoir is 1.1 metres below the crest',
        stance: 'refutes',
        originGroup: 'water-authority',
        published: '2026-03-13T06:15',
      },
    ],
    events: [
      {
        status: 'confirmed',
        asOf: '2026-03-12T20:00',
        recordedAt: '2026-03-20T08:40:00.000Z',
        annotator: 'ines',
        reason: 'Read off the public gauge.',
        evidence: [1],
      },
      {
        status: 'outdated',
        asOf: '2026-03-13T06:15',
        recordedAt: '2026-03-21T10:40:00.000Z',
        annotator: 'tomas',
        reason: 'The level fell to 1.1 metres below the crest overnight.',
        evidence: [2],
      },
    ],
  },
  notInspected: {
    statement:
      'Nobody entered the east gallery at the inspection of Halvern Dam on 18 November 2025.',
    claimant: 'ledger',
    type: 'event_property',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-5-three-people',
        excerpt: 'According to three people who took part in the inspection, nobody went in.',
        stance: 'supports',
        originGroup: 'ledger-sources',
        published: '2026-03-19',
      },
      {
        ...passage,
        ref: 'sample-article-6-colleague',
        excerpt: '‚In den Ostgang geht bei uns keiner mehr.‘',
        stance: 'context',
        originGroup: '',
        published: '2026-03-15',
      },
      {
        ...passage,
        ref: 'sample-article-5-report',
        excerpt: 'all galleries were “entered and examined”',
        stance: 'refutes',
        originGroup: 'inspectorate',
        official: true,
        published: '2026-03-19',
      },
    ],
    events: [
      {
        status: 'unverified',
        asOf: '2026-03-19',
        recordedAt: '2026-03-21T14:40:00.000Z',
        annotator: 'ines',
        reason:
          'All sources are unnamed, and one may be the colleague whom Reinholt quotes. Being checked.',
        evidence: [1, 2, 3],
      },
    ],
  },
  ministerKnew: {
    statement: 'Petra Solano knew in November 2025 that Halvern Dam was leaking.',
    claimant: 'fenn',
    type: 'event_property',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-4-fenn-letter',
        excerpt:
          '“She had the letter on her desk in November. She had four months and a telephone,”',
        stance: 'supports',
        originGroup: 'civic-union',
        published: '2026-03-13',
      },
      {
        ...passage,
        ref: 'sample-article-4-solano-denial',
        excerpt: '“There is nothing in November. There is nothing in December.',
        stance: 'refutes',
        originGroup: 'ministry',
        published: '2026-03-13',
      },
      {
        ...passage,
        ref: 'sample-article-5-diary',
        excerpt: 'that the minister was told of the leak “orally, and briefly” on 27 November',
        stance: 'supports',
        originGroup: '',
        published: '2026-03-19',
      },
      {
        ...passage,
        ref: 'sample-article-5-ministry-denial',
        excerpt: 'Her ministry denied this again on Thursday.',
        stance: 'refutes',
        originGroup: 'ministry',
        published: '2026-03-19',
      },
    ],
    events: [
      {
        status: 'denied',
        asOf: '2026-03-13',
        recordedAt: '2026-03-20T11:50:00.000Z',
        annotator: 'ines',
        reason: 'The minister rejects it; the letter is not public.',
        evidence: [1, 2],
      },
      {
        status: 'denied',
        asOf: '2026-03-19',
        recordedAt: '2026-03-21T14:30:00.000Z',
        annotator: 'ines',
        reason: 'One unnamed source more, and one more denial: no identified source confirms it.',
        evidence: [3, 4],
      },
    ],
  },
  theatre: {
    statement: 'The evacuation order was political theatre.',
    claimant: 'fenn',
    type: 'position',
    evidence: [],
    events: [
      {
        status: 'not_checkable',
        asOf: '2026-03-13',
        recordedAt: '2026-03-20T11:55:00.000Z',
        annotator: 'ines',
        reason: 'A value judgement.',
        evidence: [],
      },
    ],
  },
} as const satisfies Record<string, ClaimSketch>;
