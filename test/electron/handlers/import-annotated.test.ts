import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { AnnotatedReport } from '../../../shared/contract/annotated-report.ts';
import type { ImportReport, ImportSession } from '../../../shared/contract/import-views.ts';
import { doccanoFormat } from '../../../shared/exchange/lines/doccano.ts';
import type { ExchangeFormat } from '../../../shared/exchange/core/exchange-format.ts';
import { labelStudioFormat } from '../../../shared/exchange/label-studio/label-studio.ts';
import { prodigyFormat } from '../../../shared/exchange/lines/prodigy.ts';
import { w3cFormat } from '../../../shared/exchange/linked-data/w3c.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import { sampleDataset, makeProjectOf } from '../../helpers/exports.ts';
import { heldBy, writeFormat } from '../../helpers/generated-datasets.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';
import { dumpAll, makeFolder } from '../../helpers/project.ts';
import { workedExample } from '../../helpers/worked-example.ts';

const none = { articles: 0, annotations: 0, entities: 0, claims: 0 };

test.each([w3cFormat, prodigyFormat, labelStudioFormat, doccanoFormat])(
  'takes over what $id holds of a project, in one step that can be undone, and nothing twice',
  async (format) => {
    const { project, get } = serve();
    const before = dumpAll(project.path);
    const grants = [writeExport(format, sampleDataset())];
    const held = heldBy(format, sampleDataset());
    const marks = held.flatMap((article) => article.marks);
    const report = await get<AnnotatedReport>('import.annotated', { grants });
    expect(report).toMatchObject({
      format: format.id,
      articles: held.length,
      annotations: marks.length,
      conflicts: [],
    });
    expect(project.check().faults).toEqual([]);
    const again = await get<AnnotatedReport>('import.annotated', { grants });
    expect(again).toMatchObject({ ...none, conflicts: [], articleIds: report.articleIds });
    await get('history.undo');
    expect(project.read.list('annotation', {})).toEqual([]);
    expect(Object.keys(dumpAll(project.path))).toEqual(Object.keys(before));
  },
);

test('finds everything there already when a project imports its own export', async () => {
  const { get } = serve(makeProjectOf(makeFolder(), sampleDataset()));
  for (const format of [w3cFormat, labelStudioFormat]) {
    const grants = [writeExport(format, sampleDataset())];
    expect(await get<AnnotatedReport>('import.annotated', { grants })).toMatchObject({
      ...none,
      conflicts: [],
    });
  }
});

test('puts marks of another program on the article that is there, by the label map', async () => {
  const { project, get } = serve(makeProjectOf(makeFolder(), workedExample()));
  const [article] = workedExample().articles;
  const task = {
    text: article?.revision.text,
    spans: [
      { start: 11, end: 19, label: 'WHO' },
      { start: 20, end: 26, label: 'HOW' },
    ],
  };
  const grants = writeFiles({ 'tasks.jsonl': JSON.stringify(task) });
  await expect(get('import.annotated', { grants })).rejects.toThrow(
    'The codebook does not have these labels: “WHO” (1), “HOW” (1).',
  );
  const labels = { WHO: 'mention.person', HOW: null };
  const report = await get<AnnotatedReport>('import.annotated', { grants, labels });
  expect(report).toMatchObject({ ...none, annotations: 1, articleIds: ['grid'] });
  const own = project.read.list('annotation', { articleId: 'grid' });
  expect(own).toHaveLength((article?.annotations.length ?? 0) + 1);
});

test('refuses formats that are not known or cannot be read, and leaves no trace', async () => {
  const { project, get } = serve();
  const grants = writeFiles({ 'a.json': '{"text": "nothing marked"}' });
  await expect(get('import.annotated', { grants })).rejects.toThrow('a.json is of no format');
  await expect(get('import.annotated', { grants, format: 'claimreview' })).rejects.toThrow(
    'There is no format “claimreview” that marks can be read from.',
  );
  const broken = writeFiles({
    'b.jsonl': '{"text":"ab","spans":[{"start":0,"end":9,"label":"X"}]}',
  });
  await expect(get('import.annotated', { grants: broken })).rejects.toThrow(
    'b.jsonl, line 1, span 1: 0–9',
  );
  expect(project.read.list('article', {})).toEqual([]);
});

test('a session of an import proposes files with marks, and lists their labels', async () => {
  const { project, get } = serve();
  const example = workedExample();
  const [page = new Uint8Array(), text = new Uint8Array()] = [
    ...writeFormat(w3cFormat, example).files.values(),
  ];
  const grants = writeFiles({
    'page.jsonld': page,
    'page.txt': text,
    'odd.jsonl': '{"text":"Ana left.","label":[[0,3,"WHO"]]}',
    'odd.txt': 'This is an article of its own.',
    'note.txt': 'Nothing is marked here.\n',
  }).filter((grant) => !grant.endsWith('page.txt'));
  const { sessionId, items } = await get<ImportSession>('import.read', { grants });
  expect(items).toMatchObject([
    { kind: 'dataset', problem: 'W3C Web Annotation with 1 article and 8 marks.' },
    {
      kind: 'dataset',
      marks: {
        format: 'doccano',
        unit: 'Positions count UTF-16 units; converted.',
        labels: [{ name: 'WHO', count: 1, example: 'Ana', target: null }],
      },
    },
    { kind: 'article' },
    { kind: 'article' },
  ]);
  const chosen = items.slice(0, 1).map(({ key, title, byline, publisher, url, tags }) => {
    return { key, title, byline, publisher, url, tags, published: null, language: '' };
  });
  const report = await get<ImportReport>('import.commit', { sessionId, items: chosen });
  expect(report).toMatchObject({ imported: 1, skipped: [] });
  expect(project.read.list('annotation', {})).toHaveLength(8);
});

test('sources and cues of no quotation are proposed as its parts, and named where there is none', async () => {
  const { project, get } = serve();
  const text = 'Ana said “No.”\nKim left.';
  const spans = [[0, 3, 'SOURCE'], [4, 8, 'CUE'], [9, 14, 'CONTENT'], [15, 18, 'SOURCE']]; // prettier-ignore
  const grants = writeFiles({
    'a.jsonl': JSON.stringify({ text, label: spans }),
    'b.jsonl': JSON.stringify({ text: 'Kim left.', label: [[0, 3, 'SPEAKER']] }),
  });
  const { sessionId, items } = await get<ImportSession>('import.read', { grants });
  const targets = items.map(({ marks }) => marks?.labels.map(({ name, target }) => [name, target]));
  expect(targets).toEqual([
    [
      ['SOURCE', { layer: 'quotation', label: null, role: 'source' }],
      ['CUE', { layer: 'quotation', label: null, role: 'cue' }],
      ['CONTENT', { layer: 'quotation', label: null }],
    ],
    [['SPEAKER', null]],
  ]);
  const labels = { SOURCE: 'quotation:source', CUE: 'quotation:cue', CONTENT: 'quotation' };
  const chosen = items.slice(0, 1).map(({ key, title, byline, publisher, url, tags }) => {
    return { key, title, byline, publisher, url, tags, published: null, language: '' };
  });
  const report = await get<ImportReport>('import.commit', { sessionId, items: chosen, labels });
  expect(report).toMatchObject({
    marks: 1,
    leftOut: [
      { fileName: 'a.jsonl', reason: '1 mark left out: “SOURCE”: no quotation on their line' },
    ],
  });
  const [quotation] = project.read.list('annotation', {});
  expect(quotation?.segments.map(({ role, exact }) => [role, exact])).toEqual([
    ['content', '“No.”'],
    ['source', 'Ana'],
    ['cue', 'said'],
  ]);
});

test('parts of quotations that are known by their own name are not said to be left out', async () => {
  const { get } = serve();
  const spans = [[0, 3, 'SOURCE'], [9, 14, 'quotation.direct']]; // prettier-ignore
  const text = 'Ana said “No.”';
  const grants = writeFiles({ 'a.jsonl': JSON.stringify({ text, label: spans }) });
  const { sessionId, items } = await get<ImportSession>('import.read', { grants });
  const chosen = items.map(({ key, title, byline, publisher, url, tags }) => {
    return { key, title, byline, publisher, url, tags, published: null, language: '' };
  });
  const labels = { SOURCE: 'quotation:source' };
  const report = await get<ImportReport>('import.commit', { sessionId, items: chosen, labels });
  expect(report).toMatchObject({ marks: 1, leftOut: [] });
});

test('labels of several files are matched, added and left out at once, in one step that is remembered', async () => {
  const { project, get } = serve();
  const text = '🚢 Ana Ruiz left Oslo, gladly.';
  const grants = writeFiles({
    'a.txt': text,
    'a.ann': 'T1\tPER 2 10\tAna Ruiz\nT2\tMOOD 22 28\tgladly\n',
    'b.conll': 'Ana B-PER\nleft O\nOrca B-SHIP\n',
    'c.jsonl': JSON.stringify({ text, spans: [{ start: 3, end: 11, label: 'PER' }], tokens: [{ text: 'Ana', start: 3, end: 6 }] }),
    'd.json': JSON.stringify([
      { data: { text: 'Kim left.' }, annotations: [], predictions: [{ model_version: 'm1', result: [
        { id: 'r', type: 'labels', value: { start: 0, end: 3, text: 'Kim', labels: ['PER'] } }] }] },
    ]),
    'e.ann': 'T1\tPER 0 99\tAna Ruiz\n',
    'e.txt': 'Ana Ruiz left.',
  }); // prettier-ignore
  const { sessionId, items } = await get<ImportSession>('import.read', { grants });
  expect(items.map(({ fileName, kind }) => `${fileName} ${kind}`)).toEqual([
    'a.ann dataset',
    'b.conll dataset',
    'c.jsonl dataset',
    'd.json dataset',
    'e.ann refused',
  ]);
  expect(items[2]?.marks?.unit).toContain('Positions count UTF-16 units, which the format');
  expect(items[3]?.marks?.suggested).toBe(1);
  expect(items[4]?.problem).toContain('e.ann, line 1');
  const labels = {
    PER: 'mention.person',
    SHIP: { layer: 'mention', label: 'ship', name: 'SHIP', add: true },
    MOOD: null,
  };
  const report = await get<ImportReport>('import.commit', {
    sessionId,
    labels,
    items: items.slice(0, 4).map(({ key, title, byline, publisher, url, tags }) => {
      return { key, title, byline, publisher, url, tags, published: null, language: '' };
    }),
  });
  expect(report).toMatchObject({
    imported: 3,
    skipped: [],
    leftOut: [{ fileName: 'a.ann', reason: '1 mark left out: “MOOD”' }],
  });
  const marks = project.read.list('annotation', {});
  expect(
    marks.map(({ label, state, segments }) => `${label} ${state} ${segments[0]?.exact}`).sort(),
  ).toEqual([
    'person accepted Ana',
    'person accepted Ana Ruiz',
    'person accepted Ana Ruiz',
    'person suggested Kim',
    'ship accepted Orca',
  ]);
  expect(project.read.project().settings).toMatchObject({ import_labels: labels });
  expect(project.check().faults).toEqual([]);
  await get('history.undo');
  expect(project.read.list('annotation', {})).toEqual([]);
  expect(project.read.list('article', {})).toEqual([]);
  expect(project.read.project().settings).not.toHaveProperty('import_labels');
});

/** Write an export as the program does. Returns its path. */
function writeExport(format: ExchangeFormat, dataset: Dataset): string {
  const target = path.join(makeFolder(), `export${format.extension ?? ''}`);
  for (const [name, bytes] of writeFormat(format, dataset).files) {
    const file = path.join(target, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return target;
}
