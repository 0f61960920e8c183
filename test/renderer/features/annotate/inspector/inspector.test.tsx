import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { card, drawn, inText, openAnnotate } from '../annotate-window.tsx';

async function openQuotation() {
  const opened = await openAnnotate();
  await userEvent.keyboard('nn');
  await expect.poll(card).toBe('Quotation');
  return opened;
}

test('a piece of a mark can be removed, but not its only content', async () => {
  const { commands, find } = await openQuotation();
  await expect
    .element(page.getByRole('button', { name: 'Remove from content' }))
    .not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Remove from cue' }).click();
  await expect.poll(commands).toHaveLength(1);
  expect(find('direct')?.segments.map(({ role }) => role)).toEqual(['content', 'source']);
  await expect.element(page.getByText(/Select the verb/)).toBeVisible();
});

test('two pieces removed one after the other are both gone', async () => {
  const { find } = await openQuotation();
  await page.getByRole('button', { name: 'Remove from cue' }).click();
  await page.getByRole('button', { name: 'Remove from source' }).click();
  await expect.poll(() => find('direct')?.segments.map(({ role }) => role)).toEqual(['content']);
});

test('the type can be changed and the mark is drawn so', async () => {
  const { commands, find } = await openQuotation();
  await page.getByRole('button', { name: /Type/ }).click();
  await page.getByRole('option', { name: /^Indirect/ }).click();
  await expect.poll(commands).toEqual([['annotation.update', { id: 'direct', label: 'indirect' }]]);
  expect(find('direct')?.label).toBe('indirect');
  await expect.poll(() => drawn('direct').length).toBeGreaterThan(0);
});

describe('a note', () => {
  test('is stored a second after the last key', async () => {
    const { commands } = await openQuotation();
    await userEvent.keyboard('m');
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveFocus();
    await userEvent.keyboard('Check q n');
    expect(commands()).toEqual([]);
    await expect
      .poll(commands, { timeout: 3000 })
      .toEqual([['annotation.update', { id: 'direct', note: 'Check q n' }]]);
    await userEvent.keyboard('!');
    await expect.poll(() => commands().length, { timeout: 3000 }).toBe(2);
    expect(commands()[1]).toEqual(['annotation.update', { id: 'direct', note: 'Check q n!' }]);
  });

  test('is stored at once on leaving; Esc leads back to the text', async () => {
    const { commands } = await openQuotation();
    await userEvent.keyboard('m');
    await expect.element(page.getByRole('textbox', { name: 'Note' })).toHaveFocus();
    await userEvent.keyboard('Later{Escape}');
    await expect.poll(inText).toBe(true);
    expect(commands()).toEqual([['annotation.update', { id: 'direct', note: 'Later' }]]);
    await userEvent.keyboard('n');
    await expect.poll(card).toBe('Entity');
    expect(commands()).toHaveLength(1);
  });
});

test('doubt is a check box and a flag in the outline', async () => {
  const { commands } = await openQuotation();
  await page.getByRole('checkbox', { name: 'Doubtful' }).click({ force: true });
  await expect.poll(commands).toEqual([['annotation.update', { id: 'direct', doubt: true }]]);
  await expect.poll(() => document.querySelector('#outline-direct')?.textContent).toContain('⚑');
});
