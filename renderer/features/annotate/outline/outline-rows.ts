import { findLabel } from '../../../../shared/codebook/codebook.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { foldName } from '../pickers/names.ts';
import {
  findStatus,
  sayWho,
  statusIcon,
  describeMark,
  type MarkContext,
} from '../marks/mark-views.ts';

/** One mark as the outline shows it. */
export interface OutlineRow {
  readonly text: string;
  /** Second line: who, what, which status; never the first line once more. */
  readonly detail: string;
  /** Colour token of the bar at its side. */
  readonly colour: string;
}

/** The words of a mark itself: content or span, sources and cues left out. */
export function ownText({ segments }: Pick<Annotation, 'segments'>): string {
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
    const who = sayWho(context.entities, annotation);
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

/** What the name of a row says besides the mark's own description. */
export interface RowPlace {
  /** Number of the paragraph, from 1. */
  readonly paragraph: number;
  /** Marks that lie inside this one, by layer. */
  readonly inside: ReadonlyMap<string, number>;
  readonly openComments: number;
}

const insideNames: readonly (readonly [string, string, string])[] = [
  ['quotation', 'quotation', 'quotations'],
  ['mention', 'entity', 'entities'],
  ['claim', 'claim', 'claims'],
];

/** The whole row in words, for screen readers: `Direct quotation, Ana Ruiz, paragraph 3, 2 entities inside: “We signed …”`. */
export function describeRow(context: MarkContext, annotation: Annotation, place: RowPlace): string {
  const inside = insideNames.flatMap(([layer, one, many]) => {
    const count = place.inside.get(layer) ?? 0;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many} inside`];
  });
  const { openComments } = place;
  const facts = [
    describeMark(context, annotation),
    `paragraph ${place.paragraph}`,
    ...inside,
    ...(annotation.state === 'rejected' ? ['rejected'] : []),
    ...(annotation.doubt ? ['doubtful'] : []),
    ...(openComments > 0
      ? [`${openComments} open ${openComments === 1 ? 'comment' : 'comments'}`]
      : []),
  ];
  return `${facts.join(', ')}: ${ownText(annotation)}`;
}

const layerWords: Readonly<Record<string, string>> = {
  quotation: 'quotation',
  mention: 'entity mention',
  claim: 'claim',
};
/** Folded words by mark: typing in the filter asks for those of every mark at every letter. */
const wordsOf = new WeakMap<MarkContext, WeakMap<Annotation, string>>();

function searchableWords(context: MarkContext, annotation: Annotation): string {
  const known = wordsOf.get(context) ?? new WeakMap<Annotation, string>();
  wordsOf.set(context, known);
  const found = known.get(annotation);
  if (found !== undefined) return found;
  const { text, detail } = toOutlineRow(context, annotation);
  const made = foldName(
    [
      text,
      detail,
      layerWords[annotation.layer] ?? annotation.layer,
      annotation.state,
      annotation.doubt ? 'doubtful flag' : '',
      annotation.note,
    ].join(' '),
  );
  known.set(annotation, made);
  return made;
}

/**
 * Whether a mark says every word that was typed into the filter: in its text, speaker, type, status, kind, state or note.
 *
 * @param filter Folded as by `foldName`; empty fits every mark.
 */
export function matchesFilter(
  context: MarkContext,
  annotation: Annotation,
  filter: string,
): boolean {
  if (filter === '') return true;
  const words = searchableWords(context, annotation);
  return filter.split(' ').every((word) => words.includes(word));
}
