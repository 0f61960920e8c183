import { findLabel, findLayer } from '../../../../shared/codebook/codebook.ts';
import type { Annotation, SegmentRole } from '../../../../shared/records/records.ts';
import type { MarkContext } from '../marks/mark-views.ts';

/** One field of a mark in words; an empty value is one that is not set. */
export interface Fact {
  readonly field: string;
  readonly value: string;
}

/** A field that differs between two states of a mark; '' where it was not set. */
export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

const roleNames: readonly (readonly [SegmentRole, string])[] = [
  ['content', 'Content'],
  ['span', 'Text'],
  ['source', 'Source'],
  ['cue', 'Cue'],
  ['addressee', 'Addressee'],
];

const stateNames = { accepted: 'Accepted', suggested: 'Suggested', rejected: 'Rejected' } as const;

function wordsOf(annotation: Annotation, role: SegmentRole): string {
  return annotation.segments
    .filter((segment) => segment.role === role)
    .map(({ exact }) => exact)
    .join(' … ');
}

function listLinks(context: MarkContext, annotation: Annotation): Fact[] {
  const { layer, speakerId, entityId, claimId } = annotation;
  const nameOf = (id: string | null) =>
    id === null ? '' : (context.entities.get(id)?.name ?? 'somebody removed from the cast');
  if (layer === 'quotation') return [{ field: 'Speaker', value: nameOf(speakerId) }];
  if (layer === 'claim') {
    const claim = claimId === null ? null : context.claims.get(claimId)?.claim;
    const value = claimId === null ? '' : (claim?.statement ?? 'a claim that was removed');
    return [{ field: 'Claim', value }];
  }
  return [{ field: 'Cast entry', value: nameOf(entityId) }];
}

function listAttributes(context: MarkContext, annotation: Annotation): Fact[] {
  const layer = findLayer(context.codebook, annotation.layer);
  return (layer?.attributes ?? []).map(({ id, name, values, initial }) => {
    const given = annotation.attributes[id];
    const value = typeof given === 'string' ? given : (initial ?? '');
    return { field: name, value: values.find((each) => each.id === value)?.name ?? value };
  });
}

/** Every field of a mark in words, in the order of its card; those that are not set too. */
export function describeMark(context: MarkContext, annotation: Annotation): Fact[] {
  const { codebook } = context;
  const { layer, label, state, doubt, note } = annotation;
  const hasLabels = (findLayer(codebook, layer)?.labels.length ?? 0) > 0;
  const type = label === null ? '' : (findLabel(codebook, layer, label)?.name ?? label);
  return [
    ...roleNames.map(([role, field]) => ({ field, value: wordsOf(annotation, role) })),
    ...listLinks(context, annotation),
    ...(hasLabels ? [{ field: 'Type', value: type }] : []),
    ...listAttributes(context, annotation),
    { field: 'Decision', value: stateNames[state] },
    { field: 'Doubt', value: doubt ? 'Doubtful' : '' },
    { field: 'Note', value: note },
  ];
}

/** What changed between two states of a mark, in words. Segments that moved and kept their words are not told apart. */
export function compareMarks(
  context: MarkContext,
  before: Annotation,
  after: Annotation,
): FieldChange[] {
  const then = new Map(describeMark(context, before).map(({ field, value }) => [field, value]));
  return describeMark(context, after).flatMap(({ field, value }) => {
    const from = then.get(field) ?? '';
    return from === value ? [] : [{ field, from, to: value }];
  });
}
