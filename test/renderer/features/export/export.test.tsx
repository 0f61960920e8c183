import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openWindow } from '../../window.tsx';

async function openExport() {
  const opened = await openWindow({ articles: 30 });
  await expect.element(page.getByRole('grid')).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}');
  await expect.element(page.getByText('30 articles · 360 annotations')).toBeVisible();
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
    });
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
