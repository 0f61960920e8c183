import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Codebook, Label } from '../../../../shared/codebook/codebook.ts';
import { defaultCodebook } from '../../../../shared/codebook/default.ts';
import {
  countDifferences,
  readCodebook,
  writeCodebook,
} from '../../../../shared/exchange/codebook/codebook-files.ts';
import type { CodebookFormat } from '../../../../shared/exchange/codebook/codebook-formats.ts';
import { cleanXml } from '../../../../shared/exchange/refi/xml.ts';
import { parseRows, stringifyRows } from '../../../../shared/formats/csv/csv-text.ts';
import { catchCode } from '../../../helpers/check-command.ts';
import { validateRefi } from '../../../helpers/refi-schema.ts';
import { textsOf } from '../../../helpers/texts.ts';

const info = {
  title: 'Study',
  version: 3,
  generator: 'Quotemark test',
  exportedAt: '2026-05-01T10:00:00.000Z',
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = 'book') => readCodebook({ name, bytes: bytesOf(text) });
const write = (format: CodebookFormat, codebook: Codebook) =>
  writeCodebook(format, codebook, info).content;

// XML has no control characters; that it drops them is said where it is written.
const prose = textsOf().map(cleanXml);
const filled = prose.map((text) => `w${text}`);
const ids = fc.stringMatching(/^[a-zäא𐐔][a-z0-9_|/ "@-]{0,8}$/u);

function named<Item extends { readonly id: string }>(item: fc.Arbitrary<Item>, maxLength: number) {
  return fc.uniqueArray(item, { maxLength, selector: ({ id }) => id });
}

const labels: fc.Arbitrary<Label> = fc.record({
  id: ids,
  name: filled,
  definition: prose,
  include: prose,
  exclude: prose,
  examples: fc.array(filled, { maxLength: 3 }),
  colour: fc.constantFrom('quote', 'person', 'other'),
  line: fc.constantFrom('solid', 'dashed', 'dash_dot', 'wavy'),
  key: fc.constantFrom(null, '0', '7'),
  mappings: fc.dictionary(fc.constantFrom('fever', 'constructor', 'a b'), prose, {
    noNullPrototype: true,
  }),
});

const codebooks: fc.Arbitrary<Codebook> = fc.record({
  layers: named(
    fc.record({
      id: ids,
      name: filled,
      definition: prose,
      labels: named(labels, 4),
      attributes: named(
        fc.record({
          id: ids,
          name: filled,
          values: named(fc.record({ id: ids, name: filled }), 3),
          initial: fc.constantFrom(null, 'x'),
        }),
        2,
      ),
    }),
    3,
  ),
  claimStatuses: named(labels, 3),
  claimTypes: named(labels, 2),
  settings: fc.constant({}),
});

test('every format that is read gives back any codebook', () => {
  fc.assert(
    fc.property(codebooks, (codebook) => {
      for (const format of ['json', 'csv', 'qdc'] as const) {
        expect(read(write(format, codebook))).toEqual(codebook);
      }
    }),
    { numRuns: 150 },
  );
});

test('JSON keeps the settings; the others say that they do not', () => {
  const codebook = { ...defaultCodebook, settings: { theme: 'dark' } };
  expect(read(write('json', codebook))).toEqual(codebook);
  expect(writeCodebook('json', codebook, info).losses).toEqual([]);
  expect(writeCodebook('csv', codebook, info).losses).toEqual(['Settings of the codebook.']);
  expect(writeCodebook('qdc', defaultCodebook, info).losses).toEqual([]);
});

test('writes a .qdc that the schema of the standard finds valid, as it always has', async () => {
  const qdc = write('qdc', defaultCodebook);
  expect(await validateRefi('codebook', qdc)).toEqual([]);
  expect(await validateRefi('codebook', qdc.replace('isCodable="true"', ''))).not.toEqual([]);
  const golden = path.join(import.meta.dirname, '../../../fixtures/exchange/codebook/default.qdc');
  await expect(qdc).toMatchFileSnapshot(golden);
});

test.each(['json', 'csv', 'html'] as const)(
  'writes the default codebook as its golden file: %s',
  async (format) => {
    const file = `../../../fixtures/exchange/codebook/default.${format}`;
    await expect(write(format, defaultCodebook)).toMatchFileSnapshot(file);
  },
);

test('keeps a definition that another program has changed', () => {
  const qdc = write('qdc', defaultCodebook).replace(
    'An individual or a family',
    'Somebody & others'.replace('&', '&amp;'),
  );
  const mention = read(qdc).layers.find(({ id }) => id === 'mention');
  const [person] = mention?.labels ?? [];
  expect(person?.definition).toBe('Somebody & others, fictional ones too.');
  expect(person?.exclude).toBe('The title before the name.');
});

test('reads the codes of another program: trees are layers, single codes stand in one of their own', () => {
  const guid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const code = (n: number, name: string, inner = '') =>
    `<Code guid="${guid(n)}" name="${name}" isCodable="true">${inner}</Code>`;
  const tree = code(
    1,
    'Frames',
    `<Description>How it is told</Description>${code(2, 'Conflict', code(3, 'War'))}${code(4, 'Conflict')}`,
  );
  const book = read(
    `<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${tree}${code(5, 'Größe: klein')}</Codes></CodeBook>`,
  );
  const plain = book.layers.map(({ id, name, definition, labels: own }) => {
    return { id, name, definition, labels: own.map((label) => `${label.id}=${label.name}`) };
  });
  expect(plain).toEqual([
    {
      id: 'frames',
      name: 'Frames',
      definition: 'How it is told',
      labels: ['conflict=Conflict', 'conflict_war=Conflict / War', 'conflict_2=Conflict'],
    },
    { id: 'codes', name: 'Codes', definition: '', labels: ['größe_klein=Größe: klein'] },
  ]);
});

test('reads a table of names with definitions', () => {
  const [layer] = read(
    '\ufeffName,Definition\r\nThreat,"Says ""or else"""\r\nPromise,\r\n',
    'speech acts.csv',
  ).layers;
  expect(layer).toMatchObject({ id: 'speech_acts', name: 'speech acts' });
  expect(layer?.labels.map(({ id, definition }) => [id, definition])).toEqual([
    ['threat', 'Says "or else"'],
    ['promise', ''],
  ]);
});

test('refuses what is no codebook, and says where the fault is', () => {
  expect(catchCode(() => read('{"format":"quotemark-codebook","version":9,"codebook":{}}'))).toBe(
    'newer_version',
  );
  expect(catchCode(() => read('{"a":1}'))).toBe('unsupported_file');
  expect(catchCode(() => read('<html></html>'))).toBe('unsupported_file');
  expect(catchCode(() => readCodebook({ name: 'x', bytes: new Uint8Array([0xff, 0xfe]) }))).toBe(
    'bad_encoding',
  );
  expect(() => read('{"codebook":{"layers":[{"id":7}]}}')).toThrow(/codebook\.layers\[0\]/);
  expect(() => read('kind,id,name,layer\nlabel,a,A,none')).toThrow(/record 2.*no layer “none”/);
  expect(() => read('name\n"open')).toThrow(/not closed/);
  expect(() => read('a,b\n1,2')).toThrow(/no column “name”/);
  expect(() => read('kind,id,name\nclaim_type,a,A\nclaim_type,a,B')).toThrow(
    /two of the claim type “a”/,
  );
});

test('the page shows every label with its definition, rules and examples, as text', () => {
  const evil = '<script>alert(1)</script>';
  const [quotation, ...rest] = defaultCodebook.layers;
  const codebook: Codebook = {
    ...defaultCodebook,
    layers: [
      ...(quotation
        ? [
            {
              ...quotation,
              labels: quotation.labels.map((label) => ({ ...label, examples: [evil] })),
            },
          ]
        : []),
      ...rest,
    ],
  };
  const html = write('html', codebook);
  const { document: page } = parseHTML(html);
  expect(page.querySelectorAll('script, link, img')).toHaveLength(0);
  const text = page.querySelector('body')?.textContent ?? '';
  const all = codebook.layers.flatMap((layer) => layer.labels);
  for (const label of [...all, ...codebook.claimStatuses, ...codebook.claimTypes]) {
    for (const part of [
      label.name,
      label.definition,
      label.include,
      label.exclude,
      ...label.examples,
    ]) {
      expect(text).toContain(part);
    }
  }
});

test('counts what one codebook has and another has not', () => {
  const [first, ...rest] = defaultCodebook.claimStatuses;
  const other = {
    ...defaultCodebook,
    claimStatuses: [...rest, ...(first ? [{ ...first, id: 'new' }] : [])],
  };
  expect(countDifferences(defaultCodebook, other)).toEqual({ added: 1, changed: 0, removed: 1 });
  expect(countDifferences(defaultCodebook, defaultCodebook)).toEqual({
    added: 0,
    changed: 0,
    removed: 0,
  });
});

test('records are read as they were written, and as another reader reads them', () => {
  const cell = fc.oneof(textsOf(), fc.stringMatching(/^[",\r\n a]{0,6}$/));
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      (rows) => {
        const text = stringifyRows(rows, 'exact');
        expect(parseRows(text)).toEqual(rows);
        expect(parseCsv(text, { record_delimiter: '\r\n', relax_column_count: true })).toEqual(
          rows,
        );
      },
    ),
  );
  expect(parseRows('a,"b')).toBeNull();
  expect(parseRows('\ufeffa,b\nc,')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
  expect(parseRows(`"${'x'.repeat(5_000_000)}",y`)?.[0]?.[1]).toBe('y');
});
