import { defaultCodebook } from '../../shared/codebook/default.ts';
import { compareAnnotations, type Dataset } from '../../shared/formats/dataset.ts';
import type { Annotation, SegmentRole, Stamp } from '../../shared/records/records.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import { sha256 } from './datasets.ts';

const text =
  '🌊 Warden Ines Kofler said: “The wall stands.\n\n“It held in 1954,” she told Radio Alpen.';
const stamp: Stamp = {
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'ann',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'ann',
};

function mark(
  id: string,
  layer: string,
  parts: readonly (readonly [SegmentRole, string])[],
  rest: Partial<Annotation> = {},
): Annotation {
  return {
    id,
    articleId: 'd1',
    revision: 1,
    layer,
    label: null,
    annotatorId: 'ann',
    state: 'accepted',
    attributes: {},
    doubt: false,
    note: '',
    entityId: null,
    speakerId: null,
    claimId: null,
    segments: parts.map(([role, exact]) => {
      const start = [...text.slice(0, text.indexOf(exact))].length;
      return {
        role,
        start: codePoints(start),
        end: codePoints(start + [...exact].length),
        exact,
      };
    }),
    ...stamp,
    ...rest,
  };
}

const annotations: readonly Annotation[] = [
  mark(
    'q1',
    'quotation',
    [
      ['content', '“The wall stands.\n\n“It held in 1954,”'],
      ['source', 'Warden Ines Kofler'],
      ['cue', 'said'],
      ['addressee', 'Radio Alpen'],
    ],
    {
      label: 'direct',
      speakerId: 'e1',
      attributes: { source_kind: 'named', polarity: 'affirmed' },
      note: 'compare\tthe tape',
    },
  ),
  mark('m1', 'mention', [['span', 'Ines Kofler']], {
    label: 'person',
    entityId: 'e1',
    attributes: { level: 'NAM' },
  }),
  mark('m2', 'mention', [['span', 'Radio Alpen']], {
    label: 'organisation',
    state: 'suggested',
    annotatorId: 'bot',
    doubt: true,
  }),
  mark('k1', 'claim', [['span', 'The wall stands']], { claimId: 'c1' }),
  mark('k2', 'claim', [['span', '“It held in 1954,” she told Radio Alpen']], {
    note: 'which flood?',
  }),
];

/**
 * One short article with what is hard in a format: an astral character before everything, nested and crossing marks, a
 * quotation over a blank line with its parts, links, a note with a tab, a suggestion of a program.
 */
export const standoffExample: Dataset = {
  project: { id: 'p1', name: 'Example', description: '', settings: {}, ...stamp },
  annotators: [
    { id: 'ann', name: 'Ann Lee', colour: '#2f6db5', ...stamp },
    { id: 'bot', name: 'names@1', colour: '#777777', ...stamp },
  ],
  codebook: { id: 'codebook', version: 1, codebook: defaultCodebook, ...stamp },
  entities: [
    {
      id: 'e1',
      type: 'person',
      name: 'Ines Kofler',
      aliases: [],
      externalIds: {},
      note: '',
      mergedInto: null,
      ...stamp,
    },
  ],
  claims: [
    {
      id: 'c1',
      statement: 'The wall of the reservoir stands.',
      claimantId: 'e1',
      type: null,
      note: '',
      ...stamp,
    },
  ],
  events: [],
  evidence: [],
  comments: [],
  articles: [
    {
      article: {
        id: 'd1',
        title: 'Wall: “stands”',
        byline: '',
        publisher: 'Talbote',
        url: '',
        published: '2026-01-01',
        language: 'en',
        tags: [],
        note: '',
        revision: 1,
        origin: { file: null, importer: 'text@1', sha256: null, encoding: null, newline: null },
        trashedAt: null,
        ...stamp,
      },
      states: [],
      revision: {
        id: 'd1:1',
        articleId: 'd1',
        number: 1,
        document: plainTextDocument([text]),
        text,
        sha256: sha256(text),
        reason: '',
        ...stamp,
      },
      annotations: [...annotations].sort(compareAnnotations),
    },
  ],
};
