import { app, type BrowserWindow, type WebContents } from 'electron';
import { rename, rm, writeFile } from 'node:fs/promises';
import { Refusal } from '../../shared/util/result.ts';

/** Countries whose usual paper is Letter. */
const letterCountries = new Set(['US', 'CA', 'MX', 'CL', 'CO', 'PH', 'VE', 'GT', 'PR']);

function usualPaper(): 'A4' | 'Letter' {
  return letterCountries.has(app.getLocaleCountryCode()) ? 'Letter' : 'A4';
}

/** Do something while nothing but paper shows beside the page: Chromium fills the margins with the window's colour. */
async function onPaper<Value>(window: BrowserWindow, work: () => Promise<Value>): Promise<Value> {
  const colour = window.getBackgroundColor();
  window.setBackgroundColor('#ffffff');
  try {
    return await work();
  } finally {
    if (!window.isDestroyed()) window.setBackgroundColor(colour);
  }
}

/** Print a page with the system's dialog. Cancelling is no failure. @throws Refusal when nothing can be printed. */
export function printPage(window: BrowserWindow): Promise<void> {
  return onPaper(window, () => askToPrint(window.webContents));
}

function askToPrint(contents: WebContents): Promise<void> {
  return new Promise((resolve, reject) => {
    contents.print({ printBackground: true, pageSize: usualPaper() }, (isDone, reason) => {
      if (isDone || /cancel/i.test(reason)) return resolve();
      const message = `The system could not print: ${reason || 'it gave no reason'}. “Save as PDF…” needs no printer.`;
      reject(new Refusal('refused', message));
    });
  });
}

/** Write a page as it would be printed. A file at the target is replaced once the new one is complete. */
export async function savePagePdf(window: BrowserWindow, file: string): Promise<void> {
  const bytes = await onPaper(window, () =>
    window.webContents.printToPDF({ printBackground: true, pageSize: usualPaper() }),
  );
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, bytes, { flush: true });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
