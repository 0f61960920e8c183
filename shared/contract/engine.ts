import { z } from 'zod';
import { codebookFormats, type CodebookImport } from '../exchange/codebook/codebook-formats.ts';
import { recordTypes, type Annotation, type Revision } from '../records/records.ts';
import { importFormatNames } from '../formats/articles/import-formats.ts';
import { tableFields } from '../formats/articles/table-mapping.ts';
import type { RichDocument } from '../text/document.ts';
import {
  hitGroupings,
  hitSorts,
  searchScopes,
  type HitGroup,
  type HitPage,
  type HitWorkReport,
  type MarksAtHits,
  type SearchAnswer,
  type SearchTotals,
} from '../search/hit.ts';
import { articleFilter, articleOrder } from './article-filter.ts';
import { jsonValue } from '../util/json-schema.ts';
import type { AnnotatedReport } from './annotated-report.ts';
import { channel } from './channel.ts';
import { exportInput } from './export-input.ts';
import { hitChoice, hitWork } from './hit-work.ts';
import type { ArticleChoices, ArticleFacets, ArticlePlace } from './library-views.ts';
import type {
  ImportedFile,
  ImportItem,
  ImportPage,
  ImportReport,
  ImportSession,
} from './import-views.ts';
import type {
  ArticleList,
  ArticleOpening,
  ArticleRest,
  ArticleView,
  CheckReport,
  ClaimView,
  CommandOutcome,
  EntityView,
  ExpectedLosses,
  ExportFormatView,
  ExportPreview,
  ExportReport,
  HistoryEntry,
  HistoryState,
  MarkPlace,
  ProjectView,
  RevisionRow,
} from './views.ts';

const id = z.string().min(1).max(100);
/** Names a file that the person chose; the main process keeps the path. On the command line it is the path itself. */
const grant = z.string().min(1).max(4096);
const none = z.object({});
const tableMapping = z.partialRecord(z.enum(tableFields), z.string().min(1).max(1000));

const searchId = id;
const hitOrder = {
  sort: z.enum(hitSorts).default('found'),
  descending: z.boolean().default(false),
};
/** How many items an answer has at most: what a window takes in well within a frame, or all of them. */
const firstItems = z.number().int().min(1).default(Number.MAX_SAFE_INTEGER);

/** Every call to the process that holds a project. */
export const engineContract = {
  'project.get': channel<ProjectView>()(none),
  'project.check': channel<CheckReport>()(none),

  'command.run': channel<CommandOutcome>()(
    z.object({ name: z.string().min(1).max(100), input: z.unknown() }),
  ),
  'history.undo': channel<CommandOutcome>()(none),
  'history.redo': channel<CommandOutcome>()(none),
  'history.state': channel<HistoryState>()(none),
  'history.list': channel<readonly HistoryEntry[]>()(
    z.object({
      /** Only steps that touched this row. */
      record: z.object({ type: z.enum(recordTypes), id }).optional(),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
  ),

  'article.list': channel<ArticleList>()(
    articleOrder.extend({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** Ids of a part of such a list, of all of it when no part is named. */
  'article.ids': channel<readonly string[]>()(
    articleOrder.extend({
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).optional(),
    }),
  ),
  /** Where an article stands in such a list; null when it is not in there. */
  'article.place': channel<ArticlePlace | null>()(articleOrder.extend({ id })),
  /** How many articles each further choice would leave. */
  'article.facets': channel<ArticleFacets>()(articleFilter),
  /** Tags and annotators of the project with how many of these articles have them. */
  'article.choices': channel<ArticleChoices>()(z.object({ ids: z.array(id).max(1_000_000) })),
  'article.get': channel<ArticleView>()(z.object({ id })),
  /** The text and the marks around an offset, in code points: there long before 10,000 marks are read. */
  'article.open': channel<ArticleOpening>()(z.object({ id, near: z.number().int().min(0) })),
  /** The marks on the current revision in parts, as they are after every step told before; then the rest. */
  'article.marks': channel<ArticleRest, readonly Annotation[]>()(z.object({ id })),
  /** Bytes of the original as text in its encoding, for viewing; null when the article was typed. */
  'article.original': channel<{ readonly text: string | null }>()(z.object({ id })),

  /** Every text that an article has had, the first one first. */
  'revision.list': channel<readonly RevisionRow[]>()(z.object({ articleId: id })),
  'revision.get': channel<Revision>()(
    z.object({ articleId: id, number: z.number().int().positive() }),
  ),

  'entity.list': channel<readonly EntityView[]>()(none),
  /** Mentions of a member of the cast, else quotations of whom he or she is the speaker; by article, then in the order of its text. */
  'entity.places': channel<readonly MarkPlace[]>()(z.object({ id })),
  'claim.list': channel<readonly ClaimView[]>()(none),
  'claim.get': channel<ClaimView>()(z.object({ id })),

  /** Begin a search; answers within a moment with the first hits. A query that is none is refused with its place: `at`, `end`. */
  'search.run': channel<SearchAnswer>()(
    z.object({
      in: z.enum(searchScopes).default('text'),
      /** The query as typed; see `shared/search/query.ts`. */
      text: z.string().max(4000),
      /** The whole query is one regular expression. */
      isPattern: z.boolean().default(false),
      /** Case and accents as typed. */
      exact: z.boolean().default(false),
      wholeWord: z.boolean().default(true),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** Find all the rest. Long; what was found stays when it is cancelled. */
  'search.collect': channel<SearchTotals>()(z.object({ searchId })),
  'search.page': channel<HitPage>()(
    z.object({
      searchId,
      ...hitOrder,
      /** Only hits of this group; an empty key is that of hits without one. */
      group: z
        .object({ by: z.enum(hitGroupings), key: z.string() })
        .nullable()
        .default(null),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  'search.groups': channel<readonly HitGroup[]>()(z.object({ searchId, by: z.enum(hitGroupings) })),
  /** Write the hits as CSV. */
  'search.export': channel<{ readonly rows: number; readonly sizeBytes: number }>()(
    z.object({ searchId, ...hitOrder, spreadsheet: z.boolean().default(false), target: grant }),
  ),
  /** What is marked at hits, by layer, layers with marks only: what work on them would touch. Long. */
  'search.marks': channel<readonly MarksAtHits[]>()(hitChoice),
  /** Mark, change or delete at hits as one step. Long; nothing is written when it is cancelled. */
  'search.work': channel<HitWorkReport>()(hitChoice.extend({ work: hitWork })),
  'search.end': channel<null>()(z.object({ searchId })),

  /** Read files, and the files in folders, into proposals. Long; reports progress per file. */
  'import.read': channel<ImportSession>()(
    z.object({
      grants: z.array(grant).min(1).max(10_000),
      format: z.enum(importFormatNames).default('auto'),
      /** What the columns of tables hold; guessed when left out. */
      mapping: tableMapping.nullable().default(null),
      first: firstItems,
    }),
  ),
  /** The next items of a session, or of one file of it: of very many, `import.read` and `import.remap` answer the first ones. */
  'import.items': channel<ImportPage>()(
    z.object({
      sessionId: id,
      fileKey: id.nullable().default(null),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(10_000),
    }),
  ),
  /**
   * Read one file of a session again: with its columns as the person named them, or as at first. Its items take the place of
   * the former.
   */
  'import.remap': channel<ImportedFile>()(
    z.object({
      sessionId: id,
      fileKey: id,
      mapping: tableMapping.nullable(),
      first: firstItems,
    }),
  ),
  /** One item with the beginning of its text, which long lists leave out. */
  'import.item': channel<ImportItem>()(z.object({ sessionId: id, key: id })),
  /** Store proposals of a session, as one step. What does not come in is dropped with the session. */
  'import.commit': channel<ImportReport>()(
    z.object({
      sessionId: id,
      items: z.array(
        z.object({
          key: id,
          title: z.string(),
          byline: z.string(),
          publisher: z.string(),
          url: z.string(),
          published: z.string().nullable(),
          language: z.string(),
          tags: z.array(z.string()),
          /** Article that gets this text as a new version instead; its metadata stay as they are. null for a new article. */
          versionOf: id.nullable().default(null),
        }),
      ),
      /** Whether items that are not named come in as they are, as far as they are no duplicates. */
      rest: z.enum(['drop', 'take']).default('drop'),
      /** With `take`, whether all items of a file do, by its key. */
      files: z.record(z.string(), z.boolean()).default({}),
      /** Keys of items that do not. */
      without: z.array(id).default([]),
      /** What labels of files with marks are here (`parseLabelMap`); remembered by the project. */
      labels: z.record(z.string(), jsonValue).default({}),
    }),
  ),
  /** Text of one proposal of a session, for a new version of an article that is there. */
  'import.document': channel<{ readonly document: RichDocument }>()(
    z.object({ sessionId: id, key: id }),
  ),
  /** Give an article the text of one proposal: as the command `article.revise`, and the file is kept as its original. */
  'import.revise': channel<CommandOutcome>()(
    z.object({
      sessionId: id,
      key: id,
      articleId: id,
      reason: z.string(),
      /** Checked by the command. */
      placements: z.array(z.unknown()),
    }),
  ),
  /**
   * Take articles with their marks over from files of one exchange format, or a folder of them, as one step. `format` is its id,
   * null to go by content; `labels` says what foreign labels are here (`parseLabelMap`).
   */
  'import.annotated': channel<AnnotatedReport>()(
    z.object({
      grants: z.array(grant).min(1).max(10_000),
      format: z.string().max(40).nullable().default(null),
      labels: z.record(z.string(), jsonValue).default({}),
    }),
  ),
  'import.discard': channel<null>()(z.object({ sessionId: id })),

  /** Every format that `export.write` takes. */
  'export.formats': channel<readonly ExportFormatView[]>()(none),
  /** What an export would hold: soon, whatever the number of articles. */
  'export.preview': channel<ExportPreview>()(exportInput),
  /** All that it would leave out. Long, with progress. */
  'export.losses': channel<ExpectedLosses>()(exportInput),
  /** Write an export. Long; a cancelled one leaves no file. */
  'export.write': channel<ExportReport>()(exportInput.extend({ target: grant })),

  /** Write the codebook alone. */
  'codebook.export': channel<{ readonly sizeBytes: number; readonly losses: readonly string[] }>()(
    z.object({ format: z.enum(codebookFormats), target: grant }),
  ),
  /** Add what a codebook has and the project lacks, as one step; or take it in place of the project's. */
  'codebook.import': channel<CodebookImport>()(
    z.object({ source: grant, replace: z.boolean().default(false) }),
  ),

  /** A consistent copy of the project file at the target. */
  'project.saveCopy': channel<{ readonly sizeBytes: number }>()(z.object({ target: grant })),
} as const;

export type EngineContract = typeof engineContract;
