import { currentClaimStatus } from '../../claims/status.ts';
import type { Annotation, Article, Id, Segment, SegmentRole } from '../../records/records.ts';
import { buildOffsetMap, codePoints, type OffsetMap } from '../../text/offsets.ts';
import { joinList, stringifyObject, type CsvRow } from './csv-cells.ts';
import { buildCodebookRows } from './csv-codebook.ts';
import { fragmentSeparator, type CsvTableName } from './csv-tables.ts';
import {
  compareAnnotations,
  compareCreated,
  compareSegments,
  extentOf,
  furthestStatus,
  type DatasetArticle,
  type DatasetHead,
} from '../dataset.ts';

export type CsvRows<Name extends CsvTableName> = Readonly<Record<Name, readonly CsvRow[]>>;

/** Names that rows show beside ids. */
export interface CsvNames {
  readonly entities: ReadonlyMap<Id, string>;
  readonly annotators: ReadonlyMap<Id, string>;
}

/** Names of a project's entities and annotators by id. */
export function collectNames(head: Pick<DatasetHead, 'entities' | 'annotators'>): CsvNames {
  return {
    entities: new Map(head.entities.map((entity) => [entity.id, entity.name])),
    annotators: new Map(head.annotators.map((annotator) => [annotator.id, annotator.name])),
  };
}

/** The rows that one article gives. */
export function buildArticleRows(
  item: DatasetArticle,
  names: CsvNames,
): CsvRows<'articles' | 'annotations' | 'segments' | 'quotations' | 'mentions'> {
  const { article, revision } = item;
  const map = buildOffsetMap(revision.text);
  const annotations = [...item.annotations].sort(compareAnnotations);
  const counted = annotations.filter((annotation) => annotation.state !== 'rejected');
  const quotations = counted.filter((annotation) => annotation.layer === 'quotation');
  const mentions = counted.filter((annotation) => annotation.layer === 'mention');
  return {
    articles: [buildArticleRow(item, map)],
    annotations: annotations.map((annotation) => buildAnnotationRow(annotation, names, map)),
    segments: annotations.flatMap((annotation) => buildSegmentRows(annotation, map)),
    quotations: quotations.map((annotation) => buildQuotationRow(annotation, article, names, map)),
    mentions: mentions.map((annotation) => buildMentionRow(annotation, article, names, map)),
  };
}

function buildArticleRow({ article, revision, states }: DatasetArticle, map: OffsetMap): CsvRow {
  return [
    article.id,
    article.title,
    article.byline,
    article.publisher,
    article.url,
    article.published,
    article.language,
    joinList(article.tags),
    article.note,
    furthestStatus(states),
    revision.number,
    map.lengthCodePoints,
    revision.sha256,
    article.origin.file,
    article.createdAt,
    article.updatedAt,
    revision.text,
  ];
}

function buildAnnotationRow(annotation: Annotation, names: CsvNames, map: OffsetMap): CsvRow {
  const main = mainSegments(annotation);
  return [
    annotation.id,
    annotation.articleId,
    annotation.layer,
    annotation.label,
    annotation.state,
    annotation.annotatorId,
    names.annotators.get(annotation.annotatorId) ?? null,
    annotation.createdAt,
    annotation.updatedAt,
    annotation.doubt,
    annotation.note,
    stringifyObject(annotation.attributes),
    annotation.entityId,
    annotation.speakerId,
    annotation.claimId,
    ...buildOffsets(extentOf(annotation), map),
    joinExact(main),
  ];
}

function buildSegmentRows(annotation: Annotation, map: OffsetMap): CsvRow[] {
  const counts = new Map<SegmentRole, number>();
  return [...annotation.segments].sort(compareSegments).map((segment) => {
    const ordinal = (counts.get(segment.role) ?? 0) + 1;
    counts.set(segment.role, ordinal);
    const { id, articleId, layer, label } = annotation;
    const offsets = buildOffsets(segment, map);
    return [id, articleId, layer, label, segment.role, ordinal, ...offsets, segment.exact];
  });
}

function buildQuotationRow(
  annotation: Annotation,
  article: Article,
  names: CsvNames,
  map: OffsetMap,
): CsvRow {
  const content = segmentsOf(annotation, 'content');
  return [
    annotation.id,
    article.id,
    article.title,
    article.publisher,
    article.published,
    annotation.label,
    joinExact(content),
    joinExact(segmentsOf(annotation, 'source')),
    annotation.speakerId,
    nameOf(names.entities, annotation.speakerId),
    joinExact(segmentsOf(annotation, 'cue')),
    ...buildOffsets(extentOf({ segments: content }), map),
  ];
}

function buildMentionRow(
  annotation: Annotation,
  article: Article,
  names: CsvNames,
  map: OffsetMap,
): CsvRow {
  return [
    annotation.id,
    article.id,
    article.title,
    annotation.label,
    joinExact(mainSegments(annotation)),
    annotation.entityId,
    nameOf(names.entities, annotation.entityId),
    ...buildOffsets(extentOf(annotation), map),
  ];
}

/** The rows that do not belong to one article. */
export function buildHeadRows(
  head: DatasetHead,
  names: CsvNames,
): CsvRows<'entities' | 'claims' | 'claim_events' | 'evidence' | 'codebook'> {
  const statuses = currentStatuses(head);
  return {
    entities: [...head.entities]
      .sort(compareCreated)
      .map((entity) => [
        entity.id,
        entity.type,
        entity.name,
        joinList(entity.aliases),
        stringifyObject(entity.externalIds),
        entity.note,
        entity.mergedInto,
        entity.createdAt,
        entity.updatedAt,
      ]),
    claims: [...head.claims]
      .sort(compareCreated)
      .map((claim) => [
        claim.id,
        claim.statement,
        claim.claimantId,
        nameOf(names.entities, claim.claimantId),
        claim.type,
        statuses.get(claim.id) ?? currentClaimStatus([]),
        claim.note,
        claim.createdAt,
        claim.updatedAt,
      ]),
    claim_events: [...head.events]
      .sort(compareCreated)
      .map((event) => [
        event.id,
        event.claimId,
        event.status,
        event.asOf,
        event.recordedAt,
        event.annotatorId,
        nameOf(names.annotators, event.annotatorId),
        event.reason,
        joinList(event.evidenceIds),
      ]),
    evidence: [...head.evidence]
      .sort(compareCreated)
      .map((item) => [
        item.id,
        item.claimId,
        item.kind,
        item.ref,
        item.excerpt,
        item.stance,
        item.originGroup,
        item.official,
        item.published,
        item.sha256,
      ]),
    codebook: buildCodebookRows(head.codebook.codebook),
  };
}

/** Status that holds, by claim with at least one event. */
function currentStatuses(head: DatasetHead): Map<Id, string> {
  const events = new Map<Id, DatasetHead['events'][number][]>();
  for (const event of head.events) {
    const group = events.get(event.claimId);
    if (group) group.push(event);
    else events.set(event.claimId, [event]);
  }
  return new Map([...events].map(([claimId, group]) => [claimId, currentClaimStatus(group)]));
}

function segmentsOf(annotation: Annotation, role: SegmentRole): Segment[] {
  return annotation.segments.filter((segment) => segment.role === role).sort(compareSegments);
}

/** What the annotation is about: the content of a quotation, the span of anything else. */
function mainSegments(annotation: Annotation): Segment[] {
  return segmentsOf(annotation, annotation.layer === 'quotation' ? 'content' : 'span');
}

function joinExact(segments: readonly Segment[]): string {
  return segments.map((segment) => segment.exact).join(fragmentSeparator);
}

function buildOffsets(
  extent: { readonly start: number; readonly end: number },
  map: OffsetMap,
): number[] {
  const start = codePoints(extent.start);
  const end = codePoints(extent.end);
  return [start, end, map.toUtf16(start), map.toUtf16(end), map.toByte(start), map.toByte(end)];
}

function nameOf(names: ReadonlyMap<Id, string>, id: Id | null): string | null {
  return id === null ? null : (names.get(id) ?? null);
}
