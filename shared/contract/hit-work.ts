import { z } from 'zod';

const id = z.string().min(1).max(100);

/** A member of the cast or a claim that is added first, so that the marks can be linked to it. */
const newLink = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('entity'), id, name: z.string(), type: id }),
    z.object({ kind: z.literal('claim'), id, statement: z.string() }),
  ])
  .nullable()
  .default(null);

/** Work on hits: new marks on their words, other fields for the marks at them, or those marks deleted. */
export const hitWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mark'),
    layer: id,
    label: z.string().nullable(),
    entityId: id.nullable().default(null),
    speakerId: id.nullable().default(null),
    claimId: id.nullable().default(null),
    newLink,
    /** Leave hits alone that a mark of the layer covers already. */
    skipMarked: z.boolean().default(true),
  }),
  z.object({
    kind: z.literal('change'),
    /** Of each hit the mark of this layer that it is or lies in. */
    layer: id,
    /** Keys left out stay. */
    patch: z.object({
      label: z.string().nullable().optional(),
      entityId: id.nullable().optional(),
      speakerId: id.nullable().optional(),
      claimId: id.nullable().optional(),
      doubt: z.boolean().optional(),
    }),
    /** What suggestions among them become; null leaves them suggestions. */
    suggestions: z.enum(['accepted', 'rejected']).nullable().default(null),
    newLink,
  }),
  z.object({ kind: z.literal('delete'), layer: id }),
]);

/** Which hits of a search. */
export const hitChoice = z.object({
  searchId: id,
  /** All hits but those named, not those named only. */
  all: z.boolean().default(false),
  /** Numbers of hits. */
  hits: z.array(z.number().int().nonnegative()).max(50_000),
});
