import { currentClaimStatus } from '../../claims/status.ts';
import {
  compareAnnotations,
  compareSegments,
  type DatasetArticle,
  type DatasetHead,
} from '../../formats/dataset.ts';
import type {
  Annotation,
  Annotator,
  Claim,
  ClaimEvent,
  Entity,
  Id,
} from '../../records/records.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle, AnnotatedMark } from './annotated-article.ts';

/** Rows of a head by their ids. */
export interface RowIndex {
  readonly annotators: ReadonlyMap<Id, Annotator>;
  readonly entities: ReadonlyMap<Id, Entity>;
  readonly claims: ReadonlyMap<Id, Claim>;
  /** Current status by claim. */
  readonly statuses: ReadonlyMap<Id, string>;
}

const indices = new WeakMap<DatasetHead, RowIndex>();

/** The rows of a head by id; made once for each head. */
export function indexRows(head: DatasetHead): RowIndex {
  const known = indices.get(head);
  if (known) return known;
  const events = new Map<Id, ClaimEvent[]>();
  for (const event of head.events) {
    const list = events.get(event.claimId);
    if (list) list.push(event);
    else events.set(event.claimId, [event]);
  }
  const index: RowIndex = {
    annotators: byId(head.annotators),
    entities: byId(head.entities),
    claims: byId(head.claims),
    statuses: new Map(
      head.claims.map(({ id }) => [id, currentClaimStatus(events.get(id) ?? [])] as const),
    ),
  };
  indices.set(head, index);
  return index;
}

function byId<Row extends { readonly id: Id }>(rows: readonly Row[]): ReadonlyMap<Id, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** The entity that a mark links to: what a mention refers to or who says a quotation; null when there is none. */
export function findEntity(annotation: Annotation, index: RowIndex): Entity | null {
  const id = annotation.layer === 'quotation' ? annotation.speakerId : annotation.entityId;
  return (id !== null && index.entities.get(id)) || null;
}

/** A mark with all that a format can hold: names instead of links. */
export function buildAnnotatedMark(annotation: Annotation, index: RowIndex): AnnotatedMark {
  const claim = annotation.claimId === null ? null : index.claims.get(annotation.claimId);
  return {
    id: annotation.id,
    layer: annotation.layer,
    label: annotation.label,
    segments: [...annotation.segments].sort(compareSegments),
    attributes: annotation.attributes,
    note: annotation.note,
    doubt: annotation.doubt,
    state: annotation.state,
    annotator: index.annotators.get(annotation.annotatorId)?.name ?? null,
    entity: findEntity(annotation, index)?.name ?? null,
    claim: claim?.statement ?? null,
    status: claim ? (index.statuses.get(claim.id) ?? null) : null,
  };
}

/** Metadata of an article by the names of the JSON export; what is not known is left out. */
export function buildMetadata({ article }: DatasetArticle): JsonObject {
  const { byline, publisher, url, published, language, tags } = article;
  return {
    ...(byline !== '' && { byline }),
    ...(publisher !== '' && { publisher }),
    ...(url !== '' && { url }),
    ...(published !== null && { published }),
    ...(language !== '' && { language }),
    ...(tags.length > 0 && { tags: [...tags] }),
  };
}

/** An article with all that a format can hold. A format takes from it what it keeps. */
export function buildAnnotatedArticle(item: DatasetArticle, index: RowIndex): AnnotatedArticle {
  return {
    id: item.article.id,
    title: item.article.title,
    text: item.revision.text,
    marks: [...item.annotations]
      .sort(compareAnnotations)
      .map((annotation) => buildAnnotatedMark(annotation, index)),
    metadata: buildMetadata(item),
    place: '',
  };
}
