import type { Codebook } from '../codebook/codebook.ts';
import type { Dataset, DatasetArticle } from '../formats/dataset.ts';
import { buildExportFile } from '../formats/json/quotemark-json.ts';
import type { ExportFile } from '../formats/json/quotemark-schema.ts';
import type { Claim, ClaimEvent, Entity, Evidence } from '../records/records.ts';
import { buildCanonicalText } from '../text/canonical.ts';
import type { RichDocument } from '../text/document.ts';
import { buildAnnotations } from './annotations.ts';
import { articles } from './articles/index.ts';
import type { ArticleSketch } from './authoring.ts';
import type { ClaimSketch } from './claim-sketch.ts';
import { claims } from './claims.ts';
import { entities, type EntitySketch } from './entities.ts';
import { annotatorId, buildStamp, claimId, entityId, type AnnotatorKey } from './ids.ts';

/** What the sample needs from outside: `shared` has no hash function of its own. */
export interface SampleOptions {
  /** SHA-256 of a text as UTF-8, lower-case hex. */
  readonly sha256: (text: string) => string;
  /** The default codebook. */
  readonly codebook: Codebook;
}

/** When the project, its codebook, its annotators and its cast were made; each row a second after the one before. */
const madeAt = '2026-03-20T07:00:00.000Z';
/** When the first article was brought in; the others followed by the second. */
const importedAt = '2026-03-20T07:30:00.000Z';

const annotators: Readonly<
  Record<AnnotatorKey, { readonly name: string; readonly colour: string }>
> = {
  ines: { name: 'Ines Varga', colour: '#1d4ed8' },
  tomas: { name: 'Tomas Lind', colour: '#047857' },
  program: { name: 'Suggestions (program)', colour: '#6b7280' },
};

/**
 * Build the sample project as a JSON export: eight invented articles about one night at a dam, fully annotated. The same
 * on every call: all ids and times are fixed.
 *
 * @throws RangeError when an annotation quotes words that its article does not have, or has more than once.
 */
export function buildSample(options: SampleOptions): ExportFile {
  return buildExportFile(buildSampleDataset(options), {
    exportedAt: '2026-03-23T08:00:00.000Z',
    generator: 'Quotemark sample',
  });
}

/** The sample project as plain rows. @throws RangeError as `buildSample`. */
export function buildSampleDataset(options: SampleOptions): Dataset {
  const stamp = buildStamp('ines', madeAt);
  const sketches = Object.entries<ClaimSketch>(claims);
  return {
    project: {
      id: 'sample-project',
      name: 'Sample: the night at Halvern Dam',
      description:
        'Eight invented articles in three languages about one night, one order and two versions of it. ' +
        'Written for Quotemark; public domain (CC0).',
      settings: {},
      ...stamp,
    },
    annotators: Object.entries(annotators).map(([key, annotator], i) => ({
      id: annotatorId(key),
      ...annotator,
      ...buildStamp('ines', madeAt, i),
    })),
    codebook: { id: 'codebook', version: 1, codebook: options.codebook, ...stamp },
    entities: Object.entries(entities).map(([key, sketch], i) => buildEntity(key, sketch, i)),
    claims: sketches.map(([key, sketch], i) => buildClaim(key, sketch, i)),
    events: sketches.flatMap(([key, sketch]) => listEvents(key, sketch)),
    evidence: sketches.flatMap(([key, sketch]) => listEvidence(key, sketch)),
    comments: [],
    articles: articles.map((sketch, i) => buildArticle(sketch, i, options.sha256)),
  };
}

function buildEntity(key: string, sketch: EntitySketch, ordinal: number): Entity {
  return {
    id: entityId(key),
    type: sketch.type,
    name: sketch.name,
    aliases: sketch.aliases,
    externalIds: {},
    note: sketch.note ?? '',
    mergedInto: null,
    ...buildStamp('ines', madeAt, ordinal),
  };
}

function buildClaim(key: string, sketch: ClaimSketch, ordinal: number): Claim {
  return {
    id: claimId(key),
    statement: sketch.statement,
    claimantId: sketch.claimant === null ? null : entityId(sketch.claimant),
    type: sketch.type,
    note: sketch.note ?? '',
    ...buildStamp('ines', importedAt, ordinal),
  };
}

function listEvents(key: string, sketch: ClaimSketch): ClaimEvent[] {
  return sketch.events.map((event, i) => ({
    id: `${claimId(key)}-event-${i + 1}`,
    claimId: claimId(key),
    status: event.status,
    asOf: event.asOf,
    recordedAt: event.recordedAt,
    annotatorId: annotatorId(event.annotator),
    reason: event.reason,
    evidenceIds: event.evidence.map((place) => evidenceId(key, place)),
    ...buildStamp(event.annotator, event.recordedAt),
  }));
}

function listEvidence(key: string, sketch: ClaimSketch): Evidence[] {
  return sketch.evidence.map((item, i) => ({
    id: evidenceId(key, i + 1),
    claimId: claimId(key),
    ...item,
    sha256: null,
    ...buildStamp('ines', importedAt, i),
  }));
}

/** @param place Place in the claim's list of evidence, from 1. */
function evidenceId(key: string, place: number): string {
  return `${claimId(key)}-evidence-${place}`;
}

function buildArticle(
  sketch: ArticleSketch,
  ordinal: number,
  sha256: SampleOptions['sha256'],
): DatasetArticle {
  const { id, title, byline, publisher, url, published, language, tags, note, status } = sketch;
  const document: RichDocument = { type: 'doc', content: sketch.blocks };
  const text = buildCanonicalText(document);
  const stamp = buildStamp('ines', importedAt, ordinal);
  const annotator = annotatorId(sketch.annotator);
  return {
    article: {
      ...{ id, title, byline, publisher, url, published, language, tags, note },
      revision: 1,
      origin: { file: null, importer: 'json@1', sha256: null, encoding: null, newline: null },
      trashedAt: null,
      ...stamp,
    },
    // An article without a row here is new.
    states:
      status === 'new'
        ? []
        : [
            {
              id: `${id}:${annotator}`,
              articleId: id,
              annotatorId: annotator,
              status,
              ...buildStamp(sketch.annotator, sketch.annotatedAt),
            },
          ],
    revision: {
      id: `${id}:1`,
      articleId: id,
      number: 1,
      document,
      text,
      sha256: sha256(text),
      reason: 'import',
      ...stamp,
    },
    annotations: buildAnnotations(sketch, document, text),
  };
}
