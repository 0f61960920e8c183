import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { webannoFormat } from '../../../shared/exchange/inception/webanno.ts';
import { exchangeFormats } from '../../../shared/exchange/formats.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import { buildExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import { stringifyExportFile } from '../../../shared/formats/json/quotemark-text.ts';
import { making, sampleDataset } from '../../helpers/exports.ts';
import { heldBy, someDatasets, writeFormat } from '../../helpers/generated-datasets.ts';
import { goldenProject } from '../../helpers/golden-project.ts';
import { runPython } from '../../helpers/python.ts';
import { standoffExample } from '../../helpers/standoff-example.ts';
import { sharedTextsDataset } from '../../helpers/text-datasets.ts';

const program = readFileSync(path.join(import.meta.dirname, '../../helpers/readers.py'), 'utf8');

const projects: readonly Dataset[] = [
  goldenProject(),
  standoffExample,
  sampleDataset(),
  sharedTextsDataset(),
  ...someDatasets(40),
];

/** Words that Python cuts out of exports, a list for each of the projects. */
function cutWords(
  name: string,
  write: (dataset: Dataset) => ReadonlyMap<string, Uint8Array>,
): readonly (readonly string[])[] {
  const given = projects.map((dataset) => {
    const files = [...write(dataset)].map(
      ([file, bytes]) => [file, Buffer.from(bytes).toString('base64')] as const,
    );
    return [name, Object.fromEntries(files)];
  });
  const found = runPython(program, given) as readonly (readonly string[])[]; // compared below
  return found;
}

test.each(['jsonl', 'w3c', 'label-studio', 'prodigy', 'doccano', 'uima', 'refi-qda'])(
  'Python cuts the words of every mark out of an export as %s, in any project',
  (id) => {
    const format = exchangeFormats.find((one) => one.id === id);
    if (!format) throw new RangeError(`no format ${id}`);
    const expected = projects.map((dataset) =>
      heldBy(format, dataset)
        .flatMap(({ marks }) => marks.flatMap(({ segments }) => segments))
        .map(({ exact }) => exact)
        .sort(),
    );
    expect(expected.flat().length).toBeGreaterThan(1000);
    const found = cutWords(id, (dataset) => writeFormat(format, dataset).files);
    expect(found.map((words) => [...words].sort())).toEqual(expected);
  },
);

test('Python cuts the words of every mark out of the JSON export', () => {
  const write = (dataset: Dataset) => {
    const text = stringifyExportFile(buildExportFile(dataset, making));
    return new Map([['', new TextEncoder().encode(text)]]);
  };
  const expected = projects.map(({ articles }) =>
    articles
      .flatMap(({ annotations }) => annotations.flatMap(({ segments }) => segments))
      .map(({ exact }) => exact)
      .sort(),
  );
  expect(cutWords('json', write).map((words) => [...words].sort())).toEqual(expected);
});

test('Python finds every sign of a text in the tokens of WebAnno, each where it stands', () => {
  // A space with a combining mark on it is a sign, so that tokens may have some.
  const withoutSpaces = (text: string) => text.replace(/\p{White_Space}/gu, '');
  const found = cutWords('webanno', (dataset) => writeFormat(webannoFormat, dataset).files);
  expect(found.map((tokens) => withoutSpaces(tokens.join('')))).toEqual(
    projects.map(({ articles }) =>
      withoutSpaces(articles.map(({ revision }) => revision.text).join('')),
    ),
  );
});
