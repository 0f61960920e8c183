import { chromium, expect, type Page, type TestInfo } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withDisplay } from '../../electron/runtime/system.mjs';
import { isOwnUrl, listNetworkUse } from '../e2e/net-log.ts';

/** The app as `npm run dist -- --linux dir` leaves it. */
export const packagedFolder = path.resolve(
  import.meta.dirname,
  '../../out/packages/linux-unpacked',
);
/** Its binary. */
export const packagedExe = path.join(packagedFolder, 'quotemark');

/** The packaged app, running. */
export interface PackagedApp {
  readonly page: Page;
  /** Quits. @returns what the run left behind. */
  readonly close: () => Promise<PackagedRun>;
}

/** What is known of a run that has ended. */
export interface PackagedRun {
  /** Exit status. */
  readonly code: number | null;
  /** Every use of the network that was attempted. */
  readonly network: readonly string[];
  /** What the page wrote to the console, also before anybody listened. */
  readonly console: readonly string[];
}

/**
 * Starts the packaged app with a fresh profile. It refuses `--inspect`, which Playwright's own Electron support needs, so it is
 * driven through Chromium's debugging port: the page as in the e2e tests, the main process (and so the system's dialogs) not.
 *
 * @param args Files to open, as the desktop passes them.
 */
export async function startPackaged(
  info: TestInfo,
  args: readonly string[] = [],
): Promise<PackagedApp> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const netLog = info.outputPath('net.json');
  const chromiumLog = info.outputPath('chromium.log');
  const app = spawn(
    packagedExe,
    [
      ...asRoot,
      '--remote-debugging-port=0',
      `--log-net-log=${netLog}`,
      '--enable-logging=file',
      `--log-file=${chromiumLog}`,
      `--user-data-dir=${info.outputPath('profile')}`,
      ...args,
    ],
    { env: await withDisplay() },
  );
  const gone = new Promise<number | null>((done) => app.on('exit', (code) => done(code)));
  const endpoint = await new Promise<string>((found, failed) => {
    let said = '';
    app.stderr.on('data', (data) => {
      said += String(data);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) found(address);
    });
    app.on('error', failed);
    app.on('exit', (code) => failed(new Error(`The app ended with ${code}: ${said}`)));
  });
  await untilPageHasTitle(endpoint);
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  if (!context) throw new Error('The app has no browser context');
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  page.setDefaultTimeout(10_000);
  return {
    page,
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => {}); // the answer may be lost with the connection
      const code = await gone;
      const { requests, sockets } = listNetworkUse(await readFile(netLog, 'utf8'));
      const log = existsSync(chromiumLog) ? await readFile(chromiumLog, 'utf8') : '';
      return {
        code,
        network: [...requests.filter((url) => !isOwnUrl(url)), ...sockets],
        console: log.split('\n').filter((line) => line.includes(':CONSOLE(')),
      };
    },
  };
}

/**
 * Waits until the page's document is there. Playwright that attaches between a page's empty document and its first one misses the
 * navigation that it then waits for, and never connects. The title comes with the document; the address is known before.
 */
async function untilPageHasTitle(endpoint: string): Promise<void> {
  const list = new URL('/json/list', endpoint.replace(/^ws:/, 'http:'));
  const titles = async () => {
    const targets: readonly { title: string }[] = await (await fetch(list)).json();
    return targets.map(({ title }) => title).join();
  };
  await expect.poll(titles, { timeout: 30_000 }).toContain('Quotemark');
}
