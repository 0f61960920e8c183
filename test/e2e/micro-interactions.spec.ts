// The numbered micro-interactions of the Annotate view that happen in the text, one test each, in the real app.
import type { Annotation } from '../../shared/records/records.ts';
import { expect } from './app.ts';
import { caretTo, readerOf, selectByKeys, selectByMouse, textOf } from './reading.ts';
import { mode, scene } from './scene.ts';

const repair =
  '"Nobody on the quay counted heads that evening, and that is what we are looking into now,"';
const minister = 'Ilse van Doorn';

scene(
  '1 · Q inside a quotation takes exactly that quotation',
  async ({ scene: { page, stored } }) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation 1/1');
    expect((await stored()).map(summary)).toEqual([['quotation', 'direct', repair]]);
  },
);

scene(
  '2 · a selection is stored without the white space and commas around it',
  async ({ scene: { page, stored } }) => {
    await selectByKeys(page, ` ${minister} `);
    await page.keyboard.press('e');
    await expect(mode(page)).toContainText('ITEM entity 1/1');
    // Half a word stays half a word.
    await selectByKeys(page, 'assenger lists');
    await page.keyboard.press('e');
    await expect(mode(page)).toContainText('ITEM entity');
    expect((await stored()).map(({ segments }) => segments[0]?.exact)).toEqual([
      minister,
      'assenger lists',
    ]);
  },
);

scene('3 · a text selection wins over the selected mark', async ({ scene: { page, stored } }) => {
  await caretTo(page, minister);
  await page.keyboard.press('e');
  await expect(mode(page)).toContainText('ITEM entity 1/1');
  const [first] = await stored();
  await selectByKeys(page, 'Coastal Safety Office');
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: 'Entities, 2' })).toBeVisible();
  const after = await stored();
  expect(after[0]).toEqual(first);
  expect(after.slice(1).map(summary)).toEqual([
    ['mention', 'organisation', 'Coastal Safety Office'],
  ]);
});

scene(
  '5 and 6 · two keys link a speaker, one the same again',
  async ({ scene: { page, stored } }) => {
    await caretTo(page, minister);
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox').press('Shift+Enter');
    await selectByKeys(page, 'that the line would lose its licence if the lists prove false');
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation 1/1');
    // Whom the sentence credits and the cast knows is linked at once; S again opens the choice.
    await page.keyboard.press('s');
    await expect(mode(page)).toContainText(`Speaker: ${minister}`);
    await page.keyboard.press('s');
    await expect(page.getByRole('combobox', { name: 'Speaker' })).toBeFocused();
    await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(minister);
    await page.keyboard.press('1');
    await expect(readerOf(page)).toBeFocused();
    const [, quotation] = await stored();
    expect(quotation?.speakerId).not.toBeNull();

    await selectByKeys(page, 'in a statement that the Aurelia was overloaded');
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation 2/2');
    await page.keyboard.press('Shift+S');
    await expect(mode(page)).toContainText(minister);
    const speakers = (await stored()).flatMap(({ layer, speakerId }) =>
      layer === 'quotation' ? [speakerId] : [],
    );
    expect(speakers).toEqual([quotation?.speakerId, quotation?.speakerId]);
  },
);

scene(
  '7 · a digit changes the selected mark only, and nothing without one',
  async ({ scene: { page, stored } }) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('3');
    await expect(mode(page)).toContainText(/Select/);
    expect(await stored()).toEqual([]);
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation');
    await page.keyboard.press('2');
    await expect.poll(async () => (await stored()).map(({ label }) => label)).toEqual(['indirect']);
  },
);

scene(
  '8 · a run of L presses is one step, and never ends on a space',
  async ({ scene: { page, stored } }) => {
    await selectByKeys(page, 'the shipyard');
    await page.keyboard.press('e');
    await expect(mode(page)).toContainText('ITEM entity');
    const id = (await stored())[0]?.id;
    for (const key of ['l', 'l', 'Shift+L']) await page.keyboard.press(key);
    await expect
      .poll(async () => (await stored()).map((mark) => [mark.id, mark.segments[0]?.exact]))
      .toEqual([[id, 'the shipyard for']]);
    await page.keyboard.press('Control+z');
    await expect
      .poll(async () => (await stored()).map(({ segments }) => segments[0]?.exact))
      .toEqual(['the shipyard']);
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+L');
    await expect.poll(async () => (await stored())[0]?.segments[0]?.exact).toBe('the');
  },
);

scene('10 · O goes through the marks at the caret, smallest first', async ({ scene: { page } }) => {
  await selectByKeys(page, 'counted heads that evening');
  await page.keyboard.press('c');
  await expect(mode(page)).toContainText('ITEM claim');
  await caretTo(page, 'heads that');
  await page.keyboard.press('q');
  await selectByKeys(page, 'heads');
  await page.keyboard.press('e');
  await caretTo(page, 'eads that');
  for (const kind of ['entity', 'claim', 'quotation', 'entity']) {
    await page.keyboard.press('o');
    await expect(mode(page)).toContainText(`ITEM ${kind}`);
  }
  await expect(page.getByRole('navigation', { name: 'Overlapping marks' })).toContainText('1/3');
});

scene('11 · while Z is held no mark is seen, and all come back', async ({ scene: { page } }) => {
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  const mark = readerOf(page).locator('.qm-seg').first();
  const look = () =>
    mark.evaluate((element) => {
      const style = getComputedStyle(element);
      return [style.backgroundImage, style.backgroundColor, style.borderInlineStartColor].join();
    });
  await expect(mark).toBeVisible();
  const drawn = await look();
  await page.keyboard.down('z');
  await expect.poll(look).not.toBe(drawn);
  await expect(page.locator('.qm-gutter').first()).toBeHidden();
  await page.keyboard.up('z');
  await expect.poll(look).toBe(drawn);
  await expect(mode(page)).toContainText('ITEM quotation 1/1');
});

scene('14 · Esc closes, deselects and collapses, one at a time', async ({ scene: { page } }) => {
  await caretTo(page, 'counted heads');
  await page.keyboard.press('q');
  await page.keyboard.press('s');
  await expect(page.getByRole('combobox', { name: 'Speaker' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Speaker' })).toHaveCount(0);
  await expect(mode(page)).toContainText('ITEM quotation');
  await expect(readerOf(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(mode(page)).toContainText('READ');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(mode(page)).toContainText('SPAN');
  await page.keyboard.press('Escape');
  await expect(mode(page)).toContainText('READ');
  await page.keyboard.press('Escape');
  await expect(mode(page)).toContainText('READ');
  await expect(readerOf(page)).toBeFocused();
});

scene(
  '15 · Delete removes at once, keeps the focus and offers the way back',
  async ({ scene: { page, stored } }) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await caretTo(page, minister);
    await page.keyboard.press('e');
    await caretTo(page, 'counted heads');
    await page.keyboard.press('o');
    await expect(mode(page)).toContainText('ITEM quotation 1/1');
    const before = await stored();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('button', { name: 'Quotations, 0' })).toBeVisible();
    await expect(readerOf(page)).toBeFocused();
    await expect(mode(page)).toContainText('ITEM entity 1/1');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Quotations, 1' })).toBeVisible();
    expect(await stored()).toEqual(before);
  },
);

scene(
  '15 · the offer to take a deletion back stands for 8 seconds, and as long as the pointer is on it',
  async ({ scene: { page } }) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation');
    // From here on the page's clock is ours.
    await page.clock.install();
    const toast = page.locator('[data-toast]');
    await page.keyboard.press('Delete');
    await expect(toast).toContainText('Mark deleted');
    await page.clock.fastForward(7_000);
    await expect(toast).toContainText('Mark deleted');
    await toast.hover();
    await page.clock.fastForward(20_000);
    await expect(toast).toContainText('Mark deleted');
    await page.mouse.move(5, 5);
    await page.clock.fastForward(9_000);
    await expect(toast).toHaveCount(0);
  },
);

scene('18 · the palette gives back focus, selection and place', async ({ scene: { page } }) => {
  await selectByKeys(page, 'Opposition members');
  const place = () =>
    page.evaluate(() => [
      getSelection()?.toString(),
      document.querySelector('.qm-text')?.getBoundingClientRect().top,
    ]);
  const before = await place();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('option', { name: /Mark quotation/ })).toContainText('Q');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(readerOf(page)).toBeFocused();
  expect(await place()).toEqual(before);
});

scene(
  '21 · nothing that is typed, pasted, cut or dropped changes the text',
  async ({ scene: { page, running } }) => {
    const before = await textOf(page);
    await selectByKeys(page, 'Opposition members');
    await page.keyboard.press('Control+c');
    // A promise in newer Electrons, the text itself in older ones.
    const copied = await running.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toBe('Opposition members');
    await running.app.evaluate(({ clipboard }) => clipboard.writeText('pasted words'));
    for (const key of ['w', 'Control+v', 'Control+x', 'Control+b', 'Control+Backspace']) {
      await page.keyboard.press(key);
    }
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', {
      text: 'かな',
      selectionStart: 2,
      selectionEnd: 2,
    });
    await session.send('Input.insertText', { text: 'かな' });
    await readerOf(page).evaluate((element) => {
      document.execCommand('insertText', false, 'by command');
      const data = new DataTransfer();
      data.setData('text/plain', 'dropped');
      element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    });
    expect(await textOf(page)).toBe(before);
    await expect(mode(page)).toContainText(/locked/i);
  },
);

scene('selecting text never makes a mark', async ({ scene: { page, stored } }) => {
  await selectByMouse(page, 'Opposition members');
  await expect(page.getByRole('toolbar', { name: 'Mark the selection' })).toBeVisible();
  await selectByKeys(page, minister);
  expect(await stored()).toEqual([]);
});

function summary({ layer, label, segments }: Annotation) {
  return [layer, label, ...segments.map(({ exact }) => exact)];
}
