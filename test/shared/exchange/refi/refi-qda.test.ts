import fc from 'fast-check';
import { strToU8, strFromU8, unzipSync, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { paperColours } from '../../../../shared/codebook/colours.ts';
import { refiQdaFormat } from '../../../../shared/exchange/refi/refi-qda.ts';
import { buildGuid, toGuid } from '../../../../shared/exchange/refi/guid.ts';
import { buildSpan, sliceSpan } from '../../../../shared/text/offsets.ts';
import { catchCode } from '../../../helpers/check-command.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import {
  arbitraryDataset,
  checkExchangeFormat,
  heldBy,
  readFormat,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { validateRefi } from '../../../helpers/refi-schema.ts';

function unpack(files: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  const entries = Object.entries(unzipSync(files.get('') ?? new Uint8Array()));
  return new Map(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** A project of another program, with the given entries. */
function pack(entries: Readonly<Record<string, string>>): Map<string, Uint8Array> {
  const bytes = Object.entries(entries).map(([name, text]) => [name, strToU8(text)] as const);
  return new Map([['foreign.qdpx', zipSync(Object.fromEntries(bytes))]]);
}

const guid = (name: string) => buildGuid('test', name);

function foreignProject(selections: string, more = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Study" origin="Another program 3">
<Users><User guid="${guid('ann')}" name="Ann"/></Users>
<CodeBook><Codes>
  <Code guid="{${guid('speech').toUpperCase()}}" name="Speech" isCodable="true">
    <Code guid="${guid('threat')}" name="Threat" isCodable="true"/>
  </Code>
</Codes></CodeBook>
<Sources>
  <PictureSource guid="${guid('picture')}" name="A map" path="internal://map.png"/>
  <TextSource guid="${guid('text')}" name="Harbour report" plainTextPath="internal://report.txt">${selections}</TextSource>
</Sources>${more}</Project>`;
}

function selection(start: number, end: number, rest: string, name = ''): string {
  const at = `startPosition="${start}" endPosition="${end}"`;
  return `<PlainTextSelection guid="${guid(`${start}-${end}`)}" name="${name}" ${at}>${rest}</PlainTextSelection>`;
}

const coding = (code: string, user = '') =>
  `<Coding guid="${guid(`coding ${code}`)}"${user && ` creatingUser="${guid(user)}"`}><CodeRef targetGUID="${guid(code)}"/></Coding>`;

test('gives back what it wrote, for any project', () => {
  checkExchangeFormat(refiQdaFormat);
}, 60_000);

test('gives back what it wrote without the texts, and names the marks it could not write', () => {
  checkExchangeFormat(refiQdaFormat, { hasText: false, runs: 20 });
  const dataset = sampleDataset();
  const { losses } = writeFormat(refiQdaFormat, dataset, { hasText: false });
  expect(losses).toHaveLength(dataset.articles.flatMap((item) => item.annotations).length);
});

test('writes a project file that the schema of the standard finds valid', async () => {
  const { files } = writeFormat(refiQdaFormat, sampleDataset());
  const project = unpack(files).get('project.qde') ?? '';
  expect(await validateRefi('project', project)).toEqual([]);
  const broken = project.replace('direction="OneWay"', 'direction="Sideways"');
  expect(await validateRefi('project', broken)).not.toEqual([]);
  const datasets = fc.sample(arbitraryDataset(), { numRuns: 8, seed: 42 });
  for (const dataset of datasets) {
    const text = unpack(writeFormat(refiQdaFormat, dataset).files).get('project.qde') ?? '';
    expect(await validateRefi('project', text)).toEqual([]);
  }
}, 60_000);

test('every source has its text in one way of two, as the standard asks, also when texts are left out', async () => {
  for (const hasText of [true, false]) {
    const { files } = writeFormat(refiQdaFormat, sampleDataset(), { hasText });
    const project = unpack(files).get('project.qde') ?? '';
    expect(await validateRefi('project', project)).toEqual([]);
    const sources = [...project.matchAll(/<TextSource([^>]*)>\s*(<PlainTextContent)?/g)];
    expect(sources.length).toBe(sampleDataset().articles.length);
    for (const [, attributes = '', content] of sources) {
      expect(attributes.includes('plainTextPath=')).toBe(content === undefined);
    }
  }
});

test('refers to what is there: each code, user, note, variable and selection that is named exists', () => {
  const { files } = writeFormat(refiQdaFormat, sampleDataset());
  const entries = unpack(files);
  const project = entries.get('project.qde') ?? '';
  const guids = [...project.matchAll(/ guid="([^"]*)"/g)].map(([, found]) => found);
  expect(new Set(guids).size).toBe(guids.length);
  const named = [...project.matchAll(/ (?:targetGUID|originGUID|creatingUser)="([^"]*)"/g)];
  expect(named.length).toBeGreaterThan(1000);
  expect(named.map(([, found]) => found).filter((found) => !guids.includes(found))).toEqual([]);
  const paths = [...project.matchAll(/plainTextPath="internal:\/\/([^"]*)"/g)];
  expect(paths.map(([, name]) => `sources/${name}`).toSorted()).toEqual(
    [...entries.keys()].filter((name) => name !== 'project.qde').toSorted(),
  );
});

test('writes the project of the sample article as it always has', async () => {
  const dataset = sampleDataset();
  const [first] = dataset.articles;
  const { files } = writeFormat(refiQdaFormat, { ...dataset, articles: first ? [first] : [] });
  const golden = path.join(import.meta.dirname, '../../../fixtures/exchange/refi-qda/project.qde');
  await expect(unpack(files).get('project.qde')).toMatchFileSnapshot(golden);
});

test('codes have the colours that the theme has on paper', () => {
  const theme = readFileSync(
    path.join(import.meta.dirname, '../../../../renderer/ui/tokens.css'),
    'utf8',
  );
  const names: Readonly<Record<string, string>> = {
    quote: 'quote-line',
    quote_line: 'quote-line',
    claim: 'claim-line',
  };
  for (const [token, colour] of Object.entries(paperColours)) {
    expect(theme).toContain(`--${names[token] ?? token}: light-dark(${colour},`);
  }
});

test('reads a project of another program: a mark for every code, with its user and notes', () => {
  const text = 'The 🚢 sank. “We warned them,” said the pilot.';
  const notes = `<Notes><Note guid="${guid('note')}"><PlainTextContent>Ask again</PlainTextContent></Note></Notes>`;
  const project = foreignProject(
    selection(
      12,
      29,
      `${coding('speech', 'ann')}${coding('threat')}<NoteRef targetGUID="${guid('note')}"/>`,
    ) +
      selection(4, 5, '') +
      selection(7, 7, coding('speech')),
    notes,
  );
  const [article] = readFormat(
    refiQdaFormat,
    pack({ 'project.qde': project, 'Sources/report.txt': text }),
  );
  expect(article).toMatchObject({ id: guid('text'), title: 'Harbour report', text, metadata: {} });
  const plain = article?.marks.map(({ label, segments, annotator, note, state }) => {
    return { label, exact: segments.map(({ exact }) => exact), annotator, note, state };
  });
  const quote = { exact: ['“We warned them,”'], note: 'Ask again', state: 'accepted' };
  expect(plain).toEqual([
    { ...quote, label: 'Speech', annotator: 'Ann' },
    { ...quote, label: 'Threat', annotator: null },
    { label: null, exact: ['🚢'], annotator: null, note: '', state: 'accepted' },
  ]);
});

test('reads a project file alone, its texts in it', () => {
  const text = 'It sank.';
  const project = foreignProject(selection(0, 2, coding('speech'))).replace(
    /<TextSource([^>]*?) plainTextPath="[^"]*"([^>]*)>/u,
    `<TextSource$1$2><PlainTextContent>${text}</PlainTextContent>`,
  );
  const bytes = strToU8(`\ufeff${project}`);
  const [article] = readFormat(refiQdaFormat, new Map([['project.qde', bytes]]));
  expect(article).toMatchObject({ text, marks: [{ label: 'Speech' }] });
});

test('places selections in a text with two-character line ends, whichever way they were counted', () => {
  const text = 'First line\r\nSecond line\r\nThird line';
  const find = (project: string) =>
    readFormat(refiQdaFormat, pack({ 'project.qde': project, 'sources/report.txt': text }))
      .flatMap(({ marks }) => marks)
      .map(({ segments }) => segments[0]?.exact);
  expect(find(foreignProject(selection(25, 30, '', 'Third')))).toEqual(['Third']);
  expect(find(foreignProject(selection(23, 28, '', 'Third')))).toEqual(['Third']);
  expect(find(foreignProject(selection(25, 30, '')))).toEqual(['Third']);
});

test('refuses what is damaged or hostile, and says where', () => {
  const read = (entries: Readonly<Record<string, string>>) => () =>
    readFormat(refiQdaFormat, pack(entries));
  const report = { 'sources/report.txt': 'Short.' };
  expect(catchCode(() => readFormat(refiQdaFormat, new Map([['x', strToU8('no archive')]])))).toBe(
    'bad_input',
  );
  expect(catchCode(read({ 'readme.txt': 'x' }))).toBe('unsupported_file');
  expect(read({ ...report, 'project.qde': foreignProject(selection(2, 9, '')) })).toThrow(
    /foreign\.qdpx, source “Harbour report”, line 11 of project\.qde: The selection 2 to 9 is outside/,
  );
  expect(read({ 'project.qde': foreignProject(selection(2, 5, '')) })).toThrow(
    /its text is not in the file/,
  );
  expect(read({ 'project.qde': '<!DOCTYPE x [<!ENTITY a "b">]><Project/>' })).toThrow(
    /document type/,
  );
  expect(read({ 'project.qde': '<Project><Sources></Project>' })).toThrow(/line 1/);
  expect(read({ 'project.qde': `<Project>${'<a>'.repeat(5000)}` })).toThrow(/200 deep/);
  expect(read({ 'project.qde': '<Else/>' })).toThrow(/begins with Else/);
});

test('a GUID is the id where that is one, and else always the same of the same id', () => {
  const id = '0b1e7a52-6d2c-4f0e-9a5b-3c1d2e4f5a6b';
  expect(toGuid('article', id.toUpperCase())).toBe(id);
  expect(toGuid('article', 'a1')).toBe(toGuid('article', 'a1'));
  expect(toGuid('article', 'a1')).not.toBe(toGuid('annotation', 'a1'));
  const many = new Set(Array.from({ length: 200_000 }, (_, i) => toGuid('article', `a${i}`)));
  expect(many.size).toBe(200_000);
  expect(
    [...many].every((one) =>
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(one),
    ),
  ).toBe(true);
});

test('every segment of the sample is a selection that covers its words', () => {
  const dataset = sampleDataset();
  const [held] = heldBy(refiQdaFormat, dataset);
  const { files } = writeFormat(refiQdaFormat, dataset);
  const entries = unpack(files);
  const text = entries.get(`sources/${held?.id}.txt`) ?? '';
  for (const { start, end, exact } of held?.marks.flatMap(({ segments }) => segments) ?? []) {
    expect(sliceSpan(text, buildSpan(start, end))).toBe(exact);
  }
});
