import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openWindow } from '../window.tsx';

test('writing is discarded only when asked twice, and other dialogs open after it', async () => {
  await openWindow({ articles: 30 });
  await expect.element(page.getByRole('grid')).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}N{/Shift}{/Control}');
  await expect.element(page.getByRole('dialog', { name: 'New article' })).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('contenteditable')).toBe('true');
  await userEvent.keyboard('The council met.');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Keep writing' })).toHaveFocus();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(document.querySelector('[data-place]')).toBeNull();
  await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}');
  await expect.element(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});
