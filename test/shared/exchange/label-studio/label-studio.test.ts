import { Ajv } from 'ajv';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { labelStudioFormat } from '../../../../shared/exchange/label-studio/label-studio.ts';
import {
  checkExchangeFormat,
  readFormat,
  someDatasets,
  textOfFile,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { checkGolden, readGolden } from '../../../helpers/golden.ts';
import { workedExample } from '../../../helpers/worked-example.ts';

test('gives back what it wrote', () => checkExchangeFormat(labelStudioFormat));

test('writes the worked example as its golden files', () => checkGolden(labelStudioFormat));

test('loses rejected marks', () => {
  const { losses } = writeFormat(labelStudioFormat, workedExample());
  expect(losses.map(({ annotationId }) => annotationId)).toEqual(['r1']);
});

test('fits the task format that Label Studio documents', () => {
  const count = { type: 'integer', minimum: 0 };
  const strings = { type: 'array', minItems: 1, items: { type: 'string' } };
  const ofType = (type: string, value: object) => ({
    type: 'object',
    required: ['id', 'from_name', 'to_name', 'type', 'value'],
    properties: {
      id: { type: 'string' },
      from_name: { type: 'string' },
      to_name: { const: 'text' },
      type: { const: type },
      meta: { type: 'object' },
      value: {
        type: 'object',
        required: ['start', 'end', ...Object.keys(value)],
        properties: { start: count, end: count, text: { type: ['string', 'array'] }, ...value },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  });
  const relation = {
    type: 'object',
    required: ['from_id', 'to_id', 'type', 'direction'],
    properties: {
      from_id: { type: 'string' },
      to_id: { type: 'string' },
      type: { const: 'relation' },
      direction: { enum: ['left', 'right', 'bi'] },
      labels: strings,
    },
    additionalProperties: false,
  };
  const result = {
    type: 'array',
    items: {
      oneOf: [
        ofType('labels', { labels: strings }),
        ofType('choices', { choices: strings }),
        ofType('textarea', { text: strings }),
        relation,
      ],
    },
  };
  const withResult = { type: 'object', required: ['result'], properties: { result } };
  const schema = {
    type: 'array',
    items: {
      type: 'object',
      required: ['data', 'annotations', 'predictions'],
      properties: {
        id: count,
        data: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
        annotations: { type: 'array', items: withResult },
        predictions: {
          type: 'array',
          items: { ...withResult, required: ['result', 'model_version'] },
        },
      },
      additionalProperties: false,
    },
  };
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const written = someDatasets(20).map((dataset) =>
    textOfFile(labelStudioFormat, dataset, 'tasks.json'),
  );
  for (const tasks of [readGolden('label-studio/tasks.json'), ...written]) {
    validate(JSON.parse(tasks));
    expect(validate.errors).toBeNull();
  }
});

test('names in its config every control, label and choice that its tasks use', () => {
  const names = new Set<string>();
  const values = new Set<string>();
  const parser = new SaxesParser();
  parser.on('opentag', ({ attributes }) => {
    if (attributes['name'] !== undefined) names.add(attributes['name']);
    if (attributes['value'] !== undefined) values.add(attributes['value']);
  });
  parser.write(readGolden('label-studio/labeling-config.xml')).close();
  const results: readonly Result[] = JSON.parse(readGolden('label-studio/tasks.json')).flatMap(
    (task: { annotations: Group[]; predictions: Group[] }) =>
      [...task.annotations, ...task.predictions].flatMap(({ result }) => result),
  );
  const used = results.flatMap(({ labels, value }) => [
    ...(labels ?? []),
    ...(value?.labels ?? []),
    ...(value?.choices ?? []),
  ]);
  expect(used).toHaveLength(14);
  expect(used.filter((label) => !values.has(label))).toEqual([]);
  expect(results.filter(({ from_name: name }) => name && !names.has(name))).toEqual([]);
});

interface Group {
  readonly result: readonly Result[];
}

interface Result {
  readonly from_name?: string;
  readonly labels?: readonly string[];
  readonly value?: { readonly labels?: readonly string[]; readonly choices?: readonly string[] };
}

const text = '🌪 Iris Vane said:\n“Out.”';

test('reads an old export with UTF-16 positions and written-out line ends', () => {
  const [article] = readTasks([
    {
      id: 12,
      data: { text },
      completions: [{ completed_by: 3, result: [region('a', 3, 12, 'Iris Vane', 'PER')] }],
      predictions: [
        { model_version: 'ner-1', score: 0.4, result: [region('b', 12, 20, ' said:\\n“', 'X')] },
      ],
    },
  ]);
  expect(article?.id).toBe('12');
  expect(article?.marks).toMatchObject([
    { id: 'a', label: 'PER', annotator: 'User 3', state: 'accepted' },
    { id: 'b', label: 'X', annotator: 'ner-1', state: 'suggested' },
  ]);
  expect(article?.marks[1]?.segments).toEqual([
    { role: 'span', start: 11, end: 19, exact: ' said:\n“' },
  ]);
});

test('reads relations, choices and texts of regions, several labels, and who completed', () => {
  const relation = {
    from_id: 'a',
    to_id: 'q',
    type: 'relation',
    direction: 'left',
    labels: ['speaker'],
  };
  const choice = { id: 'q', from_name: 'tone', type: 'choices', value: { choices: ['harsh'] } };
  const link = { id: 'a', from_name: 'entity', type: 'textarea', value: { text: ['I. Vane'] } };
  const [article] = readTasks([
    {
      data: { article: text, year: 2026 },
      annotations: [
        {
          completed_by: { email: 'kim@example.org', first_name: 'Kim', last_name: 'Lee' },
          result: [
            region('a', 2, 11, 'Iris Vane', 'PER', 'LEAD'),
            region('q', 18, 24, '“Out.”', 'QUOTE'),
            relation,
            choice,
            link,
          ],
        },
        { was_cancelled: true, result: [region('z', 0, 1, '?', 'X')] },
      ],
    },
  ]);
  expect(article?.marks.map(({ label }) => label)).toEqual(['QUOTE', 'PER', 'LEAD']);
  expect(article?.marks[1]).toMatchObject({ entity: 'I. Vane', annotator: 'Kim Lee' });
  expect(article?.marks[0]).toMatchObject({ attributes: { tone: 'harsh' } });
  expect(article?.marks[0]?.segments.map(({ role, exact }) => [role, exact])).toEqual([
    ['content', '“Out.”'],
    ['source', 'Iris Vane'],
  ]);
});

test('refuses a task without text and words that are elsewhere, naming the task', () => {
  expect(() => readTasks([{ data: {} }])).toThrow('tasks.json, task 1: It has no text');
  const wrong = region('a', 3, 5, 'Vane', 'PER');
  expect(() => readTasks([{ data: { text }, annotations: [{ result: [wrong] }] }])).toThrow(
    'tasks.json, task 1, annotation 1, region a: 3–5 cover "ri", not "Vane"',
  );
});

function region(id: string, start: number, end: number, exact: string, ...labels: string[]) {
  return {
    id,
    from_name: 'l',
    to_name: 't',
    type: 'labels',
    value: { start, end, text: exact, labels },
  };
}

function readTasks(tasks: readonly object[]) {
  const bytes = new TextEncoder().encode(JSON.stringify(tasks));
  return readFormat(labelStudioFormat, new Map([['tasks.json', bytes]]));
}
