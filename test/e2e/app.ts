import {
  _electron,
  expect,
  test as base,
  type ElectronApplication,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { find, launchOptions } from '../../electron/runtime/provision.mjs';
import { withDisplay } from '../../electron/runtime/system.mjs';
import { listNetworkUse, isOwnUrl } from './net-log.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** How to start the app; without anything it has a fresh profile and no arguments. */
export interface LaunchOptions {
  /** Folder of Chromium's and the app's own settings; give that of an earlier run to reopen as the same person. */
  readonly profile?: string;
  /** Arguments after the app's path: files to open, switches. */
  readonly args?: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running app. All that are left running when a test ends are closed by the fixture. */
export interface RunningApp {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  readonly profile: string;
  readonly dialogs: Dialogs;
  /** Quits as a person does, and waits until the process is gone. */
  readonly close: () => Promise<void>;
  /** SIGKILL, as a power cut; waits until the process is gone. */
  readonly kill: () => Promise<void>;
}

/** Answers in place of the system's dialogs, which no test can drive. Holds for every later call, until set again. */
export interface Dialogs {
  /** The next open dialogs give these files; null cancels. */
  readonly answerOpen: (paths: readonly string[] | null) => Promise<void>;
  /** The next save dialogs give this file; null cancels. */
  readonly answerSave: (path: string | null) => Promise<void>;
  /** The next message boxes are answered with the button of that index. */
  readonly answerMessage: (button: number) => Promise<void>;
  /** Titles or messages of the dialogs shown since the start, in order. */
  readonly shown: () => Promise<readonly string[]>;
}

/** One pattern or none: Playwright takes a list of two for a fixture and its options. */
type Allowed = RegExp | readonly [] | readonly [RegExp];

interface Fixtures {
  /** Starts the app; may be called several times in a test. */
  readonly launch: (options?: LaunchOptions) => Promise<RunningApp>;
  /** The app started once, with a fresh profile. `app`, `page` and `dialogs` are its parts. */
  readonly running: RunningApp;
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dialogs: Dialogs;
  /** Console messages that a test provokes on purpose: `test.use({ allowedConsole: /Refused to/ })`. */
  readonly allowedConsole: Allowed;
  /** Requests that a test provokes on purpose, to show that they are blocked. Sockets and look-ups are never allowed. */
  readonly allowedRequests: Allowed;
}

/** One start of the app, and where it wrote what it did. */
interface Run {
  readonly chromiumLog: string;
  readonly netLog: string;
  readonly requests: Set<string>;
  readonly running: RunningApp;
  readonly isGone: () => boolean;
}

/**
 * The real app. After every test this fails when the page wrote anything to the console (a violation of the content policy
 * does), or when anything attempted to use the network.
 */
export const test = base.extend<Fixtures>({
  allowedConsole: [[], { option: true }],
  allowedRequests: [[], { option: true }],
  launch: async ({ allowedConsole, allowedRequests }, use, info) => {
    const runs: Run[] = [];
    await use(async (options = {}) => {
      const run = await start(options, info, runs.length);
      runs.push(run);
      return run.running;
    });
    for (const run of runs) if (!run.isGone()) await run.running.close();
    const found = await Promise.all(runs.map((run) => inspect(run)));
    const complaints = found.flatMap((run) => [
      ...run.console.filter((line) => !isAllowed(line, allowedConsole)),
      ...run.requests.filter((url) => !isAllowed(url, allowedRequests)),
      ...run.sockets,
    ]);
    expect(complaints, 'console messages and network attempts').toEqual([]);
  },
  running: async ({ launch }, use) => use(await launch()),
  app: async ({ running }, use) => use(running.app),
  page: async ({ running }, use) => use(running.page),
  dialogs: async ({ running }, use) => use(running.dialogs),
});

export { expect } from '@playwright/test';

function isAllowed(text: string, allowed: Allowed): boolean {
  return [allowed].flat().some((pattern) => pattern.test(text));
}

/**
 * Starts the app as a process of its own, for a start that ends by itself: Playwright answers one that is gone while it attaches
 * with a rejection that nobody can catch.
 * @returns its exit code; null when a signal ended it
 */
export async function startAndWait(
  profile: string,
  args: readonly string[],
): Promise<number | null> {
  const { exe, args: own, env } = await findRuntime(profile);
  const started = spawn(exe, [...own, `--user-data-dir=${profile}`, root, ...args], {
    env,
    stdio: 'ignore',
  });
  return new Promise((done, fail) => started.once('exit', done).once('error', fail));
}

/** The binary, the switches it needs here, and an environment with a home of its own: nothing of the machine's is found, and nothing is left in it. */
async function findRuntime(profile: string) {
  const runtime = find();
  if (!runtime) throw new Error('There is no Electron yet: run `npm run electron`');
  const { env, args } = launchOptions(runtime);
  const home = `${profile}-home`;
  await mkdir(home, { recursive: true });
  return {
    exe: runtime.exe,
    args,
    env: definedOnly({ ...(await withDisplay(env)), HOME: home, XDG_CONFIG_HOME: home }),
  };
}

async function start(options: LaunchOptions, info: TestInfo, number: number): Promise<Run> {
  const profile = options.profile ?? info.outputPath(`profile-${number}`);
  const chromiumLog = info.outputPath(`chromium-${number}.log`);
  const netLog = info.outputPath(`net-${number}.json`);
  const { exe, args, env } = await findRuntime(profile);
  const app = await _electron.launch({
    executablePath: exe,
    // Chromium's own log file has every console message, also those from before Playwright listens.
    args: [
      ...args,
      '-r',
      path.join(import.meta.dirname, 'hold-ready.cjs'),
      '--enable-logging=file',
      `--log-file=${chromiumLog}`,
      `--log-net-log=${netLog}`,
      `--user-data-dir=${profile}`,
      root,
      ...(options.args ?? []),
    ],
    env: { ...env, ...options.env },
  });
  const requests = new Set<string>();
  app.context().on('request', (request) => requests.add(request.url()));
  let isGone = false;
  app.on('close', () => (isGone = true));
  await recordRequests(app);
  const page = await app.firstWindow();
  const running: RunningApp = {
    app,
    page,
    profile,
    dialogs: await stubDialogs(app),
    async close() {
      for (const url of await recordedRequests(app)) requests.add(url);
      await app.close();
    },
    async kill() {
      const gone = new Promise((done) => app.process().once('exit', done));
      app.process().kill('SIGKILL');
      await gone;
      isGone = true;
    },
  };
  return { chromiumLog, netLog, requests, running, isGone: () => isGone };
}

/**
 * Records what Chromium ended or refused to load for any session. Not by `onBeforeRequest`: a session has one listener for each
 * event, and that one is the app's own guard.
 */
async function recordRequests(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electronApp, session }) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seenRequests', seen);
    const watch = (one: Electron.Session) => {
      one.webRequest.onErrorOccurred((details) => seen.push(details.url));
      one.webRequest.onCompleted((details) => seen.push(details.url));
    };
    watch(session.defaultSession);
    electronApp.on('session-created', watch);
  });
}

/** Empty when the process is already on its way out. */
async function recordedRequests(app: ElectronApplication): Promise<readonly string[]> {
  const seen: unknown = await app
    .evaluate((): unknown => Reflect.get(globalThis, 'seenRequests'))
    .catch(() => []);
  return Array.isArray(seen) ? seen.map(String) : [];
}

/** What a run that has ended did that it must not. */
async function inspect(run: Run) {
  const log = existsSync(run.chromiumLog) ? await readFile(run.chromiumLog, 'utf8') : '';
  const network = existsSync(run.netLog)
    ? listNetworkUse(await readFile(run.netLog, 'utf8'))
    : { requests: [], sockets: [] };
  return {
    // Every message counts: the log gives them all one level, and a finished page has nothing to say there.
    console: log.split('\n').filter((line) => line.includes(':CONSOLE(')),
    requests: [...new Set([...run.requests, ...network.requests])].filter((url) => !isOwnUrl(url)),
    sockets: network.sockets,
  };
}

async function stubDialogs(app: ElectronApplication): Promise<Dialogs> {
  await app.evaluate(({ dialog }) => {
    const state: {
      open: string[] | null;
      save: string | null;
      button: number;
      shown: string[];
    } = { open: null, save: null, button: 0, shown: [] };
    Reflect.set(globalThis, 'dialogAnswers', state);
    const note = (args: unknown[]) => {
      const options: unknown = args.at(-1);
      if (typeof options !== 'object' || options === null) return;
      const title: unknown = Reflect.get(options, 'title') ?? Reflect.get(options, 'message');
      state.shown.push(typeof title === 'string' ? title : '');
    };
    dialog.showOpenDialog = (...args: unknown[]) => {
      note(args);
      return Promise.resolve({ canceled: state.open === null, filePaths: state.open ?? [] });
    };
    dialog.showSaveDialog = (...args: unknown[]) => {
      note(args);
      return Promise.resolve({ canceled: state.save === null, filePath: state.save ?? '' });
    };
    dialog.showMessageBox = (...args: unknown[]) => {
      note(args);
      return Promise.resolve({ response: state.button, checkboxChecked: false });
    };
    dialog.showMessageBoxSync = (...args: unknown[]) => {
      note(args);
      return state.button;
    };
  });
  const set = (key: string, value: string | number | readonly string[] | null) =>
    app.evaluate(
      (_electron, [name, answer]) => {
        Reflect.set(Object(Reflect.get(globalThis, 'dialogAnswers')), name, answer);
      },
      [key, value] as const,
    );
  return {
    answerOpen: (paths) => set('open', paths),
    answerSave: (file) => set('save', file),
    answerMessage: (button) => set('button', button),
    shown: () =>
      app.evaluate((): string[] => {
        const state: unknown = Reflect.get(globalThis, 'dialogAnswers');
        const shown: unknown = Reflect.get(Object(state), 'shown');
        return Array.isArray(shown) ? shown.map(String) : [];
      }),
  };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const defined: Record<string, string> = {};
  for (const [key, value] of Object.entries(env)) if (value !== undefined) defined[key] = value;
  return defined;
}
