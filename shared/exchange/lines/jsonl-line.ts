import { z } from 'zod';
import { exportFileSchema, exportOffsetUnit } from '../../formats/json/quotemark-schema.ts';
import type { ChosenUnit } from '../core/exchange-format.ts';

/** What the first key of a line says. */
export const lineFormat = 'quotemark-article';

/** How a line says what its positions count. */
export const unitNames = {
  'code point': exportOffsetUnit,
  'utf-16': 'utf-16 code unit',
  byte: 'utf-8 byte',
} as const satisfies Record<ChosenUnit, string>;

const { articles, annotators, entities, claims } = exportFileSchema.shape;
/** A line. */
export const lineSchema = articles.element.omit({ document: true, text: true }).extend({
  format: z.literal(lineFormat),
  version: z.literal(1),
  offset_unit: z.enum(Object.values(unitNames)),
  text: z.string().optional(),
  annotators,
  entities,
  claims,
});
/** An article with the rows that its marks name. */
export type Line = z.infer<typeof lineSchema>;
