import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Dialog } from '../../../renderer/ui/Dialog.tsx';
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

function First({ close }: { readonly close: () => void }) {
  return (
    <Dialog title="Choose" onClose={close}>
      <p>One of them</p>
    </Dialog>
  );
}

function InTwoSteps({ close }: { readonly close: () => void }) {
  const [isDone, setIsDone] = useState(false);
  if (!isDone) {
    return (
      <>
        <First close={close} />
        <button type="button" onClick={() => setIsDone(true)}>
          Go on
        </button>
      </>
    );
  }
  return (
    <Dialog title="Result" onClose={close}>
      <button type="button">Show it</button>
    </Dialog>
  );
}

test('the focus is given back also by a dialog that became another one', async () => {
  const { frame } = await openWindow({ articles: 30 });
  const grid = page.getByRole('grid');
  await expect.element(grid).toBeVisible();
  (await grid.findElement()).querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  const before = document.activeElement;
  expect(before).not.toBe(document.body);
  void frame.dialogs.open<undefined>((close) => <InTwoSteps close={() => close()} />);
  await expect.element(page.getByRole('dialog', { name: 'Choose' })).toBeVisible();
  document.querySelectorAll('button').forEach((button) => {
    if (button.textContent === 'Go on') button.click();
  });
  await expect.element(page.getByRole('dialog', { name: 'Result' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await expect.poll(() => document.activeElement === before).toBe(true);
});
