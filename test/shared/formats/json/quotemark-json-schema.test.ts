import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultCodebook } from '../../../../shared/codebook/default.ts';
import { buildJsonSchema } from '../../../../shared/formats/json/quotemark-json-schema.ts';
import { buildSample } from '../../../../shared/sample/build.ts';
import { sha256 } from '../../../helpers/datasets.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const validate = ajv.compile(buildJsonSchema());
const sample = buildSample({ sha256, codebook: defaultCodebook });

test('the schema in the repository is up to date', () => {
  const file = new URL('../../../../shared/formats/json/quotemark.schema.json', import.meta.url);
  // When this fails: node test/helpers/write-schema.ts
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(buildJsonSchema());
});

test('the sample fits the schema', () => {
  validate(sample);
  expect(validate.errors).toBeNull();
});

const bare = sample.articles.map((article) => ({
  ...article,
  text: undefined,
  document: undefined,
}));

test('a file without texts fits when it says so', () => {
  validate(JSON.parse(JSON.stringify({ ...sample, without_text: true, articles: bare })));
  expect(validate.errors).toBeNull();
});

test.each([
  ['without texts that does not say so', { articles: bare }],
  ['with texts that says it has none', { without_text: true }],
  ['without articles', { articles: undefined }],
  ['of another version', { version: 2 }],
  ['with another unit', { offset_unit: 'byte' }],
  [
    'with a document of unknown nodes',
    {
      articles: [
        { ...sample.articles[0], document: { type: 'doc', content: [{ type: 'table' }] } },
      ],
    },
  ],
])('a file %s does not fit', (_, part) => {
  expect(validate(JSON.parse(JSON.stringify({ ...sample, ...part })))).toBe(false);
});
