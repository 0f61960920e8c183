import { buildJsonSchema } from '../../shared/formats/json/quotemark-json-schema.ts';
import type { CliCommand } from './command.ts';

/** `schema`. */
export const schemaCommand: CliCommand = {
  name: 'schema',
  usage: '',
  summary: 'Print the JSON Schema of the JSON export.',
  options: {},
  count: [0, 0],
  run() {
    const schema = buildJsonSchema();
    return { value: { schema }, text: JSON.stringify(schema, null, 2), problem: null };
  },
};
