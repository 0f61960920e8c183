import {
  annotationStates,
  articleStatuses,
  evidenceKinds,
  evidenceStances,
  segmentRoles,
} from '../../records/records.ts';

import {
  choice,
  instant,
  integer,
  listNote,
  newsDateNote,
  offsets,
  text,
  type CsvColumn,
} from './csv-columns.ts';

/** A file of the CSV export. */
export interface CsvTable {
  /** Name of the resource; the file is this with `.csv`. */
  readonly name: string;
  readonly description: string;
  readonly columns: readonly CsvColumn[];
  readonly primaryKey: readonly string[];
  /** Columns with the id of a row of another table. */
  readonly links: readonly {
    readonly column: string;
    /** null for the table itself. */
    readonly table: CsvTableName | null;
    readonly target: string;
  }[];
}

/** Every table, in the order in which they are listed. */
export const csvTableNames = [
  'articles',
  'annotations',
  'segments',
  'quotations',
  'mentions',
  'entities',
  'claims',
  'claim_events',
  'evidence',
  'codebook',
] as const;
export type CsvTableName = (typeof csvTableNames)[number];

/** Between the fragments of one text; between several sources or cues of one quotation. */
export const fragmentSeparator = ' […] ';
/** Between the items of a list in one cell; a `|` inside an item is written `\|`, a backslash `\\`. */
export const listSeparator = '|';

const articleLink = { column: 'article_id', table: 'articles', target: 'article_id' } as const;

/** The tables of the CSV export. Columns of quotations and segments are fixed: other programs rely on them. */
export const csvTables: Readonly<Record<CsvTableName, CsvTable>> = {
  articles: {
    name: 'articles',
    description: 'One row an article, with its text: what all offsets refer to.',
    columns: [
      text('article_id'),
      text('title'),
      text('byline'),
      text('publisher'),
      text('url'),
      text('published', newsDateNote),
      text('language', 'BCP 47'),
      text('tags', listNote),
      text('note'),
      choice('status', articleStatuses),
      integer('revision', 'Number of the revision of the text'),
      integer('characters', 'Length of the text in Unicode code points'),
      text('text_sha256', 'SHA-256 of the text as UTF-8'),
      text('origin_file', 'Name of the imported file'),
      instant('created_at'),
      instant('updated_at'),
      text('text'),
    ],
    primaryKey: ['article_id'],
    links: [],
  },
  annotations: {
    name: 'annotations',
    description:
      'One row an annotation of any layer and state. Offsets: first start and last end of its segments.',
    columns: [
      text('annotation_id'),
      text('article_id'),
      text('layer', 'quotation, mention, claim, or the id of a layer of the codebook'),
      text('label', 'Id of a label of the layer'),
      choice('state', annotationStates),
      text('annotator_id'),
      text('annotator_name'),
      instant('created_at'),
      instant('updated_at'),
      { name: 'doubt', type: 'boolean' },
      text('note'),
      text('attributes', 'JSON object'),
      text('entity_id'),
      text('speaker_id'),
      text('claim_id'),
      ...offsets,
      text('text', 'Fragments of its content or span joined by " […] "'),
    ],
    primaryKey: ['annotation_id'],
    links: [
      articleLink,
      { column: 'entity_id', table: 'entities', target: 'entity_id' },
      { column: 'speaker_id', table: 'entities', target: 'entity_id' },
      { column: 'claim_id', table: 'claims', target: 'claim_id' },
    ],
  },
  segments: {
    name: 'segments',
    description: 'One row a segment: text[start:end] is exact.',
    columns: [
      text('annotation_id'),
      text('article_id'),
      text('layer'),
      text('label'),
      choice('role', segmentRoles),
      integer('ordinal', 'Place among the segments of its role, from 1, in reading order'),
      ...offsets,
      text('exact'),
    ],
    primaryKey: ['annotation_id', 'role', 'ordinal'],
    links: [
      { column: 'annotation_id', table: 'annotations', target: 'annotation_id' },
      articleLink,
    ],
  },
  quotations: {
    name: 'quotations',
    description:
      'One row a quotation, rejected ones left out. Offsets: first start and last end of its content. ' +
      'Several sources or cues are joined like fragments.',
    columns: [
      text('quotation_id'),
      text('article_id'),
      text('article_title'),
      text('publisher'),
      text('published', newsDateNote),
      text('type', 'Id of a label of the layer quotation'),
      text('content', 'Fragments joined by " […] "'),
      text('source_text'),
      text('speaker_id'),
      text('speaker_name'),
      text('cue'),
      ...offsets,
    ],
    primaryKey: ['quotation_id'],
    links: [
      { column: 'quotation_id', table: 'annotations', target: 'annotation_id' },
      articleLink,
      { column: 'speaker_id', table: 'entities', target: 'entity_id' },
    ],
  },
  mentions: {
    name: 'mentions',
    description: 'One row a mention of an entity, rejected ones left out.',
    columns: [
      text('mention_id'),
      text('article_id'),
      text('article_title'),
      text('type', 'Id of a label of the layer mention'),
      text('text', 'Fragments joined by " […] "'),
      text('entity_id'),
      text('entity_name'),
      ...offsets,
    ],
    primaryKey: ['mention_id'],
    links: [
      { column: 'mention_id', table: 'annotations', target: 'annotation_id' },
      articleLink,
      { column: 'entity_id', table: 'entities', target: 'entity_id' },
    ],
  },
  entities: {
    name: 'entities',
    description: 'The cast: what mentions refer to and quotations are said by.',
    columns: [
      text('entity_id'),
      text('type', 'Id of a label of the layer mention'),
      text('name'),
      text('aliases', listNote),
      text('external_ids', 'JSON object: id by scheme'),
      text('note'),
      text('merged_into', 'The entity that this one is a redirect to'),
      instant('created_at'),
      instant('updated_at'),
    ],
    primaryKey: ['entity_id'],
    links: [{ column: 'merged_into', table: null, target: 'entity_id' }],
  },
  claims: {
    name: 'claims',
    description:
      'Statements that can be checked. Where they occur: annotations with their claim_id.',
    columns: [
      text('claim_id'),
      text('statement'),
      text('claimant_id'),
      text('claimant_name'),
      text('type', 'Id of a claim type of the codebook'),
      text('status', 'The status that holds: that of the last event by as_of'),
      text('note'),
      instant('created_at'),
      instant('updated_at'),
    ],
    primaryKey: ['claim_id'],
    links: [{ column: 'claimant_id', table: 'entities', target: 'entity_id' }],
  },
  claim_events: {
    name: 'claim_events',
    description: 'Every change of the status of a claim.',
    columns: [
      text('event_id'),
      text('claim_id'),
      text('status'),
      text('as_of', `News time from which the status holds. ${newsDateNote}`),
      instant('recorded_at'),
      text('annotator_id'),
      text('annotator_name'),
      text('reason'),
      text('evidence_ids', listNote),
    ],
    primaryKey: ['event_id'],
    links: [{ column: 'claim_id', table: 'claims', target: 'claim_id' }],
  },
  evidence: {
    name: 'evidence',
    description: 'What the status of a claim rests on.',
    columns: [
      text('evidence_id'),
      text('claim_id'),
      choice('kind', evidenceKinds),
      text('ref'),
      text('excerpt'),
      choice('stance', evidenceStances),
      text('origin_group', 'The same for items that go back to one origin'),
      { name: 'official', type: 'boolean' },
      text('published', newsDateNote),
      text('sha256'),
    ],
    primaryKey: ['evidence_id'],
    links: [{ column: 'claim_id', table: 'claims', target: 'claim_id' }],
  },
  codebook: {
    name: 'codebook',
    description:
      'Every layer, label, attribute and value that annotations, entities and claims may carry.',
    columns: [
      text('code', 'Path of the entry, quotation/direct or quotation/@source_kind/named'),
      choice('kind', [
        'layer',
        'label',
        'attribute',
        'attribute_value',
        'claim_status',
        'claim_type',
      ]),
      text('layer'),
      text('attribute'),
      text('id'),
      text('name'),
      text('definition'),
      text('include'),
      text('exclude'),
      text('examples', listNote),
      text('colour'),
      text('line'),
      text('key'),
      text('mappings', 'JSON object: the label in other schemes'),
    ],
    primaryKey: ['code'],
    links: [],
  },
};
