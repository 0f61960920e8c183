import { findLabel, type Codebook, type Label } from '../../../../shared/codebook/codebook.ts';
import type { MarkColouring } from '../../../../shared/contract/settings.ts';
import type { ClaimView } from '../../../../shared/contract/views.ts';
import type { Annotation, Entity, Id, Segment } from '../../../../shared/records/records.ts';
import type { MarkStatus, MarkView } from '../../../editor/types.ts';
import { unlinkedKindOf, unlinkedKinds } from '../pickers/source-kind.ts';

/** What marks are described from besides the annotations themselves. */
export interface MarkContext {
  readonly codebook: Codebook;
  readonly entities: ReadonlyMap<Id, Entity>;
  readonly claims: ReadonlyMap<Id, ClaimView>;
}

/** What they are drawn from in the text. */
export interface DrawnContext extends MarkContext {
  /** What colours say. */
  readonly colourBy: MarkColouring;
  /** Colour tokens of the speakers in the article; asked only when colours say who speaks. */
  readonly speakers: ReadonlyMap<Id, string>;
}

/** Icons of claim statuses, told apart without colour. */
const statusIcons: Readonly<Record<string, string>> = {
  unverified: '○',
  corroborated: '✓',
  confirmed: '✔',
  disputed: '!',
  denied: '≠',
  false: '✕',
  retracted: '⊘',
  outdated: '↺',
  not_checkable: '–',
};

/** Icon of a claim status; `○` for one that the codebook added. */
export function statusIcon(statusId: string): string {
  return statusIcons[statusId] ?? '○';
}

/** The label of a claim status; null when the codebook does not have it. */
export function findStatus(codebook: Codebook, statusId: string): Label | null {
  return codebook.claimStatuses.find((label) => label.id === statusId) ?? null;
}

function statusOf(context: MarkContext, annotation: Annotation): MarkStatus | null {
  if (annotation.layer !== 'claim') return null;
  const view = annotation.claimId === null ? undefined : context.claims.get(annotation.claimId);
  const id = view?.status ?? 'unverified';
  const label = findStatus(context.codebook, id);
  return {
    id,
    icon: statusIcon(id),
    line: label?.line ?? 'dashed',
    ...(label && { colour: label.colour }),
  };
}

/** Names of the source segments, for a quotation without a linked speaker. */
export function sourceText(annotation: Annotation): string {
  return annotation.segments
    .filter((segment) => segment.role === 'source')
    .map((segment) => segment.exact)
    .join(', ');
}

/** Who speaks a quotation, for display: the linked entity, else the source's words; empty when neither is known. */
export function speakerName(entities: ReadonlyMap<Id, Entity>, annotation: Annotation): string {
  const speaker = annotation.speakerId === null ? undefined : entities.get(annotation.speakerId);
  return speaker?.name ?? sourceText(annotation);
}

/** The same, or how a source is given that is nobody of the cast, for a list: `unnamed source`; `no speaker` while it is open. */
export function sayWho(entities: ReadonlyMap<Id, Entity>, annotation: Annotation): string {
  return speakerName(entities, annotation) || sayUnlinked(annotation) || 'no speaker';
}

/** `unnamed source`; null while it is open. */
function sayUnlinked(annotation: Annotation): string | null {
  const kind = unlinkedKindOf(annotation);
  return kind && unlinkedKinds[kind].toLowerCase();
}

/** Whether nobody has said yet who speaks a quotation. Scare quotes have no speaker. */
export function lacksSource(annotation: Annotation): boolean {
  const { layer, label, speakerId } = annotation;
  if (layer !== 'quotation' || label === 'not_speech' || speakerId !== null) return false;
  return sourceText(annotation) === '' && unlinkedKindOf(annotation) === null;
}

/** What the chip beside a quotation says, `described` where nobody is named; null for no chip. */
function chipOf(entities: ReadonlyMap<Id, Entity>, annotation: Annotation): string | null {
  return annotation.layer !== 'quotation' || lacksSource(annotation)
    ? null
    : speakerName(entities, annotation) || unlinkedKindOf(annotation);
}

function labelOf(context: MarkContext, { layer, label }: Annotation): Label | null {
  return label === null ? null : findLabel(context.codebook, layer, label);
}

/** A mark in words: `Direct quotation, Ana Ruiz`. */
export function describeMark(context: MarkContext, annotation: Annotation): string {
  const label = labelOf(context, annotation);
  const suggested = annotation.state === 'suggested' ? 'Suggested: ' : '';
  if (annotation.layer === 'quotation') {
    const who = sayWho(context.entities, annotation);
    return `${suggested}${label?.name ?? 'Untyped'} quotation, ${who}`;
  }
  if (annotation.layer === 'claim') {
    const status = statusOf(context, annotation);
    return `${suggested}Claim, ${findStatus(context.codebook, status?.id ?? '')?.name ?? 'Unverified'}`;
  }
  const entity =
    annotation.entityId === null ? undefined : context.entities.get(annotation.entityId);
  return `${suggested}${label?.name ?? 'Untyped'}, ${entity?.name ?? 'not linked'}`;
}

const kindColours: Readonly<Record<string, string>> = {
  quotation: 'quote',
  mention: 'entity',
  claim: 'claim',
};

/** Colour token of a mark. What the colouring says nothing about steps back in grey, or keeps the colour of its kind. */
function colourOf(context: DrawnContext, annotation: Annotation, label: Label | null): string {
  const { layer } = annotation;
  const ofKind = kindColours[layer] ?? label?.colour ?? 'other';
  switch (context.colourBy) {
    case 'kind':
      return ofKind;
    case 'type':
      return layer === 'claim' ? ofKind : (label?.colour ?? 'other');
    case 'speaker': {
      const who = layer === 'quotation' ? annotation.speakerId : annotation.entityId;
      return (who === null ? undefined : context.speakers.get(who)) ?? 'other';
    }
    case 'status':
      return layer === 'claim' ? (statusOf(context, annotation)?.colour ?? ofKind) : 'other';
  }
}

/** One annotation as the reader draws it. */
export function toMarkView(
  context: DrawnContext,
  annotation: Annotation,
  segments: readonly Segment[] = annotation.segments,
): MarkView {
  const label = labelOf(context, annotation);
  return {
    id: annotation.id,
    kind: annotation.layer,
    label: label?.name ?? null,
    lineStyle: label?.line ?? 'solid',
    colour: colourOf(context, annotation, label),
    state: annotation.state,
    doubt: annotation.doubt,
    segments,
    chip: chipOf(context.entities, annotation),
    status: statusOf(context, annotation),
    description: describeMark(context, annotation),
  };
}

/** From the first to the last offset of an annotation's own text: content or span, sources and cues left out. */
export function extentOf(annotation: {
  readonly segments: readonly Segment[];
}): Pick<Segment, 'start' | 'end'> {
  const own = annotation.segments.filter(({ role }) => role === 'content' || role === 'span');
  const [first] = own;
  if (!first) throw new RangeError('annotation without content');
  return own.reduce(
    (extent, segment) => ({
      start: segment.start < extent.start ? segment.start : extent.start,
      end: segment.end > extent.end ? segment.end : extent.end,
    }),
    { start: first.start, end: first.end },
  );
}
