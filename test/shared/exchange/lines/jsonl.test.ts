import { expect, test } from 'vitest';
import { jsonlFormat } from '../../../../shared/exchange/lines/jsonl.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import {
  checkExchangeFormat,
  readFormat,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';

const fileOf = (text: string) => new Map([['articles.jsonl', new TextEncoder().encode(text)]]);

function writeSample() {
  const { files, losses } = writeFormat(jsonlFormat, sampleDataset());
  expect([...files.keys()]).toEqual(['']);
  expect(losses).toEqual([]);
  return new TextDecoder().decode(files.get(''));
}

test('gives back what it wrote', () => checkExchangeFormat(jsonlFormat));

test('gives back what it wrote without texts', () =>
  checkExchangeFormat(jsonlFormat, { hasText: false, runs: 30 }));

test('writes an article a line with all that its marks name', () => {
  const lines = writeSample().trimEnd().split('\n');
  expect(lines).toHaveLength(sampleDataset().articles.length);
  for (const line of lines) {
    const article = JSON.parse(line);
    const ids = new Set(article.entities.map(({ id }: { id: string }) => id));
    for (const { speaker, entity, segments } of article.annotations) {
      expect(ids).toContain(speaker ?? entity ?? [...ids][0]);
      for (const { start, end, exact } of segments) {
        expect([...article.text].slice(start, end).join('')).toBe(exact);
      }
    }
  }
});

test('holds no text when it may not', () => {
  const { files } = writeFormat(jsonlFormat, sampleDataset(), { hasText: false });
  const [first = ''] = new TextDecoder().decode(files.get('')).split('\n');
  expect(JSON.parse(first)).not.toHaveProperty('text');
  expect(JSON.parse(first)).not.toHaveProperty('document');
});

test('breaks no line where other programs would', () => {
  const [item] = sampleDataset().articles;
  if (!item) throw new Error('the sample has no article');
  const article = { ...item.article, title: 'a\u2028b\u2029c\u0085d' };
  const dataset = { ...sampleDataset(), articles: [{ ...item, article }] };
  const { files } = writeFormat(jsonlFormat, dataset);
  const text = new TextDecoder().decode(files.get(''));
  expect(text).not.toMatch(/[\u0085\u2028\u2029]/);
  expect(readFormat(jsonlFormat, files)[0]?.title).toBe(article.title);
});

test.each([
  ['{"format":', /articles\.jsonl, line 1: The file is not valid JSON/],
  ['{"format":"other"}', /articles\.jsonl, line 1: /],
])('refuses %j by its line', (text, message) => {
  expect(() => readFormat(jsonlFormat, fileOf(text))).toThrow(message);
});

test('refuses a mark whose words do not stand where it says', () => {
  const [first = ''] = writeSample().split('\n');
  const article = JSON.parse(first);
  article.annotations[0].segments[0].start += 1;
  expect(() => readFormat(jsonlFormat, fileOf(`\n${JSON.stringify(article)}\n`))).toThrow(
    /line 2: the mark .+ does not cover/,
  );
});
