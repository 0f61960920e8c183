import { z } from 'zod';
import { articleStatuses } from '../records/records.ts';
import { articleFeatures, articleSorts } from './article-features.ts';

const values = z.array(z.string().max(500)).max(1000).default([]);
/** A date or the beginning of one: `2026`, `2026-03`, `2026-03-12`. */
const date = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .nullable()
  .default(null);

/** Which articles: those that fit every field; within a list of values one is enough, of `has` all. Empty lists ask for nothing. */
export const articleFilter = z.object({
  /** Words to find in title, byline, publisher and text; all of them must occur. */
  query: z.string().max(512).default(''),
  /** As the library shows it: the annotator's own, else the furthest of the others. */
  statuses: z.array(z.enum(articleStatuses)).default([]),
  /** `''` for articles without a tag, and so on for the next two. */
  tags: values,
  publishers: values,
  languages: values,
  /** Ids of annotators to whom an article is assigned, who have a status for it or marks in it. */
  annotators: values,
  /** Published then or later, as far as the date is known; articles without a date are left out. */
  publishedFrom: date,
  publishedTo: date,
  has: z.array(z.enum(articleFeatures)).default([]),
  /** Ids of claim statuses: articles in which a claim of such a status is marked. */
  claimStatuses: values,
  /** Only the trash; without it only what is not there. */
  trashed: z.boolean().default(false),
});

/** A filter with the order of its articles. */
export const articleOrder = articleFilter.extend({
  sort: z.enum(articleSorts).default('added'),
  descending: z.boolean().default(false),
});

/** A filter with every field. */
export type WholeArticleFilter = z.output<typeof articleFilter>;
/** Filter and order with every field. */
export type WholeArticleOrder = z.output<typeof articleOrder>;
