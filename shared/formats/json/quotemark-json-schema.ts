import { z } from 'zod';
import type { JsonObject } from '../../util/json.ts';
import { documentSchema } from './document-schema.ts';
import { articleText, buildFileSchema } from './quotemark-schema.ts';

/**
 * The JSON Schema (draft 2020-12) of the export, for other programs. It describes structure; that offsets, hashes and links
 * hold is checked by `parseExportFile` only.
 */
export function buildJsonSchema(): JsonObject {
  const file = buildFileSchema(articleText.optional(), documentSchema.optional());
  const built = z.toJSONSchema(file, {
    target: 'draft-2020-12',
    io: 'input',
  });
  // zod's type allows more than JSON; the text of it does not.
  const { $schema = '', ...schema } = JSON.parse(JSON.stringify(built)) as JsonObject;
  return {
    $schema,
    $id: 'urn:quotemark:export:1',
    title: 'Quotemark JSON export, version 1',
    description:
      'Offsets count Unicode code points in the text of their article; intervals are half-open. ' +
      'Keys that are not described here are ignored by readers.',
    ...schema,
    oneOf: [
      fileWith(
        { properties: { without_text: { const: true } }, required: ['without_text'] },
        { properties: { text: false, document: false } },
      ),
      fileWith(
        { properties: { without_text: false } },
        { properties: { text: true, document: true }, required: ['text', 'document'] },
      ),
    ],
  };
}

/** Rules for the file and for each of its articles. */
function fileWith(
  file: { readonly properties: JsonObject; readonly required?: string[] },
  article: JsonObject,
): JsonObject {
  const articles = { type: 'array', items: { type: 'object', ...article } };
  return { type: 'object', ...file, properties: { ...file.properties, articles } };
}
