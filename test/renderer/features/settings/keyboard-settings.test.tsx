import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openWindow } from '../../window.tsx';

async function openKeys() {
  const opened = await openWindow({ articles: 3 });
  await expect.element(page.getByRole('grid')).toBeVisible();
  // The keys of a view that was not shown yet come a moment later.
  await expect
    .poll(() => opened.frame.commands.known().some(({ id }) => id === 'annotate.claim'))
    .toBe(true);
  await userEvent.keyboard('{Control>},{/Control}');
  await expect.element(page.getByRole('region', { name: 'Keyboard' })).toBeInTheDocument();
  return opened;
}

const keyOf = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}: `) });

test('records a free key and puts the own one back', async () => {
  const { frame } = await openKeys();
  await keyOf('Mark quotation').click();
  await userEvent.keyboard('w');
  await expect.element(keyOf('Mark quotation')).toHaveAccessibleName('Mark quotation: W. Change');
  expect(frame.settings.get().keys).toEqual({ 'annotate.quotation': ['W'] });
  await expect.element(keyOf('Mark quotation')).toHaveFocus();
  await page.getByRole('button', { name: 'Reset Mark quotation' }).click();
  await expect.element(keyOf('Mark quotation')).toHaveAccessibleName('Mark quotation: Q. Change');
  expect(frame.settings.get().keys).toEqual({});
});

test('a taken key names the other command and is swapped', async () => {
  const { frame } = await openKeys();
  await keyOf('Mark quotation').click();
  await userEvent.keyboard('c');
  await expect.element(page.getByRole('alert')).toHaveTextContent('C is “Mark claim”.');
  expect(frame.settings.get().keys).toEqual({});
  await userEvent.keyboard('{Enter}');
  expect(frame.settings.get().keys).toEqual({
    'annotate.quotation': ['C'],
    'annotate.claim': ['Q'],
  });
  await page.getByRole('button', { name: 'Reset all' }).click();
  expect(frame.settings.get().keys).toEqual({});
});

test('a key that is not ours is refused with the reason; Esc cancels; Backspace takes the key away', async () => {
  const { frame } = await openKeys();
  await keyOf('Mark quotation').click();
  await userEvent.keyboard('{Alt>}{F4}{/Alt}');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Alt+F4 is taken by the system.');
  await page.getByRole('button', { name: /Press the new key of Mark quotation/ }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(keyOf('Mark quotation')).toBeVisible();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await keyOf('Mark quotation').click();
  await userEvent.keyboard('{Backspace}');
  expect(frame.settings.get().keys).toEqual({ 'annotate.quotation': [] });
  expect(frame.commands.keyOf('annotate.quotation')).toBe('');
});

test('the list of keys is copied as Markdown and saved as a table, with the keys as bound', async () => {
  const { inputsOf } = await openKeys();
  await keyOf('Mark quotation').click();
  await userEvent.keyboard('w');
  await page.getByRole('button', { name: 'Copy list' }).click();
  await expect.poll(() => inputsOf('shell', 'clipboard.write')).toHaveLength(1);
  expect(inputsOf('shell', 'clipboard.write')[0]).toMatchObject({
    text: expect.stringContaining('| Annotate | Mark quotation | reader | W |'),
  });
  await page.getByRole('button', { name: 'Save list…' }).click();
  await expect.poll(() => inputsOf('shell', 'files.writeText')).toHaveLength(1);
  expect(inputsOf('shell', 'files.writeText')[0]).toMatchObject({
    target: 't1',
    text: expect.stringContaining('Annotate,Mark quotation,reader,W\r\n'),
  });
});

test('the outline takes the keys of the reader along when they change', async () => {
  const { frame } = await openKeys();
  await keyOf('Flag as doubtful').click();
  await userEvent.keyboard('w');
  await expect.element(keyOf('Flag as doubtful')).toHaveAccessibleName(/: W\. Change/);
  expect(frame.commands.keysOf('outline.doubt')).toEqual(['W']);
});
