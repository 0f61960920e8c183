import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { w3cFormat } from '../../../../shared/exchange/linked-data/w3c.ts';
import {
  checkExchangeFormat,
  heldBy,
  readFormat,
  someDatasets,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { checkGolden, readGolden } from '../../../helpers/golden.ts';

test('gives back what it wrote', () => checkExchangeFormat(w3cFormat));

test('gives back what it wrote without texts', () =>
  checkExchangeFormat(w3cFormat, { hasText: false, runs: 30 }));

test('writes the worked example as its golden files', () => checkGolden(w3cFormat));

test('is valid JSON-LD in safe mode, its positions literals of the vocabulary', async () => {
  const page = JSON.parse(readGolden('w3c/articles/000001.jsonld'));
  const quads = await jsonld.toRDF(page, { safe: true, documentLoader });
  const values = (term: string) =>
    quads.filter(({ predicate }) => predicate.value === term).map(({ object }) => object.value);
  const starts = values('http://www.w3.org/ns/oa#start').map(Number);
  expect(starts.sort((a, b) => a - b)).toEqual([2, 11, 16, 20, 28, 29, 29, 50, 50, 74, 74]);
  expect(values('http://www.w3.org/ns/oa#exact')).toContain(
    '“The grid is stable.\n\n“It stays on,”',
  );
  expect(values('http://www.w3.org/ns/oa#motivatedBy')).toContain(
    'http://www.w3.org/ns/oa#linking',
  );
  expect(values('urn:quotemark:terms:attributes')).toEqual(['{"polarity":"affirmed"}']);
});

test('is valid JSON-LD in safe mode for any project, a position for each place of a mark', async () => {
  for (const dataset of someDatasets(20)) {
    const { files } = writeFormat(w3cFormat, dataset);
    const pages = [...files].filter(([name]) => name.endsWith('.jsonld'));
    let starts = 0;
    for (const [, bytes] of pages) {
      const page = JSON.parse(new TextDecoder().decode(bytes));
      const quads = await jsonld.toRDF(page, { safe: true, documentLoader });
      starts += quads.filter(({ predicate }) => predicate.value.endsWith('oa#start')).length;
    }
    const marks = heldBy(w3cFormat, dataset).flatMap((article) => article.marks);
    expect(starts).toBe(marks.flatMap(({ segments }) => segments).length);
  }
});

const text = '🌪 Mayor Iris Vane: “We are ready.” 🌪 Nobody left.';

test('reads UTF-16 positions of another program by the words they cover', () => {
  const [article] = readFiles({
    'storm.txt': text,
    'storm.json': [
      {
        '@context': 'http://www.w3.org/ns/anno.jsonld',
        id: '#a1',
        type: 'Annotation',
        body: [
          { type: 'TextualBody', value: 'PER', purpose: 'tagging' },
          { type: 'TextualBody', value: 'the mayor', purpose: 'commenting' },
        ],
        creator: { id: 'https://example.org/users/kim', name: 'Kim' },
        target: { selector: [...selectors(9, 18, 'Iris Vane')] },
      },
      {
        id: '#a2',
        type: 'Annotation',
        motivation: 'tagging',
        body: { type: 'TextualBody', value: 'QUOTE' },
        creator: 'https://example.org/users/lee',
        target: { selector: selectors(20, 35, '“We are ready.”') },
      },
    ],
  });
  const [person, quote] = article?.marks ?? [];
  expect(article?.text).toBe(text);
  expect(person).toMatchObject({ id: '#a1', label: 'PER', note: 'the mayor', annotator: 'Kim' });
  expect(person?.segments).toEqual([{ role: 'span', start: 8, end: 17, exact: 'Iris Vane' }]);
  expect(quote).toMatchObject({ id: '#a2', label: 'QUOTE', layer: null, annotator: 'lee' });
  expect(quote?.segments).toEqual([{ role: 'span', start: 19, end: 34, exact: '“We are ready.”' }]);
});

test('finds a passage that is only quoted when there is one such', () => {
  const quoted = (exact: string, prefix = '') => ({
    type: 'Annotation',
    target: {
      source: 'https://example.org/storm',
      selector: { type: 'TextQuoteSelector', exact, prefix },
    },
  });
  const [article] = readFiles({ 'storm.txt': text, 'a.json': quoted('🌪', '” ') });
  expect(article?.marks[0]?.segments).toEqual([{ role: 'span', start: 35, end: 36, exact: '🌪' }]);
  expect(() => readFiles({ 'storm.txt': text, 'a.json': quoted('🌪') })).toThrow(
    'a.json, annotation 1: The text has “🌪” more than once.',
  );
  expect(() => readFiles({ 'storm.txt': text, 'a.json': quoted('Nowhere') })).toThrow(
    'a.json, annotation 1: The text does not have “Nowhere”.',
  );
});

test('takes each text by the name of its source', () => {
  const on = (source: string, exact: string) => ({
    type: 'Annotation',
    target: { source, selector: selectors(0, 3, exact) },
  });
  const articles = readFiles({
    'all/page.json': {
      type: 'AnnotationCollection',
      first: {
        type: 'AnnotationPage',
        items: [on('https://example.org/one.html', 'One'), on('https://example.org/two', 'Two')],
      },
    },
    'all/one.txt': 'One day',
    'all/two.txt': 'Two days',
  });
  expect(articles.map((article) => [article.id, article.text])).toEqual([
    ['https://example.org/one.html', 'One day'],
    ['https://example.org/two', 'Two days'],
  ]);
});

test('refuses words that do not stand where a position says, and positions without a text', () => {
  const wrong = { type: 'Annotation', target: { selector: selectors(1, 5, 'Vane') } };
  expect(() => readFiles({ 'a.txt': text, 'a.json': wrong })).toThrow(
    /a\.json, annotation 1: 1–5 cover " May", not "Vane"/,
  );
  const bare = {
    type: 'Annotation',
    target: { selector: { type: 'TextPositionSelector', start: 0, end: 3 } },
  };
  expect(() => readFiles({ 'a.json': bare })).toThrow('needs the text');
  expect(() => readFiles({ 'a.json': { type: 'Other' } })).toThrow('no annotations');
});

function selectors(start: number, end: number, exact: string) {
  return [
    { type: 'TextQuoteSelector', exact },
    { type: 'TextPositionSelector', start, end },
  ];
}

function readFiles(files: Readonly<Record<string, unknown>>) {
  const encoded = Object.entries(files).map(([name, value]) => {
    const content = typeof value === 'string' ? value : JSON.stringify(value);
    return [name, new TextEncoder().encode(content)] as const;
  });
  return readFormat(w3cFormat, new Map(encoded));
}

/**
 * The terms of the published context that an export uses, by the vocabulary of the recommendation; safe mode refuses every
 * other one. Nothing is ever fetched.
 */
const link = (id: string) => ({ '@id': id, '@type': '@id' });
const context = {
  oa: 'http://www.w3.org/ns/oa#',
  as: 'http://www.w3.org/ns/activitystreams#',
  dcterms: 'http://purl.org/dc/terms/',
  id: '@id',
  type: '@type',
  Annotation: 'oa:Annotation',
  AnnotationPage: 'as:OrderedCollectionPage',
  SpecificResource: 'oa:SpecificResource',
  TextualBody: 'oa:TextualBody',
  TextQuoteSelector: 'oa:TextQuoteSelector',
  TextPositionSelector: 'oa:TextPositionSelector',
  classifying: 'oa:classifying',
  commenting: 'oa:commenting',
  describing: 'oa:describing',
  identifying: 'oa:identifying',
  linking: 'oa:linking',
  tagging: 'oa:tagging',
  body: link('oa:hasBody'),
  target: link('oa:hasTarget'),
  source: link('oa:hasSource'),
  selector: link('oa:hasSelector'),
  motivation: { '@id': 'oa:motivatedBy', '@type': '@vocab' },
  purpose: { '@id': 'oa:hasPurpose', '@type': '@vocab' },
  creator: link('dcterms:creator'),
  created: 'dcterms:created',
  modified: 'dcterms:modified',
  name: 'http://xmlns.com/foaf/0.1/name',
  value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
  start: 'oa:start',
  end: 'oa:end',
  exact: 'oa:exact',
  prefix: 'oa:prefix',
  suffix: 'oa:suffix',
  items: { '@id': 'as:items', '@type': '@id', '@container': '@list' },
  startIndex: 'as:startIndex',
};

async function documentLoader(url: string) {
  if (url !== 'http://www.w3.org/ns/anno.jsonld') throw new Error(`nothing is fetched: ${url}`);
  return { contextUrl: null, documentUrl: url, document: { '@context': context } };
}
