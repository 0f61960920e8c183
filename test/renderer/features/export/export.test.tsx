import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { EngineContract } from '../../../../shared/contract/engine.ts';
import { Refusal } from '../../../../shared/util/result.ts';
import type { Answers } from '../../canned.ts';
import { openWindow } from '../../window.tsx';

const person = {
  type: 'person',
  aliases: [],
  externalIds: {},
  note: '',
  mergedInto: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'ann',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'ann',
};

async function openExport(engine: Answers<EngineContract> = {}) {
  const entity = { ...person, id: 'tom', name: 'Tom Okafor' };
  const uses = { mentions: 0, quotations: 0, articles: 0, claims: 0 };
  const opened = await openWindow({
    articles: 30,
    engine: { 'entity.list': () => [{ entity, ...uses }], ...engine },
  });
  await expect.element(page.getByRole('grid')).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}');
  await expect.element(page.getByText(/articles · .+ annotations/)).toBeVisible();
  return opened;
}

test('options change the preview and the warnings', async () => {
  const { inputsOf } = await openExport();
  await expect.element(page.getByText(/"offset_unit"/)).toBeVisible();
  await page.getByRole('radio', { name: 'CSV tables' }).click({ force: true });
  await expect.element(page.getByText('quotations.csv', { exact: true })).toBeVisible();
  await expect.element(page.getByText(/1 warning/)).toBeVisible();
  await page.getByText(/^For Excel/).click();
  await page.getByRole('checkbox', { name: 'Done' }).click({ force: true });
  await expect
    .poll(() => inputsOf('engine', 'export.preview').at(-1))
    .toEqual({
      format: 'csv',
      spreadsheet: true,
      statuses: ['done'],
      acceptedOnly: false,
      layers: [],
      annotators: [],
      states: [],
      redact: [],
      hasText: true,
      offsetUnit: null,
      split: null,
    });
});

test('what takes long to count arrives after the rest', async () => {
  let finish = () => {};
  const counted = new Promise<void>((done) => (finish = done));
  const { engine } = (
    await openExport({
      'export.preview': () => ({
        articles: 9000,
        annotations: 120_000,
        sample: '{"format":"quotemark-article"}',
        sampleFile: 'export.jsonl',
        warnings: ['Codebook: not held.'],
        split: null,
        isCounted: false,
      }),
      'export.losses': async () => {
        await counted;
        return { warnings: ['Fragments joined. (3 marks)'], split: null, isCounted: true };
      },
    })
  ).clients;
  const losses = page.getByRole('list', { name: 'Left out' });
  await expect.element(page.getByText(/9,000 articles · 120,000 annotations/)).toBeVisible();
  await expect.element(losses.getByText('Counting losses: 0 of 9,000 articles…')).toBeVisible();
  await expect.element(page.getByText('{"format":"quotemark-article"}')).toBeVisible();
  finish();
  await expect.element(losses.getByText('Fragments joined. (3 marks)')).toBeVisible();
  await expect.element(losses.getByText(/Counting/)).not.toBeInTheDocument();
  await expect.element(losses.getByText('Codebook: not held.')).not.toBeInTheDocument();
  expect(engine.calls.filter(({ channel }) => channel === 'export.losses')).toHaveLength(1);
});

test('writes where the person chose and tells what was written', async () => {
  const { inputsOf } = await openExport();
  await page.getByRole('button', { name: 'Export…' }).last().click();
  await expect.element(page.getByText('Export finished', { exact: true }).first()).toBeVisible();
  expect(inputsOf('shell', 'files.pickTarget')).toEqual([
    { title: 'Export', name: 'Hospitals 2026.json', kind: 'file' },
  ]);
  expect(inputsOf('engine', 'export.write')).toMatchObject([{ format: 'json', target: 't1' }]);
  await expect.element(page.getByText('Nothing was left out.')).toBeVisible();
  await page.getByRole('button', { name: 'Show in folder' }).click();
  expect(inputsOf('shell', 'files.show')).toEqual([{ grant: 't1' }]);
});

test('what failed is told until the next attempt', async () => {
  let isTaken = true;
  const written = {
    format: 'json',
    files: [{ name: 'out.json', sizeBytes: 3, rows: null }],
    moreFiles: 0,
    articles: 30,
    annotations: 1,
    losses: [],
    comparison: null,
    split: null,
  };
  await openExport({
    'export.write': () => {
      if (isTaken) throw new Refusal('conflict', 'The file is in the way.');
      return written;
    },
  });
  const button = page.getByRole('button', { name: 'Export…' }).last();
  await button.click();
  const told = page.getByText('Exporting: The file is in the way.');
  await expect.element(told).toBeVisible();
  isTaken = false;
  await button.click();
  await expect.element(page.getByText('Export finished', { exact: true }).first()).toBeVisible();
  // At once: it would go by itself in the end.
  expect(told.query()).toBeNull();
});

test('choices hold for every format, and stand in the command line', async () => {
  const { inputsOf } = await openExport();
  await page.getByRole('radio', { name: 'JSON Lines' }).click({ force: true });
  await page.getByText('Include the articles’ texts').click();
  await page.getByRole('button', { name: /Positions counted in/ }).click();
  await page.getByRole('option', { name: /UTF-8 bytes/ }).click();
  await page.getByText('All layers, all annotators').click();
  await page.getByRole('checkbox', { name: 'Claim' }).click({ force: true });
  await page.getByText('No names replaced').click();
  await page.getByRole('searchbox', { name: 'Find in the cast' }).fill('okafor');
  await page.getByRole('group', { name: 'Replace names' }).getByText('Tom Okafor').click();
  await expect.element(page.getByText('1 name replaced')).toBeVisible();
  await page.getByRole('radio', { name: 'Split' }).click({ force: true });
  const split = { train: 80, validation: 10, test: 10, seed: 1, groupBy: 'story' };
  await expect
    .poll(() => inputsOf('engine', 'export.preview').at(-1))
    .toMatchObject({
      format: 'jsonl',
      layers: ['claim'],
      hasText: false,
      offsetUnit: 'byte',
      split,
    });
  await page.getByRole('button', { name: 'Copy command line' }).click();
  await expect.poll(() => inputsOf('shell', 'clipboard.write')).toHaveLength(1);
  expect(inputsOf('shell', 'clipboard.write')[0]).toEqual({
    text:
      "quotemark export 'Hospitals 2026.quotemark' --format jsonl --out 'Hospitals 2026 jsonl'" +
      ' --layers claim --redact tom --no-text --offsets bytes --split 80/10/10 --seed 1 --group-by story',
  });
  await page.getByRole('radio', { name: 'Quotemark JSON' }).click({ force: true });
  await expect
    .poll(() => inputsOf('engine', 'export.preview').at(-1))
    .toMatchObject({ format: 'json', layers: ['claim'], hasText: false, offsetUnit: null, split });
  await expect.element(page.getByText('Positions counted in')).not.toBeInTheDocument();
  await expect.element(page.getByText(/Such a file cannot be imported/)).toBeVisible();
});

test('choices are kept in the project under a name', async () => {
  const { inputsOf } = await openExport();
  await page.getByRole('radio', { name: 'CSV tables' }).click({ force: true });
  await page.getByRole('button', { name: 'Save as preset…' }).click();
  await page.getByRole('textbox', { name: 'Name of the preset' }).fill('For the desk');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => inputsOf('engine', 'command.run')).toHaveLength(1);
  await expect
    .element(page.getByRole('textbox', { name: 'Name of the preset' }))
    .not.toBeInTheDocument();
  expect(inputsOf('engine', 'command.run')[0]).toMatchObject({
    name: 'project.update',
    input: {
      settings: { exportPresets: [{ name: 'For the desk', options: { format: 'csv' } }] },
    },
  });
});

test('begins at the format; arrows choose one, and Enter exports', async () => {
  const { inputsOf } = await openExport();
  await expect.element(page.getByRole('radio', { name: 'Quotemark JSON' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('radio', { name: 'CSV tables' })).toBeChecked();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Export finished', { exact: true }).first()).toBeVisible();
  expect(inputsOf('shell', 'files.pickTarget')).toHaveLength(1);
});
