import { currentClaimStatus } from '../../claims/status.ts';
import type { AttributeDefinition, Codebook, Label } from '../../codebook/codebook.ts';
import type {
  Annotation,
  Claim,
  ClaimEvent,
  CodebookRecord,
  Entity,
  Evidence,
  Id,
  Stamp,
} from '../../records/records.ts';
import { compareTexts } from '../../util/compare-texts.ts';
import { sortKeys } from '../../util/json.ts';
import {
  compareAnnotations,
  compareCreated,
  compareSegments,
  furthestStatus,
  type DatasetArticle,
  type DatasetHead,
} from '../dataset.ts';
import {
  exportFormat,
  exportOffsetUnit,
  exportVersion,
  type ExportAnnotation,
  type ExportArticle,
  type ExportFile,
  type ExportHead,
} from './quotemark-schema.ts';

/** What an export says about its making. */
export interface ExportMaking {
  /** UTC instant. */
  readonly exportedAt: string;
  /** Program and version, `Quotemark 0.1.0`. */
  readonly generator: string;
}

/**
 * Everything of the export but its articles, which may be too many to hold at once.
 *
 * @param hasText Whether the articles will have their texts; the head says so when not.
 */
export function buildExportHead(
  dataset: DatasetHead,
  making: ExportMaking,
  { hasText }: { readonly hasText: boolean } = { hasText: true },
): ExportHead {
  const { project, annotators, entities, claims, comments } = dataset;
  return {
    format: exportFormat,
    version: exportVersion,
    offset_unit: exportOffsetUnit,
    exported_at: making.exportedAt,
    generator: making.generator,
    ...(!hasText && { without_text: true as const }),
    project: {
      id: project.id,
      name: project.name,
      description: project.description,
      settings: sortKeys(project.settings),
      ...buildStamp(project),
    },
    annotators: [...annotators].sort(compareCreated).map((annotator) => ({
      id: annotator.id,
      name: annotator.name,
      colour: annotator.colour,
      ...buildStamp(annotator),
    })),
    codebook: buildCodebook(dataset.codebook),
    entities: [...entities].sort(compareCreated).map(buildExportEntity),
    claims: buildExportClaims(claims, dataset),
    comments: [...comments].sort(compareCreated).map((comment) => ({
      id: comment.id,
      target_type: comment.targetType,
      target_id: comment.targetId,
      parent: comment.parentId,
      body: comment.body,
      annotator: comment.annotatorId,
      resolved: comment.resolved,
      ...buildStamp(comment),
    })),
  };
}

/** One article of the export. */
export function buildExportArticle(item: DatasetArticle): ExportArticle {
  const { article, revision } = item;
  const states = [...item.states].sort((a, b) => compareTexts(a.annotatorId, b.annotatorId));
  return {
    id: article.id,
    title: article.title,
    byline: article.byline,
    publisher: article.publisher,
    url: article.url,
    published: article.published,
    language: article.language,
    tags: [...article.tags],
    note: article.note,
    status: furthestStatus(states),
    states: states.map((state) => ({
      annotator: state.annotatorId,
      status: state.status,
      ...buildStamp(state),
    })),
    origin: { ...article.origin },
    ...buildStamp(article),
    text: revision.text,
    text_sha256: revision.sha256,
    revision: revision.number,
    revision_info: { reason: revision.reason, ...buildStamp(revision) },
    document: revision.document,
    annotations: [...item.annotations].sort(compareAnnotations).map(buildAnnotation),
  };
}

function buildAnnotation(annotation: Annotation): ExportAnnotation {
  return {
    id: annotation.id,
    layer: annotation.layer,
    label: annotation.label,
    state: annotation.state,
    annotator: annotation.annotatorId,
    ...buildStamp(annotation),
    doubt: annotation.doubt,
    note: annotation.note,
    attributes: sortKeys(annotation.attributes),
    ...buildLinks(annotation),
    segments: [...annotation.segments].sort(compareSegments).map((segment) => ({
      role: segment.role,
      start: segment.start,
      end: segment.end,
      exact: segment.exact,
    })),
  };
}

/** The link that belongs to the layer, null when there is none; any other link only when it is set. */
function buildLinks(
  annotation: Annotation,
): Pick<ExportAnnotation, 'entity' | 'speaker' | 'claim'> {
  const { layer, entityId, speakerId, claimId } = annotation;
  return {
    ...((layer === 'mention' || entityId !== null) && { entity: entityId }),
    ...((layer === 'quotation' || speakerId !== null) && { speaker: speakerId }),
    ...((layer === 'claim' || claimId !== null) && { claim: claimId }),
  };
}

/** A member of the cast. */
export function buildExportEntity(entity: Entity): ExportFile['entities'][number] {
  return {
    id: entity.id,
    type: entity.type,
    name: entity.name,
    aliases: [...entity.aliases],
    external_ids: sortKeys(entity.externalIds),
    note: entity.note,
    merged_into: entity.mergedInto,
    ...buildStamp(entity),
  };
}

/** Claims with their events and evidence, of which others may be among those given. */
export function buildExportClaims(
  claims: readonly Claim[],
  dataset: Pick<DatasetHead, 'events' | 'evidence'>,
): ExportFile['claims'] {
  const events = groupByClaim(dataset.events);
  const evidence = groupByClaim(dataset.evidence);
  return [...claims]
    .sort(compareCreated)
    .map((claim) => buildClaim(claim, events.get(claim.id) ?? [], evidence.get(claim.id) ?? []));
}

function groupByClaim<Row extends { readonly claimId: Id }>(rows: readonly Row[]): Map<Id, Row[]> {
  const groups = new Map<Id, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.claimId);
    if (group) group.push(row);
    else groups.set(row.claimId, [row]);
  }
  return groups;
}

function buildClaim(
  claim: Claim,
  events: readonly ClaimEvent[],
  evidence: readonly Evidence[],
): ExportFile['claims'][number] {
  return {
    id: claim.id,
    statement: claim.statement,
    claimant: claim.claimantId,
    type: claim.type,
    status: currentClaimStatus(events),
    note: claim.note,
    events: [...events].sort(compareCreated).map((event) => ({
      id: event.id,
      status: event.status,
      as_of: event.asOf,
      recorded_at: event.recordedAt,
      annotator: event.annotatorId,
      reason: event.reason,
      evidence: [...event.evidenceIds],
      ...buildStamp(event),
    })),
    evidence: [...evidence].sort(compareCreated).map((item) => ({
      id: item.id,
      kind: item.kind,
      ref: item.ref,
      excerpt: item.excerpt,
      stance: item.stance,
      origin_group: item.originGroup,
      official: item.official,
      published: item.published,
      sha256: item.sha256,
      ...buildStamp(item),
    })),
    ...buildStamp(claim),
  };
}

function buildCodebook(record: CodebookRecord): ExportFile['codebook'] {
  const { codebook }: { readonly codebook: Codebook } = record;
  return {
    version: record.version,
    layers: codebook.layers.map((layer) => ({
      id: layer.id,
      name: layer.name,
      definition: layer.definition,
      labels: layer.labels.map(buildLabel),
      attributes: layer.attributes.map(buildAttribute),
    })),
    claim_statuses: codebook.claimStatuses.map(buildLabel),
    claim_types: codebook.claimTypes.map(buildLabel),
    settings: sortKeys(codebook.settings),
    ...buildStamp(record),
  };
}

function buildLabel(label: Label): ExportFile['codebook']['claim_types'][number] {
  return {
    id: label.id,
    name: label.name,
    definition: label.definition,
    include: label.include,
    exclude: label.exclude,
    examples: [...label.examples],
    colour: label.colour,
    line: label.line,
    key: label.key,
    mappings: sortKeys(label.mappings),
  };
}

function buildAttribute(
  attribute: AttributeDefinition,
): ExportFile['codebook']['layers'][number]['attributes'][number] {
  return {
    id: attribute.id,
    name: attribute.name,
    values: attribute.values.map((value) => ({ id: value.id, name: value.name })),
    initial: attribute.initial,
  };
}

interface FileStamp {
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

function buildStamp(row: Stamp): FileStamp {
  return {
    created_at: row.createdAt,
    created_by: row.createdBy,
    updated_at: row.updatedAt,
    updated_by: row.updatedBy,
  };
}
