import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, isStale, root } from '../../electron/runtime/build.mjs';
import { launchOptions, provision } from '../../electron/runtime/provision.mjs';
import { ensure, withDisplay } from '../../electron/runtime/system.mjs';

/** An Electron that is ready to start apps, and the app as it was built. */
export interface Launcher {
  /** Version of Electron. */
  readonly version: string;
  /** Start the built app under Playwright. */
  readonly launch: (options: LaunchOptions) => Promise<LaunchedApp>;
  /** Milliseconds from starting the process until the heading of its first window is painted; a fresh profile each. */
  readonly timeStart: (what: 'app' | 'empty') => Promise<number>;
}

/** How the app is started. */
export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly profile: string;
}

/** Longest time until Playwright has hold of the app. */
const attachMs = 20_000;

/** The running app and its first window. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Longest time that a start may take. */
const limitMs = 60_000;

/**
 * Find Electron and a display, and build the app when it is stale.
 *
 * @param folder Temporary folder for profiles and probes.
 * @param output Folder of a build other than `out`, which is then taken as it is.
 */
export async function prepareLauncher(folder: string, output?: string): Promise<Launcher> {
  const runtime = await provision();
  await ensure(['electron', 'display'], { exe: runtime.exe });
  if (output === undefined && isStale() && (await build()) !== 0)
    throw new Error('The build failed');
  const { env: ownEnv, args: ownArgs } = launchOptions(runtime);
  const env = await withDisplay(ownEnv);
  const main = path.join(output ?? path.join(root, 'out'), 'main/main.js');
  if (!existsSync(main)) throw new Error(`There is no ${main}`);
  const plain = await writeApp(folder, 'app', `await import(${JSON.stringify(main)});`);
  const probes = {
    app: await writeApp(folder, 'app-probe', `${probe}\nawait import(${JSON.stringify(main)});`),
    empty: await writeApp(folder, 'empty-probe', `${probe}\n${emptyWindow}`),
  };
  return {
    version: runtime.version,
    async launch({ args = [], profile }) {
      const start = () =>
        _electron.launch({
          executablePath: runtime.exe,
          args: [...ownArgs, `--user-data-dir=${profile}`, plain, ...args],
          env: definedOnly(env),
          timeout: attachMs,
        });
      // Now and then Playwright attaches too late to see the start, and waits for it in vain.
      const app = await start().catch(start);
      return { app, page: await app.firstWindow() };
    },
    async timeStart(what) {
      const profile = await mkdtemp(path.join(folder, 'profile-'));
      return timeStart(runtime.exe, [...ownArgs, `--user-data-dir=${profile}`, probes[what]], env);
    },
  };
}

/** An app of one script beside its manifest. Returns its folder. */
async function writeApp(folder: string, name: string, script: string): Promise<string> {
  const at = path.join(folder, name);
  await mkdir(at);
  const manifest = {
    name: 'quotemark',
    productName: 'Quotemark',
    version: '0.0.0',
    type: 'module',
    main: 'main.js',
  };
  await writeFile(path.join(at, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(at, 'main.js'), script);
  return at;
}

/** Says on the standard output when the first heading of the first window was painted, and ends the process. */
const probe = `
import { app as probed, BrowserWindow } from 'electron';
const seen = \`new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector('h1')) return requestAnimationFrame(look);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
      port2.postMessage(null);
    });
  };
  look();
})\`;
probed.once('browser-window-created', (event, window) => {
  window.webContents.once('dom-ready', () => {
    void window.webContents.executeJavaScript(seen).then((at) => {
      process.stdout.write('painted ' + at + '\\n', () => probed.exit(0));
    });
  });
});`;

const emptyWindow = `
void probed.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  void window.loadURL('data:text/html,<h1>Empty</h1>');
});`;

function timeStart(exe: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const start = Date.now();
  const child = spawn(exe, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', () => {
      clearTimeout(limit);
      const painted = /^painted ([\d.]+)$/m.exec(said)?.[1];
      if (painted === undefined) failed(new Error(`The window did not show its heading:\n${said}`));
      else done(Number(painted) - start);
    });
  });
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [key, value] of Object.entries(env)) if (value !== undefined) defined[key] = value;
  return defined;
}
