import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { item, openReview, table } from './open-review.tsx';

test('a table: its columns are named, its articles come anew, and all go in with Enter', async () => {
  const problem = 'No column looks like the text of articles. Say which one it is.';
  const { inputsOf } = await openReview(
    [item('1.1', { fileKey: '1', part: 1, kind: 'refused', problem })],
    [table],
  );
  await expect.element(page.getByText(problem).first()).toBeVisible();
  await expect.element(page.getByRole('columnheader', { name: /headline/ })).toBeVisible();
  await page.getByRole('button', { name: /Text/ }).click();
  await page.getByRole('option', { name: 'body' }).click();
  await expect.element(page.getByText('1 of 1 article')).toBeVisible();
  expect(inputsOf('engine', 'import.remap')).toEqual([
    { sessionId: 's', fileKey: '1', mapping: { text: 'body' }, first: 500 },
  ]);
  await page.getByRole('checkbox', { name: 'Import all of them' }).click({ force: true });
  await expect.element(page.getByText('0 of 1 article')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Import all of them' }).click({ force: true });
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  expect(inputsOf('engine', 'import.commit')[0]).toMatchObject({
    rest: 'take',
    without: [],
    items: [],
  });
});

test('a file that cannot be read is read again when asked', async () => {
  const { inputsOf } = await openReview([
    item('a'),
    item('c', { kind: 'refused', title: '', problem: 'This is a picture, not text.' }),
  ]);
  await userEvent.keyboard('{ArrowDown}');
  await page.getByRole('button', { name: 'Read it again' }).click();
  expect(inputsOf('engine', 'import.remap')).toEqual([
    { sessionId: 's', fileKey: 'c', mapping: null, first: 500 },
  ]);
});
