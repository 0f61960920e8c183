import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { defaultCodebook } from '../../../../shared/codebook/default.ts';
import { isChecked } from '../../../../shared/formats/dataset.ts';
import {
  buildExportFile,
  parseExportFile,
} from '../../../../shared/formats/json/quotemark-json.ts';
import { buildJsonSchema } from '../../../../shared/formats/json/quotemark-json-schema.ts';
import type { ExportFile } from '../../../../shared/formats/json/quotemark-schema.ts';
import { stringifyExportFile } from '../../../../shared/formats/json/quotemark-text.ts';
import { buildSample } from '../../../../shared/sample/build.ts';
import { checkFormat } from '../../../helpers/check-format.ts';
import { sha256 } from '../../../helpers/datasets.ts';
import { inExportOrder } from '../../../helpers/export-order.ts';

const making = { exportedAt: '2026-05-01T10:00:00.000Z', generator: 'Quotemark test' };
const sample = buildSample({ sha256, codebook: defaultCodebook });
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(buildJsonSchema());

function parse(file: unknown) {
  return parseExportFile(JSON.stringify(file), sha256);
}

function refusalOf(file: unknown): string {
  const result = parse(file);
  return result.ok ? 'no refusal' : `${result.error.code}: ${result.error.message}`;
}

/** A copy of the sample with a change. */
function changed(change: (file: ExportFile) => void): ExportFile {
  const file = structuredClone(sample);
  change(file);
  return file;
}

/** The first article of a file with its first annotation and segment. */
function firstOf(file: ExportFile) {
  const article = file.articles[0];
  const annotation = article?.annotations[0];
  const segment = annotation?.segments[0];
  if (!article || !annotation || !segment) throw new Error('the sample has no annotation');
  return { article, annotation, segment };
}

/** A text whose second annotation stands after an astral character. */
function astralFile(offsets: readonly [number, number]): ExportFile {
  return changed((file) => {
    const { article, annotation } = firstOf(file);
    article.text = '🚨 é Mayor Ana';
    article.text_sha256 = sha256(article.text);
    article.document = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: article.text }] }],
    };
    const [start, end] = offsets;
    annotation.layer = 'mention';
    annotation.segments = [{ role: 'span', start, end, exact: 'Mayor' }];
    article.annotations = [annotation];
    file.articles = [article];
    file.comments = [];
  });
}

test('keeps the whole of any project, and every export fits the schema', async () => {
  await checkFormat({
    write: (dataset) => {
      const file = buildExportFile(dataset, making);
      validate(file);
      expect(validate.errors).toBeNull();
      return stringifyExportFile(file);
    },
    read: (text) => {
      const result = parseExportFile(text, sha256);
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.ignored).toEqual([]);
      expect(isChecked(result.value.dataset)).toBe(true);
      return result.value.dataset;
    },
    kept: inExportOrder,
  });
});

test('writes the same text for the same project whatever the order of its rows', () => {
  const parsed = parse(sample);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { dataset } = parsed.value;
  const shuffled = {
    ...dataset,
    entities: [...dataset.entities].reverse(),
    claims: [...dataset.claims].reverse(),
    events: [...dataset.events].reverse(),
    articles: [...dataset.articles]
      .reverse()
      .map((item) => ({ ...item, annotations: [...item.annotations].reverse() })),
  };
  expect(stringifyExportFile(buildExportFile(shuffled, making))).toBe(
    stringifyExportFile(buildExportFile(dataset, making)),
  );
});

test('has the fixed keys in the fixed order', () => {
  const { article, annotation, segment } = firstOf(sample);
  expect(Object.keys(sample)).toEqual(
    [
      'format',
      'version',
      'offset_unit',
      'exported_at',
      'generator',
      'project',
      'annotators',
    ].concat(['codebook', 'entities', 'claims', 'comments', 'articles']),
  );
  expect(sample).toMatchObject({
    format: 'quotemark',
    version: 1,
    offset_unit: 'unicode code point',
  });
  expect(Object.keys(article)).toEqual(
    expect.arrayContaining([
      ...['id', 'title', 'byline', 'publisher', 'url', 'published', 'language', 'tags', 'status'],
      ...['text', 'text_sha256', 'revision', 'document', 'annotations'],
    ]),
  );
  expect(Object.keys(annotation)).toEqual(
    expect.arrayContaining([
      ...['id', 'layer', 'label', 'state', 'annotator', 'created_at', 'updated_at', 'doubt'],
      ...['note', 'attributes', 'segments'],
    ]),
  );
  expect(Object.keys(segment)).toEqual(['role', 'start', 'end', 'exact']);
  const links = sample.articles.flatMap((item) => item.annotations);
  expect(links.filter((item) => item.layer === 'mention').every((item) => 'entity' in item)).toBe(
    true,
  );
  expect(
    links.filter((item) => item.layer === 'quotation').every((item) => 'speaker' in item),
  ).toBe(true);
  expect(links.filter((item) => item.layer === 'claim').every((item) => 'claim' in item)).toBe(
    true,
  );
});

test('reads a file with nothing but the fixed keys', () => {
  const fixed = changed((file) => {
    delete file.comments;
    for (const row of [...file.entities, ...file.claims, ...file.articles]) {
      for (const key of ['note', 'created_at', 'created_by', 'updated_at', 'updated_by']) {
        Reflect.deleteProperty(row, key);
      }
    }
    for (const article of file.articles) {
      delete article.states;
      delete article.origin;
      delete article.revision_info;
    }
    for (const claim of file.claims) for (const event of claim.events) delete event.id;
  });
  const result = parse(fixed);
  expect(result.ok ? result.value.dataset.articles.length : result.error.message).toBe(
    sample.articles.length,
  );
});

test('names keys that it does not know', () => {
  const result = parse(
    changed((file) => {
      Object.assign(file, { colour: 'red' });
      Object.assign(firstOf(file).annotation, { confidence: 0.5 });
    }),
  );
  expect(result.ok ? result.value.ignored.toSorted() : result.error).toEqual([
    'articles[0].annotations[0].confidence',
    'colour',
  ]);
});

describe('refuses', () => {
  test('offsets in another unit, naming the unit', () => {
    expect(refusalOf(astralFile([4, 9]))).toBe('no refusal');
    expect(refusalOf(astralFile([5, 10]))).toContain('are UTF-16 units, as JavaScript counts');
    expect(refusalOf(astralFile([8, 13]))).toContain('are UTF-8 bytes');
    expect(refusalOf(astralFile([0, 99]))).toContain('0–99 of annotation');
    expect(refusalOf(astralFile([0, 99]))).not.toContain('UTF');
  });

  test.each<[string, (file: ExportFile) => void, string]>([
    [
      'a text that is not that of its document',
      (file) => (firstOf(file).article.text += '!'),
      'articles[0].text: it is not the text of the document',
    ],
    [
      'a wrong hash',
      (file) => (firstOf(file).article.text_sha256 = '0'.repeat(64)),
      'articles[0].text_sha256: it is not the hash',
    ],
    [
      'a segment with other words',
      (file) => (firstOf(file).segment.exact += 'x'),
      'articles[0].annotations[0].segments[0]: ',
    ],
    [
      'an id that occurs twice',
      (file) => file.articles.push(structuredClone(firstOf(file).article)),
      'articles[8].id: "sample-article-1" occurs twice.',
    ],
    [
      'a link that leads nowhere',
      (file) => (firstOf(file).annotation.speaker = 'nobody'),
      'articles[0].annotations[0].speaker: there is no entity with id "nobody" in the file.',
    ],
    [
      'an annotator who is not in the file',
      (file) => (firstOf(file).annotation.annotator = 'nobody'),
      'articles[0].annotations[0].annotator: there is no annotator',
    ],
    [
      'a value of the wrong type',
      (file) => Object.assign(firstOf(file).segment, { start: '3' }),
      'articles[0].annotations[0].segments[0].start: ',
    ],
    [
      'an unknown node in a document',
      (file) => (firstOf(file).article.document = { type: 'doc', content: [{ type: 'script' }] }),
      'articles[0] (sample-article-1): The document cannot be read',
    ],
    [
      'another unit by name',
      (file) => Object.assign(file, { offset_unit: 'utf-16' }),
      'offset_unit must be “unicode code point”',
    ],
  ])('%s', (_, change, message) => {
    expect(refusalOf(changed(change))).toContain(message);
  });

  test('a version to come, another format, and text that is not JSON', () => {
    expect(refusalOf({ ...sample, version: 2 })).toMatch(/^newer_version: /);
    expect(refusalOf({ type: 'FeatureCollection' })).toMatch(/^unsupported_file: /);
    expect(refusalOf([])).toMatch(/^unsupported_file: /);
    expect(parseExportFile('{"format":', sha256)).toMatchObject({
      ok: false,
      error: { code: 'bad_input', detail: { line: 1, column: 11 } },
    });
  });

  test('a copy of a dataset that it has read: only the checked one itself may be imported', () => {
    const result = parse(sample);
    if (!result.ok) throw new Error(result.error.message);
    expect(isChecked(result.value.dataset)).toBe(true);
    expect(isChecked(structuredClone(result.value.dataset))).toBe(false);
  });
});
