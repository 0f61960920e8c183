import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Annotation, Entity, SegmentRole } from '../../../../shared/records/records.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';

const stamp = {
  createdAt: '2026-11-20T09:00:00.000Z',
  createdBy: 'ann',
  updatedAt: '2026-11-20T09:00:00.000Z',
  updatedBy: 'ann',
};

/** A mark of the article `article-0`; its segments are given as parts of a text, each once in it. */
export function buildMark(
  text: string,
  id: string,
  layer: 'quotation' | 'mention' | 'claim',
  parts: Readonly<Partial<Record<SegmentRole, string | readonly string[]>>>,
  fields: Partial<Annotation> = {},
): Annotation {
  const segments = Object.entries(parts).flatMap(([role, given]) =>
    [given].flat().map((exact) => {
      const at = text.indexOf(exact);
      if (at < 0) throw new RangeError(`no “${exact}” in the text`);
      const start = [...text.slice(0, at)].length;
      return {
        role: role as SegmentRole,
        start: codePoints(start),
        end: codePoints(start + [...exact].length),
        exact,
      };
    }),
  );
  return {
    ...stamp,
    id,
    articleId: 'article-0',
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
    segments,
    ...fields,
  };
}

/** A person of the cast. */
export function buildPerson(id: string, name: string, aliases: readonly string[] = []): Entity {
  return { ...stamp, id, type: 'person', name, aliases, externalIds: {}, note: '', mergedInto: null }; // prettier-ignore
}

/** A claim without evidence, in as many articles as it occurs. */
export function buildClaim(id: string, statement: string, occurrences = 0): ClaimView {
  return {
    claim: { ...stamp, id, statement, claimantId: null, type: null, note: '' },
    status: 'unverified',
    warning: null,
    events: [],
    evidence: [],
    passages: [],
    occurrences: Array.from({ length: occurrences }, (_, i) => ({
      annotationId: `${id}-${i}`,
      articleId: `article-${i}`,
    })),
  };
}
