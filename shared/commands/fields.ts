import { z } from 'zod';
import type { RecordType } from '../records/records.ts';
import { Refusal } from '../util/result.ts';
import type { Draft } from './define.ts';

/** A row's id as input. */
export const id = z.string().min(1).max(100);
/** An id that the caller may choose, so that the window can draw before the engine has answered. */
export const newId = id.optional();
/** One line of text. */
export const line = z.string().max(10_000);
/** Free text of any number of lines. */
export const prose = z.string().max(1_000_000);
/** A `NewsDate`: ISO 8601 with the precision that is known. */
export const newsDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$/,
    'Use a date such as 2024, 2024-10, 2024-10-16 or 2024-10-16T20:30',
  );

/** What was given of an optional update: the keys whose value is not undefined. */
export function given<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}

/** The id that the caller chose for a new row, or a new one. @throws Refusal `conflict` when a row of that type has it. */
export function takeId(draft: Draft, type: RecordType, chosen: string | undefined): string {
  if (chosen === undefined) return draft.newId();
  if (draft.find(type, chosen)) {
    throw new Refusal('conflict', `There is already a row of type ${type} with id ${chosen}.`, {
      type,
      id: chosen,
    });
  }
  return chosen;
}
