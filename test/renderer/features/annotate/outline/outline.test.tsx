import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { inText, marks, openAnnotate } from '../annotate-window.tsx';

const options = () =>
  [...document.querySelectorAll('[data-pane=outline] [role=option]')].map(({ id }) => id);
const selected = () =>
  document.querySelector('[data-pane=outline] [aria-selected=true]')?.id ?? null;
const count = () => document.querySelector('[data-outline-count]')?.textContent;

async function focusList(): Promise<void> {
  const list = page.getByRole('listbox', { name: 'Marks of the article' });
  await expect.element(list).toBeVisible();
  list.element().focus();
}

describe('the list', () => {
  test('names every row in full and says how many there are', async () => {
    await openAnnotate();
    await expect.poll(options).toHaveLength(marks.length);
    await expect
      .element(
        page.getByRole('option', {
          name: /^Direct quotation, the finance minister, Ana Ruiz, paragraph 2: “We signed/,
        }),
      )
      .toBeVisible();
    await expect.poll(count).toBe('4 marks');
    await expect.element(page.getByText('¶3')).toBeVisible();
  });

  test('takes letters, digits and Delete for its marks, and the focus stays', async () => {
    const { commands, find } = await openAnnotate();
    await focusList();
    await userEvent.keyboard('jjf');
    await expect.poll(selected).toBe('outline-direct');
    await expect.poll(() => find('direct')?.doubt).toBe(true);
    await userEvent.keyboard('2');
    await expect.poll(() => find('direct')?.label).toBe('indirect');
    await userEvent.keyboard('k');
    await expect.poll(selected).toBe('outline-claim');
    await userEvent.keyboard('{Delete}');
    await expect.poll(options).not.toContain('outline-claim');
    expect(document.activeElement?.getAttribute('role')).toBe('listbox');
    await expect.poll(selected).toBe('outline-direct');
    expect(commands()).toHaveLength(3);
    await userEvent.keyboard('{Enter}');
    await expect.poll(inText).toBe(true);
  });

  test('has the menu of a mark by the pointer and by key', async () => {
    const { find } = await openAnnotate();
    await focusList();
    await page.getByRole('option', { name: /Tom Okafor/ }).click({ button: 'right' });
    await expect.poll(selected).toBe('outline-tom-1');
    await page.getByRole('menuitem', { name: /Flag as doubtful/ }).click();
    await expect.poll(() => find('tom-1')?.doubt).toBe(true);
    await focusList();
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    const list = page.getByRole('listbox', { name: 'Marks of the article' }).element();
    // The key makes this event in a real window only.
    list.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    await page.getByRole('menuitem', { name: /Delete mark/ }).click();
    await expect.poll(options).not.toContain('outline-tom-1');
  });

  test('the slash goes to the filter, which takes several words, and Enter comes back', async () => {
    await openAnnotate();
    await focusList();
    await userEvent.keyboard('/');
    const filter = page.getByRole('searchbox', { name: 'Filter marks' });
    await expect.element(filter).toHaveFocus();
    await userEvent.keyboard('quotation ruiz');
    await expect.poll(options).toEqual(['outline-direct']);
    await expect.poll(count).toBe('1 of 4 marks');
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement?.getAttribute('role')).toBe('listbox');
  });

  test('what fits nothing is named, with a way to all marks', async () => {
    await openAnnotate();
    await page.getByRole('searchbox', { name: 'Filter marks' }).fill('submarine');
    await page.getByRole('button', { name: 'Flags, 0' }).click();
    await expect
      .element(page.getByText('No mark fits the filter: “submarine”, only flags.'))
      .toBeVisible();
    await page.getByRole('button', { name: 'Show all marks' }).click();
    await expect.poll(options).toHaveLength(marks.length);
  });
});

test('the last decisions open their marks again, a deleted one comes back', async () => {
  const { find } = await openAnnotate();
  await focusList();
  await userEvent.keyboard('{End}{Delete}');
  await expect.poll(() => find('mixed')).toBeUndefined();
  await page.getByRole('button', { name: /^Restore deleted quotation: “omits/ }).click();
  await expect.poll(() => find('mixed')?.label).toBe('mixed');
  await expect.poll(selected).toBe('outline-mixed');
  await page.getByRole('button', { name: /^Made entity: Tom Okafor/ }).click();
  await expect.poll(selected).toBe('outline-tom-1');
});

test('the dock shows the cast; a press goes from mark to mark', async () => {
  await openAnnotate();
  await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  const tom = page.getByRole('button', { name: 'Tom Okafor, Person, 1 mention' });
  await tom.click();
  await expect.poll(selected).toBe('outline-tom-1');
  await page.getByRole('tab', { name: /Claims/ }).click();
  await page.getByRole('button', { name: /^Two regional .*Unverified, no evidence/ }).click();
  await expect.poll(selected).toBe('outline-claim');
  await userEvent.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  await expect.element(page.getByRole('tab', { name: /Claims/ })).not.toBeInTheDocument();
  await expect.poll(inText).toBe(true);
});
