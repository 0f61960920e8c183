import { z } from 'zod';
import { splitGroupings } from '../exchange/split.ts';
import {
  annotationStates,
  articleStatuses,
  recordTypes,
  type Revision,
} from '../records/records.ts';
import type { RichDocument } from '../text/document.ts';
import { channel } from './channel.ts';
import type {
  ArticleList,
  ArticleText,
  ArticleView,
  CheckReport,
  ClaimView,
  CommandOutcome,
  EntityView,
  ExportFormatView,
  ExportPreview,
  ExportReport,
  HistoryEntry,
  HistoryState,
  ImportReport,
  ImportSession,
  ProjectView,
  RevisionRow,
} from './views.ts';

const id = z.string().min(1).max(100);
/** Names a file that the person chose; the main process keeps the path. On the command line it is the path itself. */
const grant = z.string().min(1).max(4096);
const none = z.object({});
const percent = z.int().min(0).max(100);

const exportInput = z.object({
  /** `json`, `csv`, or the id of an exchange format. */
  format: z.string().min(1).max(40),
  /** CSV for Excel: byte order mark and formula guard. */
  spreadsheet: z.boolean().default(false),
  /** Only articles with one of these statuses; all when empty. */
  statuses: z.array(z.enum(articleStatuses)).default([]),
  /** Leave out annotations that nobody has accepted. */
  acceptedOnly: z.boolean().default(false),
  /** Only annotations of these layers, of these annotators, in these states; all when empty. */
  layers: z.array(id).max(1000).default([]),
  annotators: z.array(id).max(1000).default([]),
  states: z.array(z.enum(annotationStates)).default([]),
  /** Whether texts of articles may be in the export; JSON and CSV always hold them. */
  hasText: z.boolean().default(true),
  /** Parts for machine learning, each in a file or folder of its own; null: one export. */
  split: z
    .object({
      train: percent,
      validation: percent,
      test: percent,
      seed: z
        .int()
        .min(0)
        .max(2 ** 31)
        .default(1),
      groupBy: z.enum(splitGroupings).default('story'),
    })
    .refine(({ train, validation, test }) => train + validation + test === 100, {
      error: 'must make 100 percent',
    })
    .nullable()
    .default(null),
});

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
    z.object({
      /** Words to find in title, byline, publisher and text; all of them must occur. */
      query: z.string().max(512).default(''),
      statuses: z.array(z.enum(articleStatuses)).default([]),
      trashed: z.boolean().default(false),
      sort: z
        .enum(['added', 'title', 'publisher', 'published', 'status', 'updated'])
        .default('added'),
      descending: z.boolean().default(false),
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  'article.get': channel<ArticleView>()(z.object({ id })),
  /** The text alone: there long before 10,000 marks are read. */
  'article.text': channel<ArticleText>()(z.object({ id })),
  /** Bytes of the original as text in its encoding, for viewing; null when the article was typed. */
  'article.original': channel<{ readonly text: string | null }>()(z.object({ id })),

  /** Every text that an article has had, the first one first. */
  'revision.list': channel<readonly RevisionRow[]>()(z.object({ articleId: id })),
  'revision.get': channel<Revision>()(
    z.object({ articleId: id, number: z.number().int().positive() }),
  ),

  'entity.list': channel<readonly EntityView[]>()(none),
  'claim.list': channel<readonly ClaimView[]>()(none),
  'claim.get': channel<ClaimView>()(z.object({ id })),

  /** Read files into proposals. Long; reports progress per file. */
  'import.read': channel<ImportSession>()(
    z.object({
      grants: z.array(grant).min(1).max(10_000),
      format: z.enum(['auto', 'text', 'markdown', 'json']).default('auto'),
    }),
  ),
  /** Store proposals of a session, as one step. Items not named are dropped with the session. */
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
        }),
      ),
    }),
  ),
  /** Text of one proposal of a session, for a new version of an article that is there. */
  'import.document': channel<{ readonly document: RichDocument }>()(
    z.object({ sessionId: id, key: id }),
  ),
  'import.discard': channel<null>()(z.object({ sessionId: id })),

  /** Every format that `export.write` takes. */
  'export.formats': channel<readonly ExportFormatView[]>()(none),
  'export.preview': channel<ExportPreview>()(exportInput),
  /** Write an export. Long; a cancelled one leaves no file. */
  'export.write': channel<ExportReport>()(exportInput.extend({ target: grant })),

  /** A consistent copy of the project file at the target. */
  'project.saveCopy': channel<{ readonly sizeBytes: number }>()(z.object({ target: grant })),
} as const;

export type EngineContract = typeof engineContract;
