import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { prodigyFormat } from '../../../../shared/exchange/lines/prodigy.ts';
import {
  checkExchangeFormat,
  readFormat,
  someDatasets,
  textOfFile,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { checkGolden, readGolden } from '../../../helpers/golden.ts';
import { workedExample } from '../../../helpers/worked-example.ts';

test('gives back what it wrote', () => checkExchangeFormat(prodigyFormat));

test('writes the worked example as its golden file', () => checkGolden(prodigyFormat));

test('loses marks that nobody accepted, each with its reason', () => {
  const { losses } = writeFormat(prodigyFormat, workedExample());
  expect(losses.map(({ annotationId }) => annotationId)).toEqual(['s1', 'r1']);
});

test('is not written without texts', () => {
  expect(() => writeFormat(prodigyFormat, workedExample(), { hasText: false })).toThrow(
    'Export with texts',
  );
});

test('fits the task format that Prodigy documents', () => {
  const count = { type: 'integer', minimum: 0 };
  const span = {
    type: 'object',
    required: ['start', 'end', 'token_start', 'token_end', 'label'],
    properties: {
      start: count,
      end: count,
      token_start: count,
      token_end: count,
      label: { type: 'string', minLength: 1 },
    },
  };
  const token = {
    type: 'object',
    required: ['text', 'start', 'end', 'id', 'ws'],
    properties: {
      text: { type: 'string', minLength: 1 },
      start: count,
      end: count,
      id: count,
      ws: { type: 'boolean' },
    },
    additionalProperties: false,
  };
  const relation = {
    type: 'object',
    required: ['head', 'child', 'label', 'head_span', 'child_span'],
    properties: {
      head: count,
      child: count,
      label: { type: 'string' },
      head_span: span,
      child_span: span,
    },
    additionalProperties: false,
  };
  const schema = {
    type: 'object',
    required: ['text', 'tokens', 'spans', 'relations', 'meta', 'answer'],
    properties: {
      text: { type: 'string' },
      tokens: { type: 'array', items: token },
      spans: { type: 'array', items: span },
      relations: { type: 'array', items: relation },
      meta: { type: 'object' },
      answer: { enum: ['accept', 'reject', 'ignore'] },
    },
  };
  const validate = new Ajv({ allErrors: true }).compile(schema);
  const written = someDatasets(20).flatMap((dataset) =>
    textOfFile(prodigyFormat, dataset).split('\n').slice(0, -1),
  );
  for (const line of [readGolden('prodigy.jsonl'), ...written]) {
    validate(JSON.parse(line));
    expect(validate.errors).toBeNull();
  }
});

test('reads a file of another program without tokens and covered text', () => {
  const [article] = readLine({
    text: 'Ana Ruiz spoke.\r\nShe left.',
    spans: [{ start: 0, end: 8, label: 'PERSON' }],
    meta: { source: 'wire' },
    _annotator_id: 'news-kim',
    answer: 'accept',
  });
  expect(article?.text).toBe('Ana Ruiz spoke.\nShe left.');
  expect(article?.marks).toMatchObject([
    { label: 'PERSON', layer: null, annotator: 'news-kim', state: 'accepted' },
  ]);
});

test('finds UTF-16 positions by the tokens, and joins relations by token', () => {
  const text = '🌊 Ana Ruiz said: “No.”';
  const [article] = readLine({
    text,
    tokens: [
      { text: '🌊', start: 0, end: 2, id: 0 },
      { text: 'Ana', start: 3, end: 6, id: 1 },
      { text: 'Ruiz', start: 7, end: 11, id: 2 },
    ],
    spans: [
      { start: 3, end: 11, token_start: 1, token_end: 2, label: 'PERSON' },
      { start: 18, end: 23, token_start: 5, token_end: 8, label: 'QUOTE' },
    ],
    relations: [{ head: 2, child: 8, label: 'speaker' }],
  });
  expect(article?.marks.map(({ label, segments }) => [label, segments])).toEqual([
    [
      'QUOTE',
      [
        { role: 'content', start: 17, end: 22, exact: '“No.”' },
        { role: 'source', start: 2, end: 10, exact: 'Ana Ruiz' },
      ],
    ],
    ['PERSON', [{ role: 'span', start: 2, end: 10, exact: 'Ana Ruiz' }]],
  ]);
});

test('takes a task that was rejected or passed over for what it is', () => {
  const spans = [{ start: 0, end: 2, label: 'X' }];
  const states = ['accept', 'reject', 'ignore'].map(
    (answer) => readLine({ text: 'Hm', spans, answer })[0]?.marks[0]?.state,
  );
  expect(states).toEqual(['accepted', 'rejected', 'suggested']);
});

test('refuses a line without text and a span outside of it, naming the line', () => {
  expect(() => readLine({ spans: [] })).toThrow('tasks.jsonl, line 1: It has no “text”');
  const spans = [{ start: 0, end: 9, label: 'X' }];
  expect(() => readLine({ text: 'Hm', spans })).toThrow('tasks.jsonl, line 1, span 1: 0–9');
});

function readLine(task: object) {
  const bytes = new TextEncoder().encode(`${JSON.stringify(task)}\n`);
  return readFormat(prodigyFormat, new Map([['tasks.jsonl', bytes]]));
}
