import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bratFormat } from '../../../../shared/exchange/brat/brat.ts';
import {
  arbitraryDataset,
  checkExchangeFormat,
  contextOf,
  readFormat,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { runPython } from '../../../helpers/python.ts';
import { standoffExample } from '../../../helpers/standoff-example.ts';
import { sharedTextsDataset } from '../../../helpers/text-datasets.ts';

const read = (files: Readonly<Record<string, string>>) =>
  readFormat(
    bratFormat,
    new Map(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
    ),
  );

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test('gives back what it wrote', () => checkExchangeFormat(bratFormat));

test('gives back what it wrote without texts', () =>
  checkExchangeFormat(bratFormat, { hasText: false, runs: 50 }));

test('gives back marks on every word of texts that break a count', () => {
  const dataset = sharedTextsDataset();
  const { files } = writeFormat(bratFormat, dataset);
  const found = readFormat(bratFormat, files).map(({ marks }) => marks);
  const context = contextOf(dataset);
  expect(found).toEqual(
    dataset.articles.map((item) => bratFormat.holds?.(item, context).marks ?? []),
  );
});

test('writes the example as its golden files', async () => {
  const { files, losses } = writeFormat(bratFormat, standoffExample);
  expect(losses).toEqual([]);
  for (const [name, bytes] of files) {
    await expect(textOf(bytes)).toMatchFileSnapshot(`../../../fixtures/exchange/brat/${name}`);
  }
});

const slicer = `
import json, sys, re, io
problems = []
count = 0
for doc in json.load(sys.stdin):
    text = io.TextIOWrapper(io.BytesIO(doc['text'].encode('utf-8')), encoding='utf-8', newline=None).read()
    lines = doc['ann'].splitlines()
    if lines != doc['ann'].split('\\n')[:-1]: problems.append('a line is broken')
    for line in lines:
        if not line.startswith('T'): continue
        ident, head, words = line.split('\\t', 2)
        kind, places = head.split(' ', 1)
        pairs = [tuple(map(int, pair.split())) for pair in places.split(';')]
        if ' '.join(text[a:b] for a, b in pairs) != words or words != words.strip(): problems.append(line)
        if any(a >= b for a, b in pairs) or any(x[1] >= y[0] for x, y in zip(pairs, pairs[1:])): problems.append(line)
        count += 1
print(json.dumps({'problems': problems, 'count': count}))
`;

test('has positions at which the standard library of Python finds the same words', () => {
  const datasets = [
    sampleDataset(),
    standoffExample,
    ...fc.sample(arbitraryDataset(), { numRuns: 60, seed: 5 }),
  ];
  const documents = datasets.flatMap((dataset) => {
    const { files } = writeFormat(bratFormat, dataset);
    return [...files]
      .filter(([name]) => name.endsWith('.ann'))
      .map(([name, bytes]) => ({
        ann: textOf(bytes),
        text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(
          files.get(name.replace(/ann$/, 'txt')),
        ),
      }));
  });
  const spans = documents.flatMap(({ ann }) => ann.match(/^T/gm) ?? []);
  const expected = { problems: [], count: spans.length };
  expect(runPython(slicer, documents)).toEqual(expected);
});

test('says which marks it could not hold', () => {
  const [item] = standoffExample.articles;
  const mark = item?.annotations.find(({ id }) => id === 'k1');
  if (!item || !mark) throw new Error('the example has no claim');
  const segments = [
    { role: 'span' as const, start: codePoints(44), end: codePoints(46), exact: '\n\n' },
  ];
  const dataset = {
    ...standoffExample,
    articles: [{ ...item, annotations: [{ ...mark, segments }] }],
  };
  expect(writeFormat(bratFormat, dataset).losses).toEqual([
    {
      articleId: 'd1',
      annotationId: 'k1',
      reason: 'The mark covers nothing but white space, which brat does not take.',
    },
  ]);
});

const polnear = {
  'politics/one.txt':
    'He denied it.\nThe mayor, a friend said on Monday, had left.\nShe was “furious”.\n',
  'politics/one.ann': [
    'T1\tSource 25 33\ta friend',
    'T2\tCue 34 38\tsaid',
    'T3\tContent 14 23;50 59\tThe mayor had left.',
    'T4\tAttribution 34 38\tsaid',
    'E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1',
    'T5\tPerson 0 2\tHe',
    'N1\tReference T5 Wikidata:Q42\tAdam Adler',
    '#1\tAnnotatorNotes T5\twho?',
    'A1\tLevel T5 PRO',
    'A2\tVague T5',
    'R1\tSame Arg1:T5 Arg2:T1',
    '',
  ].join('\n'),
};

test('reads events with a content as quotations, and other annotations with their labels', () => {
  const [article] = read(polnear);
  expect(article).toMatchObject({ id: null, title: 'one', place: 'politics/one.ann' });
  expect(article?.marks).toMatchObject([
    {
      id: 'E1',
      layer: 'quotation',
      label: 'Attribution',
      segments: [
        { role: 'content', start: 14, end: 23, exact: 'The mayor' },
        { role: 'content', start: 50, end: 59, exact: 'had left.' },
        { role: 'source', start: 25, end: 33, exact: 'a friend' },
        { role: 'cue', start: 34, end: 38, exact: 'said' },
      ],
    },
    {
      id: 'T5',
      layer: null,
      label: 'Person',
      entity: 'Adam Adler',
      note: 'who?',
      attributes: { Level: 'PRO', Vague: true, Same: 'T1' },
      segments: [{ role: 'span', start: 0, end: 2, exact: 'He' }],
    },
  ]);
});

test('reads positions that count CRLF as one, as brat does, and as two, as others do', () => {
  const text = 'One 🌊 line.\r\nThen Ana came.\r\n';
  for (const places of ['17 20', '18 21', '18 21', '19 22']) {
    const [article] = read({ 'a.txt': text, 'a.ann': `T1\tPerson ${places}\tAna\r\n` });
    expect(article?.text).toBe('One 🌊 line.\nThen Ana came.\n');
    expect(article?.marks[0]?.segments).toEqual([
      { role: 'span', start: 17, end: 20, exact: 'Ana' },
    ]);
  }
});

test('takes a space for a line end within an annotation', () => {
  const [article] = read({ 'a.txt': 'Ana\nRuiz', 'a.ann': 'T1\tPerson 0 8\tAna Ruiz\n' });
  expect(article?.marks[0]?.segments[0]?.exact).toBe('Ana\nRuiz');
});

test('reads annotations whose text is missing', () => {
  const [article] = read({ 'a.a1': 'T1\tP 3 6;9 10\t🌊na R\n', 'a.a2': 'A1\tSure T1\n' });
  expect(article?.text).toBe(null);
  expect(article?.marks[0]?.attributes).toEqual({ Sure: true });
  expect(article?.marks[0]?.segments.map(({ exact }) => exact)).toEqual(['🌊na', 'R']);
});

test.each([
  ['T1\tPerson 0 3\tAnb\n', 'a.ann, line 1: 0–3 cover "Ana", not "Anb"'],
  ['T1\tPerson 0 99\tAna\n', 'a.ann, line 1: 0–99 do not lie in the text'],
  ['T1\tPerson 3 0\tAna\n', 'a.ann, line 1: The annotation ends at 0, before it has begun.'],
  ['T1\tPerson -3 0\tAna\n', 'a.ann, line 1: A text-bound annotation needs a type and positions'],
  ['T1\tPerson 0 3\n', 'a.ann, line 1: The text that the annotation covers is missing.'],
  [
    'T1\tP 0 1;2 3\tAna\n',
    'a.ann, line 1: The text of T1 is not that of its pieces, joined by one space each.',
  ],
  ['\n\nT1\tP 0 3\tAna\nT1\tP 0 3\tAna\n', 'a.ann, line 4: The id T1 is taken by a line above.'],
  ['E1\tSay:T9\n', 'a.ann, line 1: There is no text-bound annotation T9.'],
  ['A1\tSure T9\n', 'a.ann, line 1: There is no annotation T9.'],
  ['hello\n', 'a.ann, line 1: It is not a line of brat'],
])('refuses %j with its file and line', (ann, message) => {
  expect(() => read({ 'a.txt': 'Ana', 'a.ann': ann })).toThrow(message);
});
