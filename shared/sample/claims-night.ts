import { passage, type ClaimSketch } from './claim-sketch.ts';

/** Claims about the night itself: who had to leave, when they were warned, what happened to them. */
export const nightClaims = {
  evacuated: {
    statement: 'About 4,200 people were ordered to leave the valley below Halvern Dam.',
    claimant: null,
    type: 'numerical',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-1',
        excerpt: 'About 4,200 people were ordered to leave their homes',
        stance: 'supports',
        originGroup: 'meridian',
        published: '2026-03-12T23:05',
      },
      {
        ...passage,
        ref: 'sample-article-2-count',
        excerpt:
          'the Courier had counted 4,187 names on it and on the lists of the two other shelters',
        stance: 'supports',
        originGroup: 'courier-count',
        published: '2026-03-14',
      },
      {
        ...passage,
        ref: 'sample-article-6-wire',
        excerpt: 'Rund 4200 Menschen mussten laut der Agentur Meridian ihre Häuser verlassen.',
        stance: 'supports',
        originGroup: 'meridian',
        published: '2026-03-15',
      },
    ],
    events: [
      {
        status: 'corroborated',
        asOf: '2026-03-14',
        recordedAt: '2026-03-20T09:40:00.000Z',
        annotator: 'ines',
        reason:
          'The agency’s figure and the newspaper’s own count agree. The German paper repeats the agency.',
        evidence: [1, 2, 3],
      },
    ],
  },
  sirensEarly: {
    statement: 'The sirens in Marrowby sounded at 21:10 on 12 March 2026.',
    claimant: 'torvane',
    type: 'event_property',
    note: 'Contradicts the claim that they first sounded at 23:40.',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-1-sirens-early',
        excerpt:
          'the warning sirens in Marrowby, the largest town in the valley, had sounded at 21:10',
        stance: 'supports',
        originGroup: 'governor',
        published: '2026-03-12T23:05',
      },
      {
        ...passage,
        ref: 'sample-article-3-tape',
        excerpt: 'the first siren on the tape is at 23:40',
        stance: 'refutes',
        originGroup: 'radio-tape',
        published: '2026-03-13T06:40',
      },
      {
        ...passage,
        ref: 'sample-article-2-sirens-late',
        excerpt:
          '“Twenty to twelve. I looked at the dashboard because I wanted to be able to tell somebody.”',
        stance: 'refutes',
        originGroup: 'wyse',
        published: '2026-03-14',
      },
    ],
    events: [
      {
        status: 'unverified',
        asOf: '2026-03-12T23:05',
        recordedAt: '2026-03-20T08:30:00.000Z',
        annotator: 'ines',
        reason: '',
        evidence: [1],
      },
      {
        status: 'disputed',
        asOf: '2026-03-13T06:40',
        recordedAt: '2026-03-21T10:20:00.000Z',
        annotator: 'tomas',
        reason:
          'The broadcaster’s tape and a resident contradict the governor; the log is not public.',
        evidence: [1, 2, 3],
      },
    ],
  },
  sirensLate: {
    statement: 'The sirens in Marrowby first sounded at 23:40 on 12 March 2026.',
    claimant: 'radio',
    type: 'event_property',
    note: 'Contradicts the claim that they sounded at 21:10.',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-3-tape',
        excerpt: 'the first siren on the tape is at 23:40',
        stance: 'supports',
        originGroup: 'radio-tape',
        published: '2026-03-13T06:40',
      },
      {
        ...passage,
        ref: 'sample-article-7-residents',
        excerpt: 'لم يسمعوا صفارات الإنذار ليلة الخميس إلا قبل منتصف الليل بثلث ساعة',
        stance: 'supports',
        originGroup: 'residents',
        published: '2026-03-14',
      },
      {
        ...passage,
        ref: 'sample-article-4-office-sirens',
        excerpt: 'the governor’s office repeated that they had sounded at 21:10',
        stance: 'refutes',
        originGroup: 'governor',
        published: '2026-03-13',
      },
    ],
    events: [
      {
        status: 'disputed',
        asOf: '2026-03-13',
        recordedAt: '2026-03-21T10:25:00.000Z',
        annotator: 'tomas',
        reason: 'The governor’s office stands by 21:10.',
        evidence: [1, 2, 3],
      },
    ],
  },
  missing: {
    statement: 'Three people who had been fishing below the spillway went missing.',
    claimant: null,
    type: 'event_property',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-1-missing',
        excerpt: 'three people who had been fishing below the spillway were missing',
        stance: 'supports',
        originGroup: 'provincial-official',
        published: '2026-03-12T23:05',
      },
      {
        ...passage,
        ref: 'sample-article-3-brode',
        excerpt: '“No one is missing,” Superintendent Alina Brode told us.',
        stance: 'refutes',
        originGroup: 'police',
        official: true,
        published: '2026-03-13T07:10',
      },
      {
        ...passage,
        ref: 'sample-article-8',
        excerpt: 'Meridian withdraws the report.',
        stance: 'refutes',
        originGroup: 'meridian',
        published: '2026-03-16T15:20',
      },
    ],
    events: [
      {
        status: 'unverified',
        asOf: '2026-03-12T23:05',
        recordedAt: '2026-03-20T08:35:00.000Z',
        annotator: 'ines',
        reason: 'One unnamed official.',
        evidence: [1],
      },
      {
        status: 'false',
        asOf: '2026-03-13T07:10',
        recordedAt: '2026-03-21T10:30:00.000Z',
        annotator: 'tomas',
        reason: 'Police found all three.',
        evidence: [2],
      },
      {
        status: 'retracted',
        asOf: '2026-03-16T15:20',
        recordedAt: '2026-03-22T09:10:00.000Z',
        annotator: 'ines',
        reason: 'The agency withdrew its report.',
        evidence: [2, 3],
      },
    ],
  },
  collapsed: {
    statement: 'Halvern Dam collapsed in the night to 13 March 2026.',
    claimant: null,
    type: 'event_property',
    evidence: [
      {
        ...passage,
        ref: 'sample-article-3-corrie',
        excerpt: '“I am looking at the whole face of the dam in daylight, and it is all there,”',
        stance: 'refutes',
        originGroup: 'radio-reporter',
        published: '2026-03-13T07:45',
      },
      {
        ...passage,
        ref: 'sample-article-7-police',
        excerpt: 'ونفت شرطة أوستريل ذلك بعد ساعتين.',
        stance: 'refutes',
        originGroup: 'police',
        official: true,
        published: '2026-03-14',
      },
    ],
    events: [
      {
        status: 'false',
        asOf: '2026-03-13T07:45',
        recordedAt: '2026-03-21T10:35:00.000Z',
        annotator: 'tomas',
        reason: 'A reporter at the dam sees it whole; police deny it.',
        evidence: [1, 2],
      },
    ],
  },
} as const satisfies Record<string, ClaimSketch>;
