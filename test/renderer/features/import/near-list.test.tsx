import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { item, openReview } from './open-review.tsx';

test('a near duplicate can become a new version of what it copies', async () => {
  const near = { id: 'x', title: 'Ferry runs', similarity: 0.928 };
  const { inputsOf } = await openReview([item('a', { nearDuplicateOf: near, preview: '' })]);
  await expect.element(page.getByText('Asked for when it was shown.')).toBeVisible();
  await expect.element(page.getByText(/92 % the same/)).toBeVisible();
  await page.getByRole('radio', { name: 'New version' }).click({ force: true });
  await expect.element(page.getByText(/Marks are carried/)).toBeVisible();
  await page.getByRole('button', { name: 'Import' }).click();
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  expect(inputsOf('engine', 'import.commit')[0]).toMatchObject({
    items: [{ key: 'a', versionOf: 'x' }],
  });
});

const nearOnes = [
  item('a'),
  item('b', { nearDuplicateOf: { id: 'x', title: 'Ferry runs', similarity: 0.92 } }),
  item('c', { nearDuplicateOf: { id: '', title: 'Dam holds', similarity: 0.95 } }),
  item('d', { nearDuplicateOf: { id: '', title: 'Dam holds', similarity: 0.95 } }),
];

test('copies of one text stand together and are left out together', async () => {
  const { inputsOf } = await openReview(nearOnes);
  const row = page.getByRole('option', { name: /Near-duplicates/ });
  const words = () => row.element().textContent;
  await expect.poll(words).toContain('3 of 3 kept');
  // The review begins there, and Space leaves all of them out or takes all in.
  await userEvent.keyboard(' ');
  await expect.poll(words).toContain('0 of 3 kept');
  await userEvent.keyboard(' ');
  const dam = page.getByRole('region', { name: 'Dam holds' });
  await dam.getByText(/2 of 2 kept/).click();
  await dam.getByText('Title d').click();
  await expect.poll(words).toContain('2 of 3 kept');
  await page.getByRole('button', { name: /^Import 3/ }).click();
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  const [input] = inputsOf('engine', 'import.commit');
  expect(input).toMatchObject({ rest: 'take', without: ['c'], items: [] });
});

test('near-duplicates are one stop of Tab, gone through by arrows, and say what becomes of them', async () => {
  await openReview(nearOnes);
  const all = page.getByRole('checkbox', { name: /All of them/ });
  const copy = (name: string) => page.getByRole('checkbox', { name: new RegExp(`Title ${name}`) });
  await userEvent.keyboard('{Tab}');
  await expect.element(all).toHaveFocus();
  await userEvent.keyboard(' ');
  await expect.element(all).toHaveFocus();
  await expect.element(copy('b')).toHaveAccessibleName(/92 % · left out$/);
  // The larger group comes first: its heading, its two copies.
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown} ');
  await expect.element(copy('d')).toHaveFocus();
  await expect.element(copy('d')).toHaveAccessibleName(/95 % · kept$/);
  await expect.element(all).toBePartiallyChecked();
  await userEvent.keyboard('{End}');
  await expect.element(copy('b')).toHaveFocus();
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await expect.element(page.getByRole('listbox', { name: 'Files' })).toHaveFocus();
  await userEvent.keyboard('{Tab}');
  await expect.element(copy('b')).toHaveFocus();
});
