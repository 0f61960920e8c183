import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { buildJsonSchema } from '../../shared/formats/json/quotemark-json-schema.ts';

/** Writes shared/formats/json/quotemark.schema.json anew: `node test/helpers/write-schema.ts`. */
const target = new URL('../../shared/formats/json/quotemark.schema.json', import.meta.url);
writeFileSync(
  target,
  await format(JSON.stringify(buildJsonSchema()), { parser: 'json', printWidth: 100 }),
);
