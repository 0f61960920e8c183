import { hash } from 'node:crypto';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { compareSegments, type Dataset } from '../../shared/formats/dataset.ts';
import type { Annotation, Segment, SegmentRole } from '../../shared/records/records.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';

const stamp = {
  createdAt: '2026-02-03T04:05:06.789Z',
  createdBy: 'ann',
  updatedAt: '2026-02-03T04:05:06.789Z',
  updatedBy: 'ann',
};
const document = plainTextDocument([
  '🛰 Governor Lena Ost warned: “The grid is stable.',
  '',
  '“It stays on,” she told Belga.',
]);
/** 81 UTF-16 units, 80 code points: an astral character stands first, so that a wrong unit shows at every mark. */
export const workedText = buildCanonicalText(document);

/**
 * One article with all that trips formats up: an astral character first, a quotation over paragraphs with source and cue, a
 * mark nested in it and one that crosses it, an entity in the source, a quotation in two fragments, a suggestion of a program
 * and a rejected mark.
 */
export function workedExample(): Dataset {
  const both = ['content', '“It stays on,”'] as const;
  return {
    project: { id: 'project', name: 'Grid desk', description: '', settings: {}, ...stamp },
    annotators: [
      { id: 'ann', name: 'Ann', colour: '#2f6db5', ...stamp },
      { id: 'finder', name: 'Name finder 2', colour: '#6b7280', ...stamp },
    ],
    codebook: { id: 'codebook', version: 1, codebook: defaultCodebook, ...stamp },
    entities: [
      entity('lena', 'person', 'Lena Ost', { wikidata: 'Q42' }),
      entity('belga', 'organisation', 'Belga', {}),
    ],
    claims: [
      claim('stable', 'The grid is stable.', 'numerical'),
      claim('stays', 'The grid stays on.', null),
    ],
    events: [
      {
        id: 'event-1',
        claimId: 'stable',
        status: 'disputed',
        asOf: '2026-02-03',
        recordedAt: '2026-02-03T05:00:00.000Z',
        annotatorId: 'ann',
        reason: 'The operator says otherwise.',
        evidenceIds: [],
        ...stamp,
      },
    ],
    evidence: [],
    comments: [],
    articles: [
      {
        article: {
          id: 'grid',
          title: 'Grid holds',
          byline: '',
          publisher: 'Belga',
          url: 'https://example.org/grid',
          published: '2026-02-03',
          language: 'en',
          tags: ['energy', 'storm'],
          note: '',
          revision: 1,
          origin: {
            file: null,
            importer: 'text@1',
            sha256: null,
            encoding: null,
            newline: null,
          },
          trashedAt: null,
          ...stamp,
        },
        states: [],
        revision: {
          id: 'grid:1',
          articleId: 'grid',
          number: 1,
          document,
          text: workedText,
          sha256: hash('sha256', workedText, 'hex'),
          reason: 'import',
          ...stamp,
        },
        annotations: [
          mark(
            'q1',
            'quotation',
            'direct',
            [
              ['content', '“The grid is stable.\n\n“It stays on,”'],
              ['source', 'Governor Lena Ost'],
              ['cue', 'warned'],
            ],
            { speakerId: 'lena', attributes: { polarity: 'affirmed' }, note: 'Runs on.' },
          ),
          mark('e1', 'mention', 'person', [['span', 'Lena Ost']], { entityId: 'lena' }),
          mark('s1', 'mention', 'person', [['span', 'Ost']], {
            annotatorId: 'finder',
            state: 'suggested',
          }),
          mark('k1', 'claim', null, [['span', 'The grid is stable']], {
            claimId: 'stable',
            doubt: true,
          }),
          mark('q2', 'quotation', 'mixed', [['content', 'The grid'], both], {}),
          mark('k2', 'claim', null, [['span', '“It stays on,” she told Belga']], {
            claimId: 'stays',
          }),
          mark('r1', 'mention', 'place', [['span', 'Belga']], { state: 'rejected' }),
          mark('e2', 'mention', 'organisation', [['span', 'Belga']], { entityId: 'belga' }),
        ],
      },
    ],
  };
}

function entity(id: string, type: string, name: string, externalIds: Record<string, string>) {
  return { id, type, name, aliases: [], externalIds, note: '', mergedInto: null, ...stamp };
}

function claim(id: string, statement: string, type: string | null) {
  return { id, statement, claimantId: 'lena', type, note: '', ...stamp };
}

function mark(
  id: string,
  layer: string,
  label: string | null,
  words: readonly (readonly [SegmentRole, string])[],
  more: Partial<Annotation>,
): Annotation {
  return {
    id,
    articleId: 'grid',
    revision: 1,
    layer,
    label,
    annotatorId: 'ann',
    state: 'accepted',
    attributes: {},
    doubt: false,
    note: '',
    entityId: null,
    speakerId: null,
    claimId: null,
    segments: words.map(([role, exact]) => segment(role, exact)).sort(compareSegments),
    ...stamp,
    ...more,
  };
}

function segment(role: SegmentRole, exact: string): Segment {
  const at = workedText.indexOf(exact);
  if (at === -1) throw new RangeError(`the worked text has no ${exact}`);
  const start = [...workedText.slice(0, at)].length;
  return { role, start: codePoints(start), end: codePoints(start + [...exact].length), exact };
}
