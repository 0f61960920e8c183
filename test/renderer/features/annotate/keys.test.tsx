import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { card, drawn, inText, openAnnotate, withText } from './annotate-window.tsx';
import { buildMark } from './marks.ts';

describe('the menu at the caret', () => {
  test('on a mark it has its labels and commands with their keys, and runs them', async () => {
    const { commands } = await openAnnotate();
    await userEvent.keyboard('nn');
    await expect.poll(card).toBe('Quotation');
    document
      .querySelector('.qm-text')
      ?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    const menu = page.getByRole('menu');
    await expect.element(menu).toBeVisible();
    await expect.element(menu.getByRole('menuitem', { name: /^Direct/ })).toBeVisible();
    await menu.getByRole('menuitem', { name: /^Flag as doubtful/ }).click();
    await expect.poll(commands).toEqual([['annotation.update', { id: 'direct', doubt: true }]]);
    await expect.poll(inText).toBe(true);
  });

  test('on selected words it has the ways of marking them', async () => {
    await openAnnotate();
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    await expect.poll(() => document.getSelection()?.isCollapsed).toBe(false);
    document
      .querySelector('.qm-text')
      ?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    const item = page.getByRole('menuitem', { name: /^Mark claim/ });
    await expect.element(item).toHaveTextContent('Mark claimC');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.poll(inText).toBe(true);
  });
});

test('the menu of the pointer is of what is under it, not of the mark or caret elsewhere', async () => {
  const words = 'Kim said no.\nAda Quill left “in haste”, Kim said.';
  const kim = buildMark(words, 'kim', 'mention', { span: 'Kim' }, { label: 'person' });
  const { inputsOf, find } = await openAnnotate({ shown: withText(words, [kim]) });
  await userEvent.keyboard('n');
  await expect.poll(card).toBe('Entity');
  const second = document.querySelectorAll('.qm-text > *')[1];
  const range = document.createRange();
  range.setStart(second?.firstChild ?? document, words.indexOf('haste') - words.indexOf('Ada') + 2);
  const { x, y } = range.getBoundingClientRect();
  second?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, clientX: x, clientY: y + 4 })); // prettier-ignore
  await page.getByRole('menuitem', { name: /^Mark quotation/ }).click();
  await expect.poll(card).toBe('Quotation');
  expect(JSON.stringify(inputsOf('engine', 'command.run').at(-1))).toContain(
    `"start":${words.indexOf('“')},"end":${words.indexOf('”') + 1}`,
  );
  expect(find('kim')).toBeDefined();
});

test('undo from another view names the step and shows the mark that it changed', async () => {
  const { frame } = await openAnnotate();
  await userEvent.keyboard('nnnf');
  await expect.poll(() => drawn('tom-1').length).toBeGreaterThan(0);
  frame.commands.run('go.library');
  await expect.element(page.getByRole('grid')).toBeVisible();
  frame.commands.run('edit.undo');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect.poll(card).toBe('Entity');
  await expect.poll(inText).toBe(true);
});

test('back and forward go over views and marks', async () => {
  const { frame } = await openAnnotate();
  await userEvent.keyboard('nnn');
  await expect.poll(card).toBe('Entity');
  frame.commands.run('go.library');
  await expect.element(page.getByRole('grid')).toBeVisible();
  await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}');
  await expect.poll(card).toBe('Entity');
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await expect.element(page.getByRole('grid')).toBeVisible();
});

test('the palette goes to members of the cast and says who is marked nowhere', async () => {
  const { frame } = await openAnnotate();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox')).toHaveFocus();
  await userEvent.keyboard('@eva{Enter}');
  await expect.poll(frame.announced.getState).toBe('Eva Stone is marked in no article.');
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox')).toHaveFocus();
  await userEvent.keyboard('@tom{Enter}');
  await expect.poll(card).toBe('Entity');
  await expect.poll(inText).toBe(true);
});

test('Mod+Shift+O lists articles at once', async () => {
  await openAnnotate();
  await userEvent.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
  await expect.element(page.getByRole('combobox')).toHaveValue('/');
  await expect.poll(() => page.getByRole('option').all().length).toBeGreaterThan(0);
});

test('what is selected is copied with where it is from', async () => {
  const { inputsOf } = await openAnnotate();
  await userEvent.keyboard('nn');
  await expect.poll(card).toBe('Quotation');
  await userEvent.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await expect.poll(() => inputsOf('shell', 'clipboard.write')).toHaveLength(1);
  expect(JSON.stringify(inputsOf('shell', 'clipboard.write')[0])).toContain(
    '“We signed in the open, and everyone was told in March,” — ',
  );
});

test('after remapping, the new key acts, the old one does not, and the list of keys shows it first', async () => {
  const { frame, commands } = await openAnnotate();
  await frame.settings.update({ keys: { 'annotate.doubt': ['Y'] } });
  await userEvent.keyboard('nnnf');
  await expect.poll(card).toBe('Entity');
  expect(commands()).toEqual([]);
  await userEvent.keyboard('y');
  await expect.poll(commands).toHaveLength(1);
  await userEvent.keyboard('?');
  const first = page.getByRole('heading', { level: 3 }).first();
  await expect.element(first).toMatchTextContent(/Now: ITEM entity/);
  await page.getByRole('searchbox', { name: 'Find a shortcut' }).fill('doubtful');
  await expect
    .element(page.getByRole('group', { name: 'Shortcuts' }))
    .toMatchTextContent(/^Now: ITEM entity 1\/1Flag as doubtfulY/);
  await userEvent.keyboard('{Escape}{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('G goes from a quotation to its source', async () => {
  const { frame } = await openAnnotate();
  await userEvent.keyboard('nng');
  await expect.poll(card).not.toBe('Quotation');
  const caret = () => frame.opened.getState()?.mode.getState();
  await expect.poll(caret).toBe('READ');
});

test('a command acts at the caret which the browser has moved just now', async () => {
  const { find } = await openAnnotate();
  await userEvent.keyboard('nnn');
  await expect.poll(card).toBe('Entity');
  const text = document.querySelector('.qm-text');
  // In one task: the browser tells of the moved caret only after it.
  getSelection()?.modify('move', 'backward', 'line');
  text?.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', code: 'KeyF', bubbles: true }));
  await expect.poll(() => document.querySelector('[data-card-head]')).toBeNull();
  expect(find('tom-1')?.doubt).toBe(false);
});

test('M without a mark is a note on the article, and Esc leads back', async () => {
  const { inputsOf } = await openAnnotate();
  await userEvent.keyboard('m');
  await expect.element(page.getByRole('textbox', { name: 'Note on the article' })).toHaveFocus();
  await userEvent.keyboard('check the treaty{Escape}');
  await expect.poll(inText).toBe(true);
  await expect
    .poll(() => JSON.stringify(inputsOf('engine', 'command.run')))
    .toContain('check the treaty');
});

test('S is for the quotation around the caret, not for the one that was worked on last', async () => {
  const { find } = await openAnnotate();
  await userEvent.keyboard('nnnn');
  await expect.poll(card).toBe('Quotation');
  // Into the words of the first quotation, as arrow keys would bring it there.
  const words = drawn('direct')[0]?.firstChild;
  if (words) getSelection()?.collapse(words, 3);
  await userEvent.keyboard('s');
  await expect.element(page.getByRole('combobox', { name: 'Speaker' })).toHaveValue('Ana Ruiz');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => find('direct')?.speakerId).toBeTruthy();
  expect(find('mixed')?.speakerId).toBeNull();
});

test('Shift+C chooses the claim that is made again, from a claim only', async () => {
  const { frame } = await openAnnotate();
  await userEvent.keyboard('nn{Shift>}c{/Shift}');
  await expect.poll(frame.announced.getState).toBe('Select a claim first');
  await userEvent.keyboard('p{Shift>}c{/Shift}');
  await expect.element(page.getByRole('combobox', { name: /claim/i })).toHaveFocus();
});

test('Shift+J selects from the caret to the end of the sentence, again to the end of the next one', async () => {
  await openAnnotate();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}j{/Shift}');
  const selected = () => getSelection()?.toString() ?? '';
  const first = () => document.querySelector('.qm-text')?.firstElementChild?.textContent ?? '';
  await expect.poll(selected).toBe(first().slice(2));
  await userEvent.keyboard('{Shift>}j{/Shift}');
  await expect.poll(() => selected().length).toBeGreaterThan(first().length);
  await userEvent.keyboard('{Shift>}k{/Shift}');
  await expect.poll(selected).toBe(first().slice(2));
});

test('S finds whom it was told to along with source and cue, and D does not add the same words again', async () => {
  // In the second paragraph: a caret at the start of all within 200 ms of a focus is put back by ProseMirror as the browser's doing.
  const words = 'On Monday.\nMayor Ida Lund told lawmakers that the pier is safe.';
  const { commands, inputsOf } = await openAnnotate({ shown: withText(words, []) });
  await userEvent.keyboard('{ArrowDown}qs');
  await expect.element(page.getByRole('combobox', { name: 'Speaker' })).toHaveValue('Ida Lund');
  await userEvent.keyboard('{Escape}');
  const roles = () =>
    JSON.stringify(inputsOf('engine', 'command.run').at(-1)).match(/"role":"\w+"/gu)?.length;
  await expect.poll(roles).toBe(4);
  const before = commands().length;
  await userEvent.keyboard('{Home}{ArrowRight>21/}d');
  await expect.poll(card).toBe('Quotation');
  expect(commands()).toHaveLength(before);
});
