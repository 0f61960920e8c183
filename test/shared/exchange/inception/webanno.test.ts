import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webannoFormat } from '../../../../shared/exchange/inception/webanno.ts';
import {
  arbitraryDataset,
  checkExchangeFormat,
  heldBy,
  readFormat,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { standoffExample } from '../../../helpers/standoff-example.ts';
import { sharedTextsDataset } from '../../../helpers/text-datasets.ts';

const read = (files: Readonly<Record<string, string>>) =>
  readFormat(
    webannoFormat,
    new Map(
      Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)] as const),
    ),
  );
const textOf = (bytes: Uint8Array | undefined) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

test('gives back what it wrote', () => checkExchangeFormat(webannoFormat));

test('gives back what it wrote without texts', () =>
  checkExchangeFormat(webannoFormat, { hasText: false, runs: 50 }));

test('gives back marks on every word of texts that break a count', () => {
  const dataset = sharedTextsDataset();
  const { files } = writeFormat(webannoFormat, dataset);
  expect(readFormat(webannoFormat, files).map(({ marks }) => marks)).toEqual(
    heldBy(webannoFormat, dataset).map(({ marks }) => marks),
  );
});

test('writes the example as its golden files', async () => {
  const { files, losses } = writeFormat(webannoFormat, standoffExample);
  expect(losses).toEqual([]);
  for (const [name, bytes] of files) {
    await expect(textOf(bytes)).toMatchFileSnapshot(`../../../fixtures/exchange/webanno/${name}`);
  }
});

test('shows nobody’s words but those of marks when the text may not be in the export', () => {
  const { files } = writeFormat(webannoFormat, standoffExample, { hasText: false });
  const text = textOf([...files].find(([name]) => name.endsWith('.txt'))?.[1]);
  expect(text).toBe(
    '_ Warden Ines Kofler said_ “The wall stands.\n\n“It held in 1954,” she told Radio Alpen_',
  );
});

/** A second reader, from the description of the format and not from ours: rows, stacks, ids. */
function readByDescription(tsv: string) {
  const [format, ...lines] = tsv.split('\n');
  expect(format).toBe('#FORMAT=WebAnno TSV 3.3');
  const layers = lines
    .filter((line) => line.startsWith('#T_SP='))
    .map((line) => line.slice(6).split('|'));
  // Two empty lines after the header.
  expect(lines.slice(layers.length).join('\n')).toMatch(/^(?:\n\n#Text=.*|\n)$/s);
  const spans = new Map<string, { begin: number; end: number; mark: string | null }>();
  const tokens: { begin: number; end: number; form: string }[] = [];
  for (const line of lines.filter((each) => /^\d/.test(each))) {
    const cells = line.split('\t');
    expect(cells).toHaveLength(3 + layers.flatMap((layer) => layer.slice(1)).length + 1);
    const [begin = 0, end = 0] = (cells[1] ?? '').split('-').map(Number);
    const unescape = (text: string) =>
      text.replace(/\\(.)/gs, (_, c: string) => ({ t: '\t', f: '\f', b: '\b', n: '\n' })[c] ?? c);
    tokens.push({ begin, end, form: unescape(cells[2] ?? '') });
    let column = 3;
    for (const [name = '', ...features] of layers) {
      const cell = cells[column + features.indexOf('mark')] ?? '_';
      column += features.length;
      if (cell === '_') continue;
      for (const item of cell.split(/(?<!\\)\|/)) {
        const id = /(?<!\\)\[(\d+)\]$/.exec(item)?.[1];
        const key = `${name} ${id ?? `at ${begin}`}`;
        const before = spans.get(key);
        const mark = unescape(item.replace(/(?<!\\)\[\d+\]$/, ''));
        expect(before?.mark ?? mark).toBe(mark);
        spans.set(key, { begin: before?.begin ?? begin, end, mark });
      }
    }
  }
  return { tokens, spans: [...spans.values()] };
}

test('is read alike by a reader made from the description of the format', () => {
  const datasets = [
    sampleDataset(),
    standoffExample,
    ...fc.sample(arbitraryDataset(), { numRuns: 40, seed: 11 }),
  ];
  for (const dataset of datasets) {
    const { files } = writeFormat(webannoFormat, dataset);
    const tables = [...files]
      .filter(([name]) => name.endsWith('.tsv'))
      .map(([, file]) => textOf(file));
    dataset.articles.forEach(({ revision: { text }, annotations }, i) => {
      const { tokens, spans } = readByDescription(tables[i] ?? '');
      expect(tokens.map(({ begin, end }) => text.slice(begin, end))).toEqual(
        tokens.map(({ form }) => form),
      );
      expect(
        tokens
          .map(({ form }) => form)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''));
      const words = (list: readonly string[]) => [...list].sort();
      const white = /^\p{White_Space}*|\p{White_Space}*$/gu;
      expect(
        words(spans.map(({ begin, end, mark }) => `${mark}: ${text.slice(begin, end)}`)),
      ).toEqual(
        words(
          annotations.flatMap(({ id, segments }) =>
            segments
              .map(({ exact }) => exact.replace(white, ''))
              .filter((exact) => exact !== '')
              .map((exact) => `${id}: ${exact}`),
          ),
        ),
      );
    });
  }
});

const foreign = [
  '#FORMAT=WebAnno TSV 3.2',
  '#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value',
  '#T_RL=webanno.custom.Said|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity',
  '#T_SP=webanno.custom.Remark|',
  '',
  '',
  '#Text=🌊 Ana Ruiz said:',
  '1-1\t0-2\t🌊\t_\t_\t_\t_\t_\t',
  '1-2\t3-6\tAna\thttp://a/Q\\_1[1]\tPER[1]\t_\t_\t*[2]|*[3]',
  '1-3\t7-11\tRuiz\thttp://a/Q\\_1[1]\tPER[1]\tsays\t1-2[1_0]\t*[3]',
  '1-4\t12-16\tsaid\t_\t_\t_\t_\t_\t',
  '1-4.1\t12-13\ts\t*\tA\\|B\t_\t_\t_\t',
  '1-5\t16-17\t:\t_\t_\t_\t_\t_\t',
  '',
  '#Text=Hello',
  '#Text=you.',
  '2-1\t19-24\tHello\t*\tMISC\t_\t_\t_\t',
  '',
].join('\r\n');

test('reads files of INCEpTION: layers, stacks, sub-tokens, sentences with line ends', () => {
  const [article] = read({ 'corpus/ana.tsv': foreign });
  expect(article).toMatchObject({ id: null, title: 'ana', text: '🌊 Ana Ruiz said:  Hello\nyou.' });
  expect(
    article?.marks.map(({ label, segments, attributes }) => [
      label,
      segments[0]?.exact,
      attributes,
    ]),
  ).toEqual([
    ['PER', 'Ana Ruiz', { layer: 'NamedEntity', identifier: 'http://a/Q_1' }],
    ['Remark', 'Ana', { layer: 'Remark' }],
    ['Remark', 'Ana Ruiz', { layer: 'Remark' }],
    ['A|B', 's', { layer: 'NamedEntity' }],
    ['MISC', 'Hello', { layer: 'NamedEntity' }],
  ]);
  expect(article?.marks[0]?.segments).toEqual([
    { role: 'span', start: 2, end: 10, exact: 'Ana Ruiz' },
  ]);
});

test('reads files with links, places without a word, and values with every special character', () => {
  const tsv = [
    '#FORMAT=WebAnno TSV 3.3',
    '#T_SP=webanno.custom.Name|value',
    '#T_SP=webanno.custom.Host|ROLE_webanno.custom.Host:links_webanno.custom.Link|webanno.custom.Name',
    '',
    '',
    '#Sentence.id=first',
    '#Text=Ana saw Eva .',
    "1-1\t0-3\tAna\t#\\*'\\t\\;{}\\|\\[ \\]()\\\\\\_\\n\\->[1]\t_\t_\t",
    '1-1.1\t0-0\t\t*[3]|*[4]\t_\t_\t',
    '1-2\t4-7\tsaw\t_\tone;two\t1-1[1];1-3[2]\t',
    '1-3\t8-11\tEva\t*[2]\tthree\t1-1[2]\t',
    '1-4\t12-13\t.\t_\t_\t_\t',
    '',
  ].join('\n');
  const [article] = read({ 'a.tsv': tsv });
  expect(
    article?.marks.map(({ label, segments, attributes }) => [
      label,
      segments[0]?.exact,
      attributes,
    ]),
  ).toEqual([
    ["#*'\t;{}|[ ]()\\_\n->", 'Ana', { layer: 'Name' }],
    ['Host', 'saw', { layer: 'Host', links: 'one;two' }],
    ['Name', 'Eva', { layer: 'Name' }],
    ['Host', 'Eva', { layer: 'Host', links: 'three' }],
  ]);
});

test('takes the text beside a table for what stands between its sentences', () => {
  const text = '🌊 Ana Ruiz said:\r\n\r\nHello\r\nyou.';
  const [article] = read({ 'ana.tsv': foreign, 'ana.txt': text });
  expect(article?.text).toBe('🌊 Ana Ruiz said:\n\nHello\nyou.');
});

test.each([
  ['#FORMAT=WebAnno TSV 1\n', 'a.tsv, line 1: It does not begin with'],
  ['#FORMAT=WebAnno TSV 3.3\nx\n', 'a.tsv, line 2: A row begins with its token'],
  ['#FORMAT=WebAnno TSV 3.3\n\n#Text=Ana\n1-1\t0-4\tAnas\n', 'a.tsv, line 4: The sentence of'],
  ['#FORMAT=WebAnno TSV 3.3\n\n#Text=Ana\n1-1\t0-2\tAna\n', 'a.tsv, line 4: 0-2 is "An"'],
  ['#FORMAT=WebAnno TSV 3.3\n\n#Text=Ana\n1-1\t99999999-9\tAna\n', 'a.tsv, line 4: The sentence'],
  [
    '#FORMAT=WebAnno TSV 3.3\n#T_SP=A|b|c\n\n#Text=A\n1-1\t0-1\tA\t_\n',
    'line 5: Columns of the layer A',
  ],
])('refuses %j with its file and line', (text, message) => {
  expect(() => read({ 'a.tsv': text })).toThrow(message);
});

test('refuses a table that is not of the text beside it', () => {
  expect(() => read({ 'ana.tsv': foreign, 'ana.txt': 'Other words.' })).toThrow(
    'ana.tsv, line 8: “🌊” does not stand there in ana.txt.',
  );
});
