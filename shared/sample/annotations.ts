import {
  segmentRoles,
  type Annotation,
  type Id,
  type Segment,
  type SegmentRole,
} from '../records/records.ts';
import type { RichDocument } from '../text/document.ts';
import type {
  ArticleSketch,
  ClaimMarkSketch,
  MentionSketches,
  Place,
  QuotationSketch,
  Remarks,
} from './authoring.ts';
import { entities, type EntityKey } from './entities.ts';
import { annotatorId, buildStamp, claimId, entityId } from './ids.ts';
import { buildLocator, type Located } from './locate.ts';

type Locate = (place: Place, block: number | undefined) => Located;

/** What differs between layers, before ids, annotator and times are added. */
interface Draft {
  readonly layer: 'quotation' | 'mention' | 'claim';
  readonly label: string | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly remarks: Remarks;
  readonly segments: readonly Segment[];
  readonly entityId?: Id;
  readonly speakerId?: Id;
  readonly claimId?: Id;
}

const secondsBetween = 30;

/**
 * The annotations of an article: its sketches with words turned into offsets, in the order in which they are written,
 * quotations first, then mentions, then claims.
 *
 * @throws RangeError when words are not found or not unambiguous.
 */
export function buildAnnotations(
  sketch: ArticleSketch,
  document: RichDocument,
  text: string,
): Annotation[] {
  const locate = buildLocator(sketch.id, document, text);
  const drafts = [
    ...sketch.quotations.map((quotation) => draftQuotation(quotation, locate)),
    ...Object.entries(sketch.mentions).flatMap(([block, mentions]) =>
      draftMentions(Number(block), mentions, locate),
    ),
    ...sketch.claims.map((mark) => draftClaimMark(mark, locate)),
  ];
  const counts = { quotation: 0, mention: 0, claim: 0 };
  return drafts.map((draft, i): Annotation => {
    const { remarks } = draft;
    const annotator = remarks.suggested ? 'program' : sketch.annotator;
    const ordinal = ++counts[draft.layer];
    return {
      id: `${sketch.id}-${remarks.key ?? `${draft.layer}-${ordinal}`}`,
      articleId: sketch.id,
      revision: 1,
      layer: draft.layer,
      label: draft.label,
      annotatorId: annotatorId(annotator),
      state: remarks.suggested ? 'suggested' : 'accepted',
      attributes: draft.attributes,
      doubt: remarks.doubt ?? false,
      note: remarks.note ?? '',
      entityId: draft.entityId ?? null,
      speakerId: draft.speakerId ?? null,
      claimId: draft.claimId ?? null,
      segments: draft.segments,
      ...buildStamp(annotator, sketch.annotatedAt, i * secondsBetween),
    };
  });
}

function draftQuotation(sketch: QuotationSketch, locate: Locate): Draft {
  const locateRole = (role: SegmentRole, places: Place | readonly Place[] | undefined) =>
    listPlaces(places).map((place): Segment => ({ role, ...locate(place, sketch.block) }));
  return {
    layer: 'quotation',
    label: sketch.type,
    attributes: {
      ...(sketch.kind && { source_kind: sketch.kind }),
      ...(sketch.type !== 'not_speech' && { polarity: sketch.negated ? 'negated' : 'affirmed' }),
    },
    remarks: sketch,
    segments: sortSegments([
      ...locateRole('content', sketch.content),
      ...locateRole('source', sketch.source),
      ...locateRole('cue', sketch.cue),
      ...locateRole('addressee', sketch.addressee),
    ]),
    ...(sketch.speaker !== undefined && { speakerId: entityId(sketch.speaker) }),
  };
}

function draftMentions(block: number, mentions: MentionSketches, locate: Locate): Draft[] {
  return Object.entries(mentions).map(([words, value]) => {
    const remarks = typeof value === 'string' ? { entity: value } : value;
    const [key, level = 'NAM'] = remarks.entity.split(':');
    if (!isEntityKey(key)) throw new RangeError(`no entity is called ${remarks.entity}`);
    return {
      layer: 'mention',
      label: entities[key].type,
      attributes: { level },
      remarks,
      segments: [{ role: 'span', ...locate(words, block) }],
      entityId: entityId(key),
    };
  });
}

function draftClaimMark(sketch: ClaimMarkSketch, locate: Locate): Draft {
  return {
    layer: 'claim',
    label: null,
    attributes: {},
    remarks: sketch,
    segments: sortSegments(
      listPlaces(sketch.text).map((place) => ({ role: 'span', ...locate(place, sketch.block) })),
    ),
    claimId: claimId(sketch.claim),
  };
}

function listPlaces(places: Place | readonly Place[] | undefined): readonly Place[] {
  if (places === undefined) return [];
  return isList(places) ? places : [places];
}

function isList(places: Place | readonly Place[]): places is readonly Place[] {
  return Array.isArray(places);
}

function isEntityKey(key: string | undefined): key is EntityKey {
  return key !== undefined && Object.hasOwn(entities, key);
}

function sortSegments(segments: readonly Segment[]): Segment[] {
  return [...segments].sort(
    (left, right) =>
      segmentRoles.indexOf(left.role) - segmentRoles.indexOf(right.role) ||
      left.start - right.start,
  );
}
