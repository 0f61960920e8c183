import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openSearch } from './open-search.tsx';

test('choices in the dialog at hits stay with their layer', async () => {
  const { inputsOf } = await openSearch();
  await userEvent.keyboard('dam');
  await page.getByRole('grid', { name: 'Hits' }).getByRole('row').nth(1).click();
  await userEvent.keyboard('r');
  const choose = async (button: RegExp, option: RegExp) => {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await choose(/Label/, /^Person/);
  await choose(/Layer/, /^Quotation/);
  await choose(/Label/, /^Direct/);
  await choose(/Layer/, /^Entity/);
  await expect.element(page.getByRole('button', { name: /Label/ })).toHaveTextContent('Person');
  await page.getByRole('button', { name: /^Change 1 mark/ }).click();
  await expect
    .poll(() => inputsOf('engine', 'search.work'))
    .toMatchObject([{ work: { layer: 'mention', patch: { label: 'person' } } }]);
});
