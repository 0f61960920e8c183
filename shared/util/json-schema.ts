import { z } from 'zod';
import type { JsonValue } from './json.ts';

/** Any JSON value. zod's own type of it has mutable arrays, which ours, being read-only, does not fit. */
export const jsonValue: z.ZodType<JsonValue, JsonValue> = z.json() as z.ZodType<
  JsonValue,
  JsonValue
>;
