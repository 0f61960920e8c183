import { compareSegments, extentOf } from '../../formats/dataset.ts';
import { annotationStates, type Segment, type SegmentRole } from '../../records/records.ts';
import { compareTexts } from '../../util/compare-texts.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedMark } from './annotated-article.ts';
import { idOf, objectOf, textOf } from './source-text.ts';
import type { PlacedSpan } from './offset-unit.ts';

/** A labelled span of a format that knows nothing but spans and relations between two of them. */
export interface FlatSpan {
  /** Id of the mark for its first own span, `<id>.source.1` for its other parts. */
  readonly id: string;
  /** `quotation.direct`, `quotation.source`, `claim`. */
  readonly label: string;
  readonly segment: Segment;
  /** The mark whose first own span this is; null for the other parts of a mark. */
  readonly mark: AnnotatedMark | null;
}

/** From the first own span of a mark to another part of it. */
export interface FlatLink {
  readonly from: FlatSpan;
  readonly to: FlatSpan;
  /** `speaker`, `cue`, `addressee`, or `fragment` for more of the mark's own words. */
  readonly type: string;
}

/** Marks as spans and relations. */
export interface SpanGraph {
  readonly spans: readonly FlatSpan[];
  readonly links: readonly FlatLink[];
}

/** A span as a reader of such a format found it. */
export interface ReadSpan {
  /** What relations name it by. */
  readonly key: string;
  readonly label: string | null;
  readonly segment: PlacedSpan;
  /** What stands beside a span of ours, see `buildDetails`; null when nothing does. */
  readonly details: JsonObject | null;
}

/** A relation as a reader found it, between keys of spans. */
export interface ReadLink {
  readonly from: string;
  readonly to: string;
  readonly type: string;
}

/** What no format of spans and relations holds. */
export const flatLosses: readonly string[] = [
  'Headings, lists and links of the text, notes on articles, comments, and when a mark was made.',
  'The cast beyond names, and of claims all but statement and status.',
];

const linkTypes: Readonly<Record<SegmentRole, string>> = {
  content: 'content',
  source: 'speaker',
  cue: 'cue',
  addressee: 'addressee',
  span: 'span',
};
const fragmentType = 'fragment';
/** Last parts of labels that say no more than the part of a quotation. */
const partLabels = new Set(['source', 'speaker', 'cue', 'addressee', 'content', 'span']);

function ownRole(layer: string | null): SegmentRole {
  return layer === 'quotation' ? 'content' : 'span';
}

/** Label of a mark in one word: `mention.person`, `claim` without a label, the label alone without a layer. */
export function joinLabel({ layer, label }: Pick<AnnotatedMark, 'layer' | 'label'>): string {
  if (layer === null) return label ?? '';
  return label === null ? layer : `${layer}.${label}`;
}

/** Marks as spans with links: quotations as their content, linked to source, cue and addressee. */
export function buildSpanGraph(marks: readonly AnnotatedMark[]): SpanGraph {
  const spans: FlatSpan[] = [];
  const links: FlatLink[] = [];
  for (const [i, mark] of marks.entries()) {
    const own = ownRole(mark.layer);
    const first = mark.segments.find(({ role }) => role === own) ?? mark.segments[0];
    if (!first) continue;
    const id = mark.id ?? `mark-${i + 1}`;
    const label = joinLabel(mark);
    const from: FlatSpan = { id, label, segment: first, mark };
    spans.push(from);
    const others = mark.segments.filter((segment) => segment !== first);
    for (const [k, segment] of others.entries()) {
      const isOwn = segment.role === own;
      const to: FlatSpan = {
        id: `${id}.${segment.role}.${k + 1}`,
        label: isOwn ? label : `${mark.layer ?? ''}.${segment.role}`,
        segment,
        mark: null,
      };
      spans.push(to);
      links.push({ from, to, type: isOwn ? fragmentType : linkTypes[segment.role] });
    }
  }
  return { spans, links };
}

/** Spans with links as marks. Links of other types than ours are left out. Sorted as marks of an article are. */
export function joinSpanGraph(
  spans: readonly ReadSpan[],
  links: readonly ReadLink[],
): AnnotatedMark[] {
  const byKey = new Map(spans.map((span) => [span.key, span]));
  const parts = new Map<string, { readonly role: SegmentRole | null; readonly span: ReadSpan }[]>();
  const consumed = new Set<string>();
  for (const link of links) {
    const [from, to] = [byKey.get(link.from), byKey.get(link.to)];
    const role = findRole(link.type);
    if (!from || !to || from === to || role === undefined) continue;
    // A speaker may also be a mark of its own, an entity in the file of another program.
    if (role === null || isPart(to)) consumed.add(to.key);
    const list = parts.get(from.key);
    if (list) list.push({ role, span: to });
    else parts.set(from.key, [{ role, span: to }]);
  }
  return spans
    .filter((span) => !consumed.has(span.key))
    .map((span) => joinMark(span, parts.get(span.key) ?? []))
    .sort(compareMarks);
}

function joinMark(
  span: ReadSpan,
  parts: readonly { readonly role: SegmentRole | null; readonly span: ReadSpan }[],
): AnnotatedMark {
  const mark = buildMark(span.label, span.details);
  const hasRoles = parts.some(({ role }) => role !== null && role !== 'span');
  const own = mark.layer === null && hasRoles ? 'content' : ownRole(mark.layer);
  const segments = [
    { role: own, ...span.segment },
    ...parts.map((part) => ({ role: part.role ?? own, ...part.span.segment })),
  ];
  return { ...mark, segments: sortSegments(segments) };
}

/** Segments in stored order, each place once a role. */
export function sortSegments(segments: readonly Segment[]): Segment[] {
  const sorted = [...segments].sort(compareSegments);
  return sorted.filter((segment, i) => {
    const before = sorted[i - 1];
    return !before || compareSegments(before, segment) !== 0;
  });
}

/** Order of marks in an article, as `compareAnnotations`. */
export function compareMarks(left: AnnotatedMark, right: AnnotatedMark): number {
  const [a, b] = [extentOf(left), extentOf(right)];
  return a.start - b.start || b.end - a.end || compareTexts(left.id ?? '', right.id ?? '');
}

/** Role of a link's end; null for a fragment, undefined for a link that is none of ours. */
function findRole(type: string): SegmentRole | null | undefined {
  const name = type.toLowerCase();
  if (name === fragmentType) return null;
  if (name === 'source') return 'source';
  const roles: readonly SegmentRole[] = ['content', 'source', 'cue', 'addressee', 'span'];
  return roles.find((role) => linkTypes[role] === name);
}

function isPart(span: ReadSpan): boolean {
  const last = span.label?.toLowerCase().split('.').at(-1) ?? '';
  return textOf(span.details?.['layer']) === null && partLabels.has(last);
}

/** All of a mark but its label and words, for a place beside its first span: what is empty is left out. */
export function buildDetails(mark: AnnotatedMark): JsonObject {
  return {
    ...(mark.id !== null && { id: mark.id }),
    ...(mark.layer !== null && { layer: mark.layer }),
    ...(Object.keys(mark.attributes).length > 0 && { attributes: mark.attributes }),
    ...(mark.note !== '' && { note: mark.note }),
    ...(mark.doubt && { doubt: true }),
    ...(mark.state !== 'accepted' && { state: mark.state }),
    ...(mark.annotator !== null && { annotator: mark.annotator }),
    ...(mark.entity !== null && { entity: mark.entity }),
    ...(mark.claim !== null && { claim: mark.claim }),
    ...(mark.status !== null && { status: mark.status }),
  };
}

/** A mark from its label and what stands beside it, still without segments. */
export function buildMark(label: string | null, details: JsonObject | null): AnnotatedMark {
  const named = textOf(details?.['layer']);
  // Somebody may have given the span another label in the other program: then it speaks for itself.
  const layer =
    named !== null && (label === named || label?.startsWith(`${named}.`)) ? named : null;
  return {
    id: idOf(details?.['id']),
    layer,
    label: layer === null || label === null ? label : label.slice(layer.length + 1) || null,
    segments: [],
    attributes: objectOf(details?.['attributes']) ?? {},
    note: textOf(details?.['note']) ?? '',
    doubt: details?.['doubt'] === true,
    state: annotationStates.find((state) => state === details?.['state']) ?? 'accepted',
    annotator: textOf(details?.['annotator']),
    entity: textOf(details?.['entity']),
    claim: textOf(details?.['claim']),
    status: textOf(details?.['status']),
  };
}
