import { findLabel } from '../../../../shared/codebook/codebook.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { foldName } from '../pickers/names.ts';
import { findStatus, speakerName, statusIcon, type MarkContext } from '../marks/mark-views.ts';

/** One mark as the outline shows it. */
export interface OutlineRow {
  readonly text: string;
  /** Second line: who, what, which status; never the first line once more. */
  readonly detail: string;
  /** Colour token of the bar at its side. */
  readonly colour: string;
}

function ownText({ segments }: Annotation): string {
  return segments
    .filter(({ role }) => role === 'content' || role === 'span')
    .map(({ exact }) => exact)
    .join(' … ');
}

/** Describe a mark in two lines. */
export function toOutlineRow(context: MarkContext, annotation: Annotation): OutlineRow {
  const text = ownText(annotation);
  const label =
    annotation.label === null
      ? null
      : findLabel(context.codebook, annotation.layer, annotation.label);
  const type = label?.name ?? '';
  if (annotation.layer === 'quotation') {
    const who = speakerName(context.entities, annotation) || 'no speaker';
    return { text, detail: type ? `${who} · ${type.toLowerCase()}` : who, colour: 'quote-line' };
  }
  if (annotation.layer === 'claim') {
    const view = annotation.claimId === null ? undefined : context.claims.get(annotation.claimId);
    const status = view?.status ?? 'unverified';
    const name = findStatus(context.codebook, status)?.name ?? status;
    return { text, detail: `${statusIcon(status)} ${name}`, colour: 'claim-line' };
  }
  const entity =
    annotation.entityId === null ? undefined : context.entities.get(annotation.entityId);
  const who = entity === undefined ? 'not linked' : entity.name === text ? '' : entity.name;
  return {
    text,
    detail: [type, who].filter(Boolean).join(' · '),
    colour: label?.colour ?? 'entity-line',
  };
}

/** Whether a mark says what was typed into the filter, in either line. */
export function matchesFilter(
  context: MarkContext,
  annotation: Annotation,
  filter: string,
): boolean {
  if (filter === '') return true;
  const { text, detail } = toOutlineRow(context, annotation);
  return foldName(`${text} ${detail}`).includes(filter);
}
