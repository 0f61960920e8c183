import { z } from 'zod';
import { chosenUnits } from '../exchange/core/exchange-format.ts';
import { splitGroupings } from '../exchange/split/split.ts';
import { annotationStates, articleStatuses } from '../records/records.ts';

const id = z.string().min(1).max(100);
const percent = z.int().min(0).max(100);

/** What an export is asked for, but for where it goes. */
export const exportInput = z.object({
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
  /** Whether texts of articles may be in the export. JSON without them cannot be imported. */
  hasText: z.boolean().default(true),
  /** What positions are counted in, where the format leaves it open; null: as the format does. */
  offsetUnit: z.enum(chosenUnits).nullable().default(null),
  /** Ids of entities whose names are replaced by pseudonyms wherever they stand. */
  redact: z.array(id).max(10_000).default([]),
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
  /** Only these articles; all when left out. */
  articleIds: z.array(id).max(1_000_000).optional(),
});
