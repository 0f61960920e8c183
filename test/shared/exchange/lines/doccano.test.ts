import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { doccanoFormat } from '../../../../shared/exchange/lines/doccano.ts';
import {
  checkExchangeFormat,
  readFormat,
  someDatasets,
  textOfFile,
  writeFormat,
} from '../../../helpers/generated-datasets.ts';
import { checkGolden, readGolden } from '../../../helpers/golden.ts';
import { workedExample } from '../../../helpers/worked-example.ts';

test('gives back what it wrote', () => checkExchangeFormat(doccanoFormat));

test('writes the worked example as its golden file', () => checkGolden(doccanoFormat));

test('is not written without texts', () => {
  expect(() => writeFormat(doccanoFormat, workedExample(), { hasText: false })).toThrow(
    'Export with texts',
  );
});

test('fits the JSONL with relations that doccano documents, in units of JavaScript', () => {
  const count = { type: 'integer', minimum: 0 };
  const entity = {
    type: 'object',
    required: ['id', 'label', 'start_offset', 'end_offset'],
    properties: {
      id: count,
      label: { type: 'string', minLength: 1 },
      start_offset: count,
      end_offset: count,
    },
    additionalProperties: false,
  };
  const relation = {
    type: 'object',
    required: ['id', 'from_id', 'to_id', 'type'],
    properties: { id: count, from_id: count, to_id: count, type: { type: 'string' } },
    additionalProperties: false,
  };
  const schema = {
    type: 'object',
    required: ['text', 'entities', 'relations'],
    properties: {
      text: { type: 'string' },
      entities: { type: 'array', items: entity },
      relations: { type: 'array', items: relation },
    },
  };
  const validate = new Ajv({ allErrors: true }).compile(schema);
  const written = someDatasets(20).flatMap((dataset) =>
    textOfFile(doccanoFormat, dataset).split('\n').slice(0, -1),
  );
  for (const line of [readGolden('doccano.jsonl'), ...written]) {
    const example = JSON.parse(line);
    validate(example);
    expect(validate.errors).toBeNull();
    for (const { start_offset: start, end_offset: end, text } of example.details) {
      expect(example.text.slice(start, end)).toBe(text);
    }
  }
});

const text = '👩🏽‍🚒 Captain Iris Vane said: “Out.”';

test('reads lists of labels, counted in UTF-16 units', () => {
  const [article] = readLine({ id: 7, text, label: [[16, 25, 'PER']], Comments: [] });
  expect(article?.id).toBe('7');
  expect(article?.marks[0]?.segments).toEqual([
    { role: 'span', start: 13, end: 22, exact: 'Iris Vane' },
  ]);
});

test('sees by words that would be cut that grapheme clusters were counted', () => {
  const [article] = readLine({
    text,
    entities: [
      { id: 1, label: 'PER', start_offset: 10, end_offset: 19 },
      { id: 2, label: 'QUOTE', start_offset: 26, end_offset: 32 },
    ],
    relations: [{ id: 1, from_id: 2, to_id: 1, type: 'SPEAKER' }],
  });
  expect(article?.marks.map(({ segments }) => segments.map(({ exact }) => exact))).toEqual([
    ['“Out.”', 'Iris Vane'],
    ['Iris Vane'],
  ]);
});

test('keeps what stands beside an entity while place and label are the same', () => {
  const example = JSON.parse(readGolden('doccano.jsonl'));
  const entities = example.entities.slice(3, 5);
  entities[1].label = 'mention.event';
  const [article] = readLine({ ...example, entities, relations: [] });
  expect(article?.marks).toMatchObject([
    { id: 'e1', layer: 'mention', label: 'person', entity: 'Lena Ost' },
    { id: null, layer: null, label: 'mention.event', entity: null },
  ]);
});

test('refuses a line without text', () => {
  expect(() => readLine({ label: [] })).toThrow('all.jsonl, line 1: It has no “text”');
});

function readLine(example: object) {
  const bytes = new TextEncoder().encode(`${JSON.stringify(example)}\n`);
  return readFormat(doccanoFormat, new Map([['all.jsonl', bytes]]));
}
