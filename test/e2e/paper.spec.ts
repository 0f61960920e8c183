// What leaves the window other than by export: on paper, as PDF, to the whole screen.
import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { expect } from './app.ts';
import { callShell, valueOf } from './bridge.ts';
import { caretTo, readerOf } from './reading.ts';
import { mode, scene } from './scene.ts';

scene(
  'the article is saved as PDF, whole, and looks afterwards as before',
  async ({ scene: { page, running } }, info) => {
    await caretTo(page, 'counted heads');
    await page.keyboard.press('q');
    await expect(mode(page)).toContainText('ITEM quotation');
    const width = () => readerOf(page).evaluate((element) => element.getBoundingClientRect().width);
    const before = await width();
    const target = info.outputPath('Ferry.pdf');
    await running.dialogs.answerSave(target);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('save as pdf');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-toast]')).toContainText('Saved the article as Ferry.pdf');
    const pdf = await getDocumentProxy(new Uint8Array(await readFile(target)));
    const { text } = await extractText(pdf, { mergePages: true });
    for (const words of ['Harbour board', 'counted heads that evening', 'Aurelia was overloaded']) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
    }
    // The window around the article stays in the window.
    expect(text).not.toContain('All changes saved');
    expect(await width()).toBe(before);
  },
);

scene(
  'a dark window prints on white paper, with where the article comes from',
  async ({ scene: { page, running } }, info) => {
    valueOf(await callShell(page, 'settings.update', { theme: 'dark' }));
    await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark');
    const target = info.outputPath('Ferry.pdf');
    await running.dialogs.answerSave(target);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('save as pdf');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-toast]')).toContainText('Saved the article as Ferry.pdf');
    const pdf = await getDocumentProxy(new Uint8Array(await readFile(target)));
    const first = await pdf.getPage(1);
    const { OPS } = await getResolvedPDFJS();
    const { fnArray, argsArray } = await first.getOperatorList();
    const fills = fnArray.flatMap((operator, index) =>
      operator === OPS.setFillRGBColor ? [String(argsArray[index])] : [],
    );
    // The colours of text and paper; none of the dark window.
    expect(fills).toContain('#1e1d1a');
    expect(fills).not.toContain('#1b1c1f');
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text).toContain('Meridian Press · 11 Mar 2026');
  },
);

scene(
  'Mod+P prints the page, and a printer that is not there is named with a way out',
  async ({ scene: { page, running } }) => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const calls: unknown[] = [];
      Reflect.set(globalThis, 'printed', calls);
      const [window] = BrowserWindow.getAllWindows();
      if (!window) return;
      window.webContents.print = (options, done) => {
        calls.push(options);
        done?.(calls.length === 1, calls.length === 1 ? '' : 'Invalid printer settings');
      };
    });
    await page.keyboard.press('Control+p');
    await expect
      .poll(() => running.app.evaluate(() => Reflect.get(globalThis, 'printed').length as number))
      .toBe(1);
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-toast]')).toContainText('needs no printer');
  },
);

scene('F11 asks for the whole screen', async ({ scene: { page, running } }) => {
  await running.app.evaluate(({ BrowserWindow }) => {
    const asked: boolean[] = [];
    Reflect.set(globalThis, 'asked', asked);
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return;
    // Without a window manager nothing answers.
    window.isFullScreen = () => asked.at(-1) ?? false;
    window.setFullScreen = (isFull) => void asked.push(isFull);
  });
  await page.keyboard.press('F11');
  await page.keyboard.press('F11');
  await expect
    .poll(() => running.app.evaluate((): unknown => Reflect.get(globalThis, 'asked')))
    .toEqual([true, false]);
});
