import fc from 'fast-check';
import { expect, test } from 'vitest';
import { iob2Format } from '../../../../shared/exchange/iob2/iob2.ts';
import {
  arbitraryDataset,
  checkExchangeFormat,
  heldBy,
  readFormat,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { runPython } from '../../../helpers/python.ts';
import { standoffExample } from '../../../helpers/standoff-example.ts';
import { sharedTextsDataset } from '../../../helpers/text-datasets.ts';

const read = (files: Readonly<Record<string, string>>) =>
  readFormat(
    iob2Format,
    new Map(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
    ),
  );
const textOf = (bytes: Uint8Array | undefined) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const found = (text: string) =>
  read({ 'a.conll': text }).flatMap(({ marks }) =>
    marks.map(({ label, segments }) => `${label}: ${segments[0]?.exact}`),
  );

test('gives back what it wrote', () => checkExchangeFormat(iob2Format));

test('gives back what it wrote without texts', () =>
  checkExchangeFormat(iob2Format, { hasText: false, runs: 50 }));

test('gives back marks on every word of texts that break a count', () => {
  const dataset = sharedTextsDataset();
  const { files } = writeFormat(iob2Format, dataset);
  expect(readFormat(iob2Format, files).map(({ marks }) => marks)).toEqual(
    heldBy(iob2Format, dataset).map(({ marks }) => marks),
  );
});

test('writes the example as its golden files', async () => {
  const { files, losses } = writeFormat(iob2Format, standoffExample);
  for (const [name, bytes] of files) {
    await expect(textOf(bytes)).toMatchFileSnapshot(`../../../fixtures/exchange/iob2/${name}`);
  }
  const reason = 'The mark is not accepted; a tag would make it look as if it were.';
  expect(losses).toEqual([{ articleId: 'd1', annotationId: 'm2', reason }]);
});

test('keeps the longest of marks that overlap in a layer, and says which it lost', () => {
  const [item] = standoffExample.articles;
  if (!item) throw new Error('the example has no article');
  const annotations = item.annotations.map((mark) => ({ ...mark, layer: 'mention' }));
  const dataset = { ...standoffExample, articles: [{ ...item, annotations }] };
  const { losses, files } = writeFormat(iob2Format, dataset);
  expect(losses.map(({ annotationId }) => annotationId)).toEqual(['m2', 'q1', 'm1']);
  const [article] = readFormat(iob2Format, files);
  expect(article?.marks.map(({ segments }) => segments[0]?.exact)).toEqual([
    'Warden Ines Kofler',
    'said',
    'The wall stands',
    '“It held in 1954,” she told Radio Alpen',
  ]);
});

const checker = `
import json, sys, re
problems = []
count = 0
def unescape(cell):
    return re.sub(r'\\\\(u[0-9a-f]{4}|[nt\\\\])', lambda m: json.loads('"\\\\' + m.group(1) + '"'), cell)
for folder in json.load(sys.stdin):
    texts = folder['texts']
    words = {}
    for line in folder['tokens'].split('\\n')[1:-1]:
        article, sentence, start, end, token, after = line.split('\\t')
        words.setdefault(article, [])
        if sentence == '0': continue
        token = unescape(token)
        if texts[article][int(start):int(end)] != token: problems.append(line)
        words[article].append(token)
        count += 1
    for layer in folder['layers']:
        documents = layer.split('-DOCSTART- -X- O O\\n\\n')[1:]
        if len(documents) != len(texts): problems.append('documents')
        for document, article in zip(documents, words):
            rows = [row.split(' ') for row in document.split('\\n') if row]
            if any(len(row) != 4 or row != ' '.join(row).split() for row in rows): problems.append('columns of ' + article)
            if len(rows) != len(words[article]): problems.append('words of ' + article)
            before = 'O'
            for row in rows:
                if row[3][0] == 'I' and before[1:] != row[3][1:]: problems.append('I- begins in ' + article)
                before = row[3]
print(json.dumps({'problems': problems[:5], 'count': count}))
`;

test('has words and tags that the standard library of Python finds in their places', () => {
  const datasets = [
    sampleDataset(),
    standoffExample,
    ...fc.sample(arbitraryDataset(), { numRuns: 40, seed: 7 }),
  ];
  const folders = datasets.map((dataset) => {
    const { files } = writeFormat(iob2Format, dataset);
    return {
      texts: Object.fromEntries(
        dataset.articles.map(({ article, revision }) => [article.id, revision.text] as const),
      ),
      tokens: textOf(files.get('tokens.tsv')),
      layers: [...files].filter(([name]) => name.endsWith('.iob2')).map(([, file]) => textOf(file)),
    };
  });
  const rows = folders.flatMap(({ tokens }) => tokens.match(/^[^\t\n]+\t[1-9]/gm) ?? []);
  const expected = { problems: [], count: rows.length };
  expect(runPython(checker, folders)).toEqual(expected);
});

test('reads the same names from IOB1, IOB2, BIOES and BILOU', () => {
  const names = ['PER: Ana Ruiz', 'PER: Eva', 'LOC: Rom'];
  const words = ['Ana', 'Ruiz', 'Eva', 'saw', 'Rom', '.'];
  const schemes = {
    iob1: ['I-PER', 'I-PER', 'B-PER', 'O', 'I-LOC', 'O'],
    iob2: ['B-PER', 'I-PER', 'B-PER', 'O', 'B-LOC', 'O'],
    bioes: ['B-PER', 'E-PER', 'S-PER', 'O', 'S-LOC', 'O'],
    bilou: ['B-PER', 'L-PER', 'U-PER', 'O', 'U-LOC', 'O'],
  };
  for (const tags of Object.values(schemes)) {
    const rows = words.map((word, i) => `${word} ${tags[i]}`);
    expect(found(`${rows.join('\n')}\n`)).toEqual(names);
    expect(found(`${rows.join('\r\n').replaceAll(' ', '\t')}\r\n`)).toEqual(names);
  }
});

test('reads the columns of CoNLL-2003 with its documents and sentences', () => {
  const text = [
    '-DOCSTART- -X- -X- O',
    '',
    '𝔘𝔫𝔦 NNP I-NP I-ORG',
    'Rom NNP I-NP I-ORG',
    '# NN I-NP O',
    '',
    'Ana NNP I-NP I-PER',
    '-DOCSTART- -X- -X- O',
    '',
    'Eva NNP I-NP I-PER',
    '',
  ].join('\n');
  expect(read({ 'corpus/train.txt': text })).toMatchObject([
    {
      id: null,
      title: 'train 1',
      text: '𝔘𝔫𝔦 Rom #\nAna',
      place: 'line 1',
      marks: [
        { layer: null, label: 'ORG', segments: [{ start: 0, end: 7, exact: '𝔘𝔫𝔦 Rom' }] },
        { layer: null, label: 'PER', segments: [{ start: 10, end: 13, exact: 'Ana' }] },
      ],
    },
    { title: 'train 2', text: 'Eva', place: 'line 8' },
  ]);
});

test.each([
  ['Ana\n', 'a.conll, line 1: It needs a word and a tag'],
  ['Ana O\n\nRuiz PERSON\n', 'a.conll, line 3: The last column, “PERSON”, is not a tag'],
  ['\tO\n', 'a.conll, line 1: The word is missing.'],
  ['\n\n', 'a.conll, line 1: There is no word with a tag.'],
])('refuses %j with its file and line', (text, message) => {
  expect(() => read({ 'a.conll': text })).toThrow(message);
});

test('refuses tables that do not fit together', () => {
  const { files } = writeFormat(iob2Format, standoffExample);
  const change = (name: string, from: string, to: string) => () => {
    const text = textOf(files.get(name));
    expect(text).toContain(from);
    readFormat(
      iob2Format,
      new Map([...files, [name, new TextEncoder().encode(text.replace(from, to))]]),
    );
  };
  expect(change('tokens.tsv', '\tWarden\t', '\tWarde\t')).toThrow('tokens.tsv, line 4: ');
  expect(change('tokens.tsv', '\tWarden\t', '\t')).toThrow('tokens.tsv, line 4: It has 5 columns');
  expect(change('mention.iob2', 'Warden ', 'Wardem ')).toThrow('mention.iob2, line 4: Its words');
  expect(change('mention.iob2', '-DOCSTART- -X- O O', '')).not.toThrow();
  expect(change('articles.jsonl', '"d1"', '"d2"')).toThrow('articles.jsonl, line 1: ');
});
