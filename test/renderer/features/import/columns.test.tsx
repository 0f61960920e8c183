import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { columns, item, openReview, table } from './open-review.tsx';

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

test('of several choices for the columns of a table the last one counts', async () => {
  const answers = new Map<string, (title: string) => void>();
  const { inputsOf } = await openReview([item('1.1', { fileKey: '1', part: 1 })], [table], {
    'import.remap': async ({ mapping }) => {
      const asked = Object.keys(mapping ?? {}).join(' ');
      const title = await new Promise<string>((answer) => answers.set(asked, answer));
      return {
        file: { ...table, table: { ...columns, mapping: mapping ?? {} } },
        items: [item('1.1', { fileKey: '1', part: 1, title })],
        itemCount: 1,
      };
    },
  });
  const choose = async (field: string, column: string) => {
    await page.getByRole('button', { name: new RegExp(field) }).click();
    await page.getByRole('option', { name: column }).click();
  };
  await choose('Text', 'body');
  await choose('Title', 'headline');
  await expect.element(page.getByRole('button', { name: /Title/ })).toHaveTextContent('headline');
  await expect.element(page.getByRole('button', { name: /^Import/ })).toBeDisabled();
  expect(inputsOf('engine', 'import.remap')).toMatchObject([
    { mapping: { text: 'body' } },
    { mapping: { text: 'body', title: 'headline' } },
  ]);
  // The answers come in the wrong order.
  answers.get('text title')?.('Read last');
  answers.get('text')?.('Read first');
  await expect.element(page.getByText('Read last')).toBeVisible();
  await expect.element(page.getByText('Read first')).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: /^Import/ })).toBeEnabled();
});

test('while one table is read anew the columns of another wait', async () => {
  let answer: () => void = () => undefined;
  const second = { ...table, key: '2', fileName: 'more.csv' };
  const items = [
    item('1.1', { fileKey: '1', part: 1 }),
    item('2.1', { fileKey: '2', part: 1, title: 'Of the other' }),
  ];
  const { inputsOf } = await openReview(items, [table, second], {
    'import.remap': async ({ mapping }) => {
      await new Promise<void>((done) => (answer = done));
      return {
        file: { ...table, table: { ...columns, mapping: mapping ?? {} } },
        items: [item('1.1', { fileKey: '1', part: 1, title: 'Read anew' })],
        itemCount: 1,
      };
    },
  });
  await page.getByRole('button', { name: /Text/ }).click();
  await page.getByRole('option', { name: 'body' }).click();
  await page.getByRole('option', { name: /more\.csv/ }).click();
  await expect.element(page.getByText(/Another file is being read/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: /Text/ })).toBeDisabled();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  answer();
  await expect.element(page.getByRole('button', { name: /Text/ })).toBeEnabled();
  await expect.element(page.getByText('Read anew')).toBeVisible();
  await expect.element(page.getByText('Of the other')).toBeVisible();
  expect(inputsOf('engine', 'import.commit')).toEqual([]);
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
