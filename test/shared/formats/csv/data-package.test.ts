import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { csvTableNames } from '../../../../shared/formats/csv/csv-tables.ts';
import { buildDataPackage } from '../../../../shared/formats/csv/data-package.ts';

const text = { type: 'string' } as const;
const names = { type: 'array', minItems: 1, uniqueItems: true, items: text } as const;
const profile = (name: string) => `https://datapackage.org/profiles/2.0/${name}.json`;

const field = {
  type: 'object',
  required: ['name', 'type'],
  properties: {
    name: text,
    description: text,
    // Types that the standard lets a field with `categories` have are `string` and `integer` only.
    type: { enum: ['string', 'integer', 'boolean', 'datetime'] },
    categories: { type: 'array', minItems: 1, uniqueItems: true, items: text },
    constraints: { type: 'object', properties: { required: { type: 'boolean' } } },
  },
  additionalProperties: false,
  anyOf: [
    { not: { required: ['categories'] } },
    { properties: { type: { enum: ['string', 'integer'] } } },
  ],
} as const;

/** What version 2.0 of the profiles asks of the parts that we write, put down from the standard: keys are lists, not texts. */
const schema = {
  type: 'object',
  required: ['$schema', 'resources'],
  properties: {
    $schema: { const: profile('datapackage') },
    name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
    id: text,
    title: text,
    description: text,
    created: { type: 'string', format: 'date-time' },
    resources: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name', 'path', 'type', 'schema'],
        properties: {
          name: { type: 'string', pattern: '^[a-z0-9._-]+$' },
          // A file below the folder, no hidden one.
          path: { type: 'string', pattern: '^[^./~][^:\\\\]*$', not: { pattern: '(^|/)\\.' } },
          type: { const: 'table' },
          format: { const: 'csv' },
          mediatype: { type: 'string', pattern: '^.+/.+$' },
          encoding: { const: 'utf-8' },
          description: text,
          bytes: { type: 'integer' },
          hash: { type: 'string', pattern: '^[^:]+:[a-fA-F0-9]+$' },
          dialect: {
            type: 'object',
            properties: {
              $schema: { const: profile('tabledialect') },
              delimiter: text,
              lineTerminator: text,
              doubleQuote: { type: 'boolean' },
            },
            required: ['$schema'],
            additionalProperties: false,
          },
          schema: {
            type: 'object',
            required: ['$schema', 'fields', 'primaryKey'],
            properties: {
              $schema: { const: profile('tableschema') },
              fields: { type: 'array', minItems: 1, items: field },
              missingValues: { type: 'array', items: text },
              primaryKey: names,
              // A list without keys is not allowed: it is left out.
              foreignKeys: {
                type: 'array',
                minItems: 1,
                items: {
                  type: 'object',
                  required: ['fields', 'reference'],
                  properties: {
                    fields: names,
                    reference: {
                      type: 'object',
                      required: ['fields'],
                      properties: { resource: { type: 'string', minLength: 1 }, fields: names },
                      additionalProperties: false,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const;

function buildManifest({ hasText } = { hasText: true }) {
  const info = {
    projectId: 'p',
    title: 'Study',
    description: '',
    exportedAt: '2026-05-01T10:00:00.000Z',
    generator: 'Quotemark test',
    variant: 'exact',
    hasText,
    losses: [],
    checked: null,
  } as const;
  const files = csvTableNames.map((name) => {
    return { name: `${name}.csv`, sizeBytes: 1, sha256: 'ab'.repeat(32) };
  });
  // As a reader gets it: what is undefined is not there.
  return JSON.parse(JSON.stringify(buildDataPackage(info, files)));
}

test('the manifest keeps the rules of Data Package 2.0', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  expect(validate(buildManifest()) ? [] : validate.errors).toEqual([]);
  expect(validate(buildManifest({ hasText: false })) ? [] : validate.errors).toEqual([]);
  const broken = buildManifest();
  broken.resources[0].schema.primaryKey = 'article_id';
  expect(validate(broken)).toBe(false);
  const empty = buildManifest();
  empty.resources[0].schema.foreignKeys = [];
  expect(validate(empty)).toBe(false);
});

test('keys name columns and tables that are there, a link into the same table names no table', () => {
  const { resources } = buildManifest();
  const columns = new Map<string, Set<string>>(
    resources.map((one: { name: string; schema: { fields: { name: string }[] } }) => [
      one.name,
      new Set(one.schema.fields.map(({ name }) => name)),
    ]),
  );
  expect(columns.size).toBe(resources.length);
  for (const { name, schema: table } of resources) {
    expect(columns.get(name)?.size).toBe(table.fields.length);
    for (const key of table.primaryKey) expect(columns.get(name)).toContain(key);
    for (const { fields, reference } of table.foreignKeys ?? []) {
      expect(reference.resource).not.toBe(name);
      for (const column of fields) expect(columns.get(name)).toContain(column);
      for (const column of reference.fields) {
        expect(columns.get(reference.resource ?? name)).toContain(column);
      }
    }
  }
});
