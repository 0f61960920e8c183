import { expect, test } from 'vitest';
import { jsonlFormat } from '../../../../shared/exchange/lines/jsonl.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { runPython } from '../../../helpers/python.ts';
import { sharedTextsDataset } from '../../../helpers/text-datasets.ts';
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

test.each(['utf-16', 'byte'] as const)('gives back what it wrote in %s', (offsetUnit) => {
  checkExchangeFormat(jsonlFormat, { offsetUnit, runs: 40 });
  checkExchangeFormat(jsonlFormat, { offsetUnit, hasText: false, runs: 20 });
});

test.each([
  ['code point', 'unicode code point', 'text[s:e]'],
  ['utf-16', 'utf-16 code unit', 'text.encode("utf-16-le")[2 * s:2 * e].decode("utf-16-le")'],
  ['byte', 'utf-8 byte', 'text.encode("utf-8")[s:e].decode("utf-8")'],
] as const)('Python cuts every mark out of any text, in units of %s', (offsetUnit, name, cut) => {
  const dataset = sharedTextsDataset();
  const { files } = writeFormat(jsonlFormat, dataset, { offsetUnit });
  const text = new TextDecoder().decode(files.get(''));
  const script = `
import json, sys
wrong, astral, units = [], 0, set()
for line in json.load(sys.stdin).splitlines():
    article = json.loads(line)
    text = article["text"]
    units.add(article["offset_unit"])
    astral += sum(ord(character) > 0xffff for character in text)
    for mark in article["annotations"]:
        for segment in mark["segments"]:
            s, e = segment["start"], segment["end"]
            if ${cut} != segment["exact"]: wrong.append([mark["id"], s, e])
print(json.dumps({"wrong": wrong, "astral": astral > 0, "units": sorted(units)}))`;
  expect(runPython(script, text)).toEqual({ wrong: [], astral: true, units: [name] });
});

test('a position that is inside a character is refused', () => {
  const { files } = writeFormat(jsonlFormat, sharedTextsDataset(), { offsetUnit: 'byte' });
  const ending = /"end":(\d+),(?="exact":"[^"\\]*[\u{10000}-\u{10ffff}]")/u;
  const lines = new TextDecoder().decode(files.get('')).split('\n');
  const line = lines.find((each) => ending.test(each)) ?? '';
  const broken = line.replace(ending, (_, end: string) => `"end":${Number(end) - 1},`);
  expect(broken).not.toBe(line);
  expect(() => readFormat(jsonlFormat, fileOf(broken))).toThrow(/outside of the text/);
});

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
