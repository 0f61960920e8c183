import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uimaFormat } from '../../../../shared/exchange/inception/uima.ts';
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

const read = (json: unknown) =>
  readFormat(
    uimaFormat,
    new Map([
      [
        'cas/a.json',
        new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)),
      ],
    ]),
  );
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

test('gives back what it wrote', () => checkExchangeFormat(uimaFormat));

test('gives back what it wrote without texts', () =>
  checkExchangeFormat(uimaFormat, { hasText: false, runs: 50 }));

test('gives back marks on every word of texts that break a count', () => {
  const dataset = sharedTextsDataset();
  const { files } = writeFormat(uimaFormat, dataset);
  expect(readFormat(uimaFormat, files).map(({ marks }) => marks)).toEqual(
    heldBy(uimaFormat, dataset).map(({ marks }) => marks),
  );
});

test('writes the example as its golden file', async () => {
  const { files, losses } = writeFormat(uimaFormat, standoffExample);
  expect(losses).toEqual([]);
  for (const [name, bytes] of files) {
    await expect(textOf(bytes)).toMatchFileSnapshot(`../../../fixtures/exchange/uima/${name}`);
  }
});

interface Structure {
  readonly '%ID': number;
  readonly '%TYPE': string;
  readonly '@sofa'?: number;
  readonly begin?: number;
  readonly end?: number;
  readonly exact?: string;
  readonly sofaString?: string;
}

interface Cas {
  readonly '%TYPES': Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly '%FEATURE_STRUCTURES': readonly Structure[];
  readonly '%VIEWS': Readonly<Record<string, { '%SOFA': number; '%MEMBERS': number[] }>>;
}

/** A second reader, from the description of the format: faults of types, references and places. */
function listFaults({ '%TYPES': types, '%FEATURE_STRUCTURES': structures, '%VIEWS': views }: Cas) {
  const faults: string[] = [];
  const byId = new Map<unknown, Structure>(structures.map((each) => [each['%ID'], each] as const));
  if (byId.size !== structures.length) faults.push('an id stands twice');
  const builtIn = ['uima.tcas.Annotation', 'uima.tcas.DocumentAnnotation'];
  const featuresOf = (name: string): Record<string, string> => {
    if (builtIn.includes(name))
      return { sofa: 'ref', begin: 'number', end: 'number', language: 'string' };
    const { '%NAME': _, '%SUPER_TYPE': above, ...own } = types[name] ?? {};
    const ranges = Object.entries(own).map(([feature, value]) => {
      const range = (value as { '%RANGE': string })['%RANGE'];
      const kind = { 'uima.cas.String': 'string', 'uima.cas.Boolean': 'boolean' }[range] ?? 'ref';
      return [feature, kind] as const;
    });
    return { ...(typeof above === 'string' && featuresOf(above)), ...Object.fromEntries(ranges) };
  };
  for (const { '%ID': id, '%TYPE': type, ...features } of structures) {
    if (type === 'uima.cas.Sofa' || type.endsWith('[]')) continue;
    if (types[type] === undefined) faults.push(`${id}: type ${type} is not declared`);
    const known = featuresOf(type);
    for (const [name, value] of Object.entries(features)) {
      const isReference = name.startsWith('@');
      const kind = known[name.replace('@', '')];
      if (kind !== (isReference ? 'ref' : typeof value)) faults.push(`${id}: feature ${name}`);
      if (isReference && !byId.has(value)) faults.push(`${id}: ${name} names nothing`);
    }
  }
  for (const { '%ID': id, '@sofa': sofa = 0, begin, end, exact } of structures) {
    const covered = byId.get(sofa)?.sofaString?.slice(begin, end);
    if (exact !== undefined && exact !== covered) faults.push(`${id}: place`);
  }
  const [view] = Object.values(views);
  const members = view?.['%MEMBERS'] ?? [];
  const indexed = structures.filter((each) => each['@sofa'] === view?.['%SOFA']);
  if (members.length !== indexed.length) faults.push('members of the view');
  return faults;
}

test('is a well-formed CAS to a reader made from the description of the format', () => {
  const datasets = [
    sampleDataset(),
    standoffExample,
    ...fc.sample(arbitraryDataset(), { numRuns: 60, seed: 13 }),
  ];
  const all = datasets.flatMap((dataset) => [...writeFormat(uimaFormat, dataset).files.values()]);
  expect(all.flatMap((bytes) => listFaults(JSON.parse(textOf(bytes))))).toEqual([]);
});

const foreign = {
  '%TYPES': {},
  '%FEATURE_STRUCTURES': [
    {
      '%ID': 1,
      '%TYPE': 'uima.cas.Sofa',
      sofaNum: 1,
      sofaID: '_InitialView',
      sofaString: '🌊 Ana\r\nRuiz',
    },
    {
      '%ID': 2,
      '%TYPE': 'a.DocumentMetaData',
      '@sofa': 1,
      begin: 0,
      end: 12,
      documentTitle: 'Wall',
      language: 'en',
    },
    {
      '%ID': 3,
      '%TYPE': 'a.NamedEntity',
      '@sofa': 1,
      begin: 3,
      end: 6,
      value: 'PER',
      score: 0.5,
      '@link': 4,
    },
    { '%ID': 4, '%TYPE': 'a.Name', '@sofa': 1, '^begin': 8, '^end': 12 },
    { '%ID': 5, '%TYPE': 'a.Empty', '@sofa': 1, begin: 4, end: 4 },
  ],
  '%VIEWS': {},
};

test('reads over the manifest of an export', () => {
  const { files } = writeFormat(uimaFormat, standoffExample);
  const manifest = new TextEncoder().encode('{"format":"uima"}');
  const [article, ...others] = readFormat(
    uimaFormat,
    new Map([...files, ['manifest.json', manifest]]),
  );
  expect(article?.id).toBe('d1');
  expect(others).toEqual([]);
});

test('reads a CAS of another program', () => {
  const [article] = read(foreign);
  expect(article).toMatchObject({
    title: 'Wall',
    text: '🌊 Ana\nRuiz',
    metadata: { language: 'en' },
  });
  expect(article?.marks).toMatchObject([
    {
      id: '3',
      layer: null,
      label: 'PER',
      attributes: { type: 'NamedEntity', score: 0.5, '@link': 4 },
      segments: [{ role: 'span', start: 2, end: 5, exact: 'Ana' }],
    },
    { id: '4', label: 'Name', segments: [{ role: 'span', start: 6, end: 10, exact: 'Ruiz' }] },
  ]);
});

test.each([
  ['{', 'cas/a.json'],
  [{}, 'cas/a.json, line 1: It has no list “%FEATURE_STRUCTURES”.'],
  [{ '%FEATURE_STRUCTURES': [{ '%ID': 1 }] }, 'cas/a.json, structure 1: It needs'],
  [{ '%FEATURE_STRUCTURES': [] }, 'cas/a.json, line 1: There is no text'],
  [
    { '%FEATURE_STRUCTURES': [...foreign['%FEATURE_STRUCTURES'], { '%ID': 5, '%TYPE': 'a' }] },
    'cas/a.json, %ID 5: The id is taken',
  ],
  [
    {
      '%FEATURE_STRUCTURES': [
        ...foreign['%FEATURE_STRUCTURES'],
        { '%ID': 6, '%TYPE': 'a', '@sofa': 1, begin: 2, end: 99 },
      ],
    },
    'cas/a.json, %ID 6: 2–99 do not lie in the text',
  ],
  [
    {
      '%FEATURE_STRUCTURES': [
        ...foreign['%FEATURE_STRUCTURES'],
        { '%ID': 6, '%TYPE': 'a', '@sofa': 1, begin: 'x', end: 9 },
      ],
    },
    'cas/a.json, %ID 6: “begin” and “end” are not numbers.',
  ],
])('refuses %j with its file and place', (json, message) => {
  expect(() => read(json)).toThrow(message);
});
