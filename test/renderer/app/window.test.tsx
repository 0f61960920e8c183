import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openWindow } from '../window.tsx';

async function openLibrary() {
  const opened = await openWindow({ articles: 30 });
  await expect.element(page.getByRole('grid')).toBeVisible();
  await expect.poll(() => document.querySelector('[data-row="0"]')).not.toBeNull();
  document.querySelector<HTMLElement>('[data-row="0"]')?.focus();
  return opened;
}

describe('the palette', () => {
  test('shows keys, says why a command cannot run, and gives the focus back', async () => {
    await openLibrary();
    await userEvent.keyboard('{Control>}k{/Control}');
    const field = page.getByRole('combobox', { name: 'Find a command or article' });
    await expect.element(field).toHaveFocus();
    await userEvent.keyboard('undo');
    const option = page.getByRole('option', { name: /^Undo/ });
    await expect.element(option).toHaveAttribute('aria-disabled', 'true');
    await expect.element(option).toMatchTextContent(/Nothing to undo/);
    await expect.element(option).toMatchTextContent(/Ctrl/);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement?.getAttribute('data-row')).toBe('0');
  });

  test('runs what was found', async () => {
    await openLibrary();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox')).toHaveFocus();
    await userEvent.keyboard('dark theme{Enter}');
    await expect.poll(() => document.documentElement.dataset['theme']).toBe('dark');
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox')).toHaveFocus();
    await userEvent.keyboard('theme of{Enter}');
    await expect.poll(() => document.documentElement.dataset['theme']).toBe(undefined);
  });

  test('finds articles too', async () => {
    await openLibrary();
    await userEvent.keyboard('{Control>}k{/Control}');
    await expect.element(page.getByRole('combobox')).toHaveFocus();
    await userEvent.keyboard('/union');
    await expect.element(page.getByRole('option').first()).toMatchTextContent(/union/);
  });
});

test('the cheat sheet lists the keys of the focused part first, is searchable, and closes with ?', async () => {
  await openLibrary();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('heading', { level: 3 }).first()).toMatchTextContent(/Lists/);
  await page.getByRole('searchbox', { name: 'Find a shortcut' }).fill('trash');
  await expect.element(page.getByText('Move to trash')).toBeVisible();
  await expect.element(page.getByText('New project…')).not.toBeInTheDocument();
  await page.getByRole('searchbox', { name: 'Find a shortcut' }).fill('');
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('keys of the list do not act below an open dialog', async () => {
  const { inputsOf } = await openLibrary();
  await userEvent.keyboard('{Control>},{/Control}');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await userEvent.keyboard('3{Delete}');
  expect(inputsOf('engine', 'command.run')).toEqual([]);
});

test('F6 walks through the panes', async () => {
  await openLibrary();
  const pane = () => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane');
  expect(pane()).toBe('list');
  await userEvent.keyboard('{F6}');
  await expect.poll(pane).toBe('preview');
  await userEvent.keyboard('{F6}');
  await expect.poll(pane).toBe('rail');
  await userEvent.keyboard('{Shift>}{F6}{/Shift}');
  await expect.poll(pane).toBe('preview');
});

describe('the welcome screen', () => {
  test('lists recent projects, missing ones with a way to find or remove them', async () => {
    const { inputsOf } = await openWindow({
      articles: null,
      shell: { 'project.openRecent': () => true, 'recent.locate': () => true },
    });
    await page.getByRole('button', { name: /Hospitals 2026 ~/ }).click();
    await page.getByRole('button', { name: 'Locate…' }).click();
    expect(inputsOf('shell', 'project.openRecent')).toEqual([{ key: 'a' }]);
    expect(inputsOf('shell', 'recent.locate')).toEqual([{ key: 'b' }]);
  });

  test('a project that another process has can be opened for reading', async () => {
    const { frame, inputsOf } = await openWindow({
      articles: null,
      shell: { 'project.openDropped': () => true },
    });
    frame.openFailure.setState(
      { code: 'locked', message: 'Ben has it open.', detail: { grant: 'g', name: 'x.quotemark' } },
      true,
    );
    await page.getByRole('button', { name: 'Open read-only' }).click();
    expect(inputsOf('shell', 'project.openDropped')).toEqual([{ grant: 'g', readOnly: true }]);
  });
});

test('the menu is sent to the main process and its entries run', async () => {
  const { clients, inputsOf } = await openLibrary();
  await expect.poll(() => inputsOf('shell', 'menu.set').length).toBeGreaterThan(0);
  const groups = JSON.stringify(inputsOf('shell', 'menu.set').at(-1));
  expect(groups).toContain('"Control+Shift+X"');
  clients.shell.emit('menu', { id: 'help.keys' });
  await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});
