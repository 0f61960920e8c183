import { z } from 'zod';
import { jsonValue } from '../../util/json-schema.ts';
import {
  annotationStates,
  articleStatuses,
  evidenceKinds,
  evidenceStances,
  recordTypes,
  segmentRoles,
} from '../../records/records.ts';

/** Name of the format, as it stands in the file. */
export const exportFormat = 'quotemark';
/** Version of the format that is written and read. */
export const exportVersion = 1;
/** Unit of every offset in the file. */
export const exportOffsetUnit = 'unicode code point';

const id = z.string().min(1).max(100).describe('Random text, unique among the rows of its kind');
const instant = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/,
    'must be a UTC time, 2024-10-16T11:30:00.000Z',
  )
  .describe('UTC instant, ISO 8601');
const newsDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$/,
    'must be a date such as 2024, 2024-10, 2024-10-16 or 2024-10-16T20:30',
  )
  .describe('Date whose precision is shown by its length (EDTF level 0)');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');
const offset = z.int().nonnegative();
const json = z.record(z.string(), jsonValue);
const texts = z.record(z.string(), z.string());

/** When and by whom a row was made and last changed; the time of the export and the importing annotator when left out. */
const stamp = {
  created_at: instant.optional(),
  created_by: id.optional(),
  updated_at: instant.optional(),
  updated_by: id.optional(),
};

const label = z.object({
  id,
  name: z.string(),
  definition: z.string(),
  include: z.string(),
  exclude: z.string(),
  examples: z.array(z.string()),
  colour: z.string().describe('Name of a colour token'),
  line: z.enum(['solid', 'dashed', 'double', 'dotted', 'dash_dot', 'thin', 'wavy']),
  key: z.string().nullable(),
  mappings: texts.describe('The label in other schemes'),
});

const attribute = z.object({
  id,
  name: z.string(),
  values: z.array(z.object({ id, name: z.string() })).describe('Empty for free text'),
  initial: z.string().nullable(),
});

const codebook = z.object({
  version: z.int().positive().optional(),
  layers: z.array(
    z.object({
      id,
      name: z.string(),
      definition: z.string(),
      labels: z.array(label),
      attributes: z.array(attribute),
    }),
  ),
  claim_statuses: z.array(label),
  claim_types: z.array(label),
  settings: json.optional(),
  ...stamp,
});

const segment = z.object({
  role: z.enum(segmentRoles),
  start: offset.describe('First code point of the segment'),
  end: offset.describe('Code point after the last one'),
  exact: z.string().min(1).describe('text[start:end] of the article'),
});

const annotation = z.object({
  id,
  layer: id.describe('quotation, mention, claim, or the id of a codebook layer'),
  label: z.string().nullable().describe('Id of a label of the layer'),
  state: z.enum(annotationStates),
  annotator: id,
  created_at: instant,
  updated_at: instant,
  doubt: z.boolean(),
  note: z.string(),
  attributes: json,
  segments: z.array(segment).min(1).describe('Sorted by role, then in reading order'),
  entity: id.nullable().optional().describe('Mentions: what is referred to'),
  speaker: id.nullable().optional().describe('Quotations: whom the words are attributed to'),
  claim: id.nullable().optional().describe('Claim marks: the claim that occurs here'),
  created_by: stamp.created_by,
  updated_by: stamp.updated_by,
});

const annotator = z.object({
  id,
  name: z.string(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  ...stamp,
});

const entity = z.object({
  id,
  type: id.describe('Id of a label of the layer mention'),
  name: z.string().min(1),
  aliases: z.array(z.string()),
  external_ids: texts.optional(),
  note: z.string().optional(),
  merged_into: id.nullable().optional().describe('The entity that this one is a redirect to'),
  ...stamp,
});

const claimEvent = z.object({
  id: id.optional(),
  status: id,
  as_of: newsDate.describe('News time from which the status holds'),
  recorded_at: instant,
  annotator: id,
  reason: z.string(),
  evidence: z.array(id),
  ...stamp,
});

const evidence = z.object({
  id,
  kind: z.enum(evidenceKinds),
  ref: z.string(),
  excerpt: z.string(),
  stance: z.enum(evidenceStances),
  origin_group: z.string().describe('The same for items that go back to one origin'),
  official: z.boolean(),
  published: newsDate.nullable(),
  sha256: sha256.nullable(),
  ...stamp,
});

const claim = z.object({
  id,
  statement: z.string().min(1),
  claimant: id.nullable().describe('Id of an entity'),
  type: z.string().nullable(),
  status: z
    .string()
    .describe('The status that holds: that of the last event by as_of, then recorded_at'),
  note: z.string().optional(),
  events: z.array(claimEvent),
  evidence: z.array(evidence),
  ...stamp,
});

const comment = z.object({
  id,
  target_type: z.enum(recordTypes),
  target_id: id,
  parent: id.nullable(),
  body: z.string(),
  annotator: id,
  resolved: z.boolean(),
  ...stamp,
});

const origin = z.object({
  file: z.string().nullable(),
  importer: z.string(),
  sha256: sha256.nullable(),
  encoding: z.string().nullable(),
  newline: z.enum(['lf', 'crlf', 'cr', 'mixed']).nullable(),
});

const project = z.object({
  id,
  name: z.string(),
  description: z.string().optional(),
  settings: json.optional(),
  ...stamp,
});

/** The text of an article, as the file holds it. */
export const articleText = z.string().describe('Canonical text: all offsets refer to it');

function buildArticleSchema<Text extends z.ZodType, Document extends z.ZodType>(
  text: Text,
  document: Document,
) {
  return z.object({
    id,
    title: z.string(),
    byline: z.string(),
    publisher: z.string(),
    url: z.string(),
    published: newsDate.nullable(),
    language: z.string().describe('BCP 47; empty when unknown'),
    tags: z.array(z.string()),
    note: z.string().optional(),
    status: z.enum(articleStatuses).describe('The furthest of its states'),
    states: z
      .array(z.object({ annotator: id, status: z.enum(articleStatuses), ...stamp }))
      .optional()
      .describe('How far each annotator is'),
    origin: origin.optional(),
    ...stamp,
    text,
    text_sha256: sha256.describe('SHA-256 of the text as UTF-8'),
    revision: z.int().positive().describe('Number of the revision of the text'),
    revision_info: z.object({ reason: z.string(), ...stamp }).optional(),
    document,
    annotations: z.array(annotation),
  });
}

/** The file, by what articles have as text and as document. */
export function buildFileSchema<Text extends z.ZodType, Document extends z.ZodType>(
  text: Text,
  document: Document,
) {
  return z.object({
    format: z.literal(exportFormat),
    version: z.literal(exportVersion),
    offset_unit: z.literal(exportOffsetUnit),
    exported_at: instant,
    generator: z.string(),
    without_text: z
      .literal(true)
      .optional()
      .describe('Articles have no text and no document: such a file cannot be imported'),
    project,
    annotators: z.array(annotator),
    codebook,
    entities: z.array(entity),
    claims: z.array(claim),
    comments: z.array(comment).optional(),
    articles: z.array(buildArticleSchema(text, document)),
  });
}

/** What is read, always with texts: the document is left to `parseDocument`, which knows its limits. */
export const exportFileSchema = buildFileSchema(articleText, z.unknown());

/** The file as JSON holds it. Keys that may be left out are those beyond the fixed contract. */
export type ExportFile = z.input<typeof exportFileSchema>;
export type ExportArticle = ExportFile['articles'][number];
export type ExportAnnotation = ExportArticle['annotations'][number];
/** The file without its articles. */
export type ExportHead = Omit<ExportFile, 'articles'>;
