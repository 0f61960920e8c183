import type { Codebook, Label } from '../../codebook/codebook.ts';
import type {
  Annotation,
  ArticleState,
  ClaimEvent,
  Evidence,
  Stamp,
} from '../../records/records.ts';
import type { RichDocument } from '../../text/document.ts';
import { codePoints } from '../../text/offsets.ts';
import {
  compareAnnotations,
  compareSegments,
  unknownStamp,
  type Dataset,
  type DatasetArticle,
} from '../dataset.ts';
import type { ExportAnnotation, ExportArticle, ExportFile } from './quotemark-schema.ts';

/** Colour of an annotator whose file names none. */
const defaultColour = '#6b7280';

/**
 * The rows of a checked export file. What the file leaves out is `unknownStamp` in stamps, else empty.
 *
 * @param documents Document of each article, in the order of the file.
 */
export function buildDataset(file: ExportFile, documents: readonly RichDocument[]): Dataset {
  return {
    project: {
      id: file.project.id,
      name: file.project.name,
      description: file.project.description ?? '',
      settings: file.project.settings ?? {},
      ...toStamp(file.project),
    },
    annotators: file.annotators.map((row) => ({
      id: row.id,
      name: row.name,
      colour: row.colour ?? defaultColour,
      ...toStamp(row),
    })),
    codebook: {
      id: 'codebook',
      version: file.codebook.version ?? 1,
      codebook: toCodebook(file.codebook),
      ...toStamp(file.codebook),
    },
    entities: file.entities.map((row) => ({
      id: row.id,
      type: row.type,
      name: row.name,
      aliases: row.aliases,
      externalIds: row.external_ids ?? {},
      note: row.note ?? '',
      mergedInto: row.merged_into ?? null,
      ...toStamp(row),
    })),
    claims: file.claims.map((row) => ({
      id: row.id,
      statement: row.statement,
      claimantId: row.claimant,
      type: row.type,
      note: row.note ?? '',
      ...toStamp(row),
    })),
    events: file.claims.flatMap(toEvents),
    evidence: file.claims.flatMap(toEvidence),
    comments: (file.comments ?? []).map((row) => ({
      id: row.id,
      targetType: row.target_type,
      targetId: row.target_id,
      parentId: row.parent,
      body: row.body,
      annotatorId: row.annotator,
      resolved: row.resolved,
      ...toStamp(row),
    })),
    articles: file.articles.map((row, i) => {
      const document = documents[i];
      if (!document) throw new RangeError(`no document for article ${i}`);
      return readExportArticle(row, document);
    }),
  };
}

function toEvents(claim: ExportFile['claims'][number]): ClaimEvent[] {
  return claim.events.map((row, i) => ({
    // Made from its place when the file has none, so that reading the file twice gives the same event.
    id: row.id ?? `${claim.id}:event-${i + 1}`,
    claimId: claim.id,
    status: row.status,
    asOf: row.as_of,
    recordedAt: row.recorded_at,
    annotatorId: row.annotator,
    reason: row.reason,
    evidenceIds: row.evidence,
    ...toStamp(row, { at: row.recorded_at, by: row.annotator }),
  }));
}

function toEvidence(claim: ExportFile['claims'][number]): Evidence[] {
  return claim.evidence.map((row) => ({
    id: row.id,
    claimId: claim.id,
    kind: row.kind,
    ref: row.ref,
    excerpt: row.excerpt,
    stance: row.stance,
    originGroup: row.origin_group,
    official: row.official,
    published: row.published,
    sha256: row.sha256,
    ...toStamp(row),
  }));
}

/** The rows of one checked article. */
export function readExportArticle(row: ExportArticle, document: RichDocument): DatasetArticle {
  const stamp = toStamp(row);
  return {
    article: {
      id: row.id,
      title: row.title,
      byline: row.byline,
      publisher: row.publisher,
      url: row.url,
      published: row.published,
      language: row.language,
      tags: row.tags,
      note: row.note ?? '',
      revision: row.revision,
      origin: row.origin ?? {
        file: null,
        importer: 'json@1',
        sha256: null,
        encoding: null,
        newline: null,
      },
      trashedAt: null,
      ...stamp,
    },
    states: toStates(row),
    revision: {
      id: `${row.id}:${row.revision}`,
      articleId: row.id,
      number: row.revision,
      document,
      text: row.text,
      sha256: row.text_sha256,
      reason: row.revision_info?.reason ?? 'import',
      ...(row.revision_info ? toStamp(row.revision_info) : stamp),
    },
    annotations: row.annotations
      .map((annotation) => toAnnotation(annotation, row))
      .sort(compareAnnotations),
  };
}

/** A file with only the fixed key `status` gives a state of the importing annotator. */
function toStates(row: ExportArticle): ArticleState[] {
  const state = (annotatorId: string, status: ArticleState['status'], stamp: Stamp) => ({
    id: `${row.id}:${annotatorId}`,
    articleId: row.id,
    annotatorId,
    status,
    ...stamp,
  });
  if (row.states) {
    return row.states.map((item) => state(item.annotator, item.status, toStamp(item)));
  }
  return row.status === 'new' ? [] : [state(unknownStamp, row.status, toStamp({}))];
}

function toAnnotation(row: ExportAnnotation, article: ExportArticle): Annotation {
  return {
    id: row.id,
    articleId: article.id,
    revision: article.revision,
    layer: row.layer,
    label: row.label,
    annotatorId: row.annotator,
    state: row.state,
    attributes: row.attributes,
    doubt: row.doubt,
    note: row.note,
    entityId: row.entity ?? null,
    speakerId: row.speaker ?? null,
    claimId: row.claim ?? null,
    segments: row.segments
      .map((segment) => ({
        role: segment.role,
        start: codePoints(segment.start),
        end: codePoints(segment.end),
        exact: segment.exact,
      }))
      .sort(compareSegments),
    ...toStamp(row, { at: row.created_at, by: row.annotator }),
  };
}

function toCodebook(row: ExportFile['codebook']): Codebook {
  return {
    layers: row.layers,
    claimStatuses: row.claim_statuses satisfies Label[],
    claimTypes: row.claim_types,
    settings: row.settings ?? {},
  };
}

interface FileStamp {
  readonly created_at?: string | undefined;
  readonly created_by?: string | undefined;
  readonly updated_at?: string | undefined;
  readonly updated_by?: string | undefined;
}

function toStamp(row: FileStamp, known = { at: unknownStamp, by: unknownStamp }): Stamp {
  const createdAt = row.created_at ?? known.at;
  const createdBy = row.created_by ?? known.by;
  return {
    createdAt,
    createdBy,
    updatedAt: row.updated_at ?? createdAt,
    updatedBy: row.updated_by ?? createdBy,
  };
}
