import { z } from 'zod';

const mark = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bold') }),
  z.object({ type: z.literal('italic') }),
  z.object({ type: z.literal('link'), attrs: z.object({ href: z.string() }) }),
]);
const inline = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), text: z.string().min(1), marks: z.array(mark).optional() }),
    z.object({ type: z.literal('hardBreak') }),
  ]),
);
const listItem = z.object({
  type: z.literal('listItem'),
  get content() {
    return z.array(block).min(1);
  },
});
const block: z.ZodType = z
  .discriminatedUnion('type', [
    z.object({ type: z.enum(['paragraph', 'caption']), content: inline.optional() }),
    z.object({
      type: z.literal('heading'),
      attrs: z.object({ level: z.literal([1, 2, 3]) }),
      content: inline.optional(),
    }),
    z.object({
      type: z.literal('blockquote'),
      get content() {
        return z.array(block).min(1);
      },
    }),
    z.object({
      type: z.enum(['bulletList', 'orderedList']),
      attrs: z.object({ start: z.int().nonnegative().optional() }).optional(),
      content: z.array(listItem).min(1),
    }),
  ])
  .meta({ id: 'block' });
/** A rich document as JSON Schema describes it. What is read from outside goes through `parseDocument`, which has limits. */
export const documentSchema = z.object({ type: z.literal('doc'), content: z.array(block).min(1) });
