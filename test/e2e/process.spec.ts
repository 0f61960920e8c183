import type { ElectronApplication, Page } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, startAndWait, test } from './app.ts';
import { callEngine, callShell, valueOf } from './bridge.ts';
import { articleFixture, makeProject } from './project-files.ts';

/** Process ids of the engines that run. */
async function listEngines(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app: electronApp }) =>
    electronApp
      .getAppMetrics()
      .filter(({ name }) => name === 'Quotemark engine')
      .map(({ pid }) => pid),
  );
}

/** Kills the only engine and waits until another one has taken its place. */
async function killEngine(app: ElectronApplication): Promise<void> {
  const [pid] = await listEngines(app);
  if (pid === undefined) throw new Error('no engine runs');
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(async () => (await listEngines(app)).filter((other) => other !== pid).length)
    .toBe(1);
}

async function nameProject(page: Page, name: string): Promise<void> {
  const outcome = await callEngine(page, 'command.run', {
    name: 'project.update',
    input: { name },
  });
  valueOf(outcome);
}

async function projectName(page: Page): Promise<string> {
  return valueOf(await callEngine(page, 'project.get', {})).project.name;
}

test('an engine that dies is started again and has all that was saved', async ({
  app,
  page,
  dialogs,
}, info) => {
  await dialogs.answerSave(info.outputPath('kept.quotemark'));
  valueOf(await callShell(page, 'project.create', {}));
  for (const name of ['first', 'second', 'third']) {
    await nameProject(page, name);
    await killEngine(app);
    expect(await projectName(page)).toBe(name);
  }
  const steps = valueOf(await callEngine(page, 'history.list', {}));
  expect(steps.filter(({ command }) => command === 'project.update')).toHaveLength(3);
});

test('an engine that cannot stay up is left alone until asked for', async ({
  app,
  page,
  dialogs,
}, info) => {
  await dialogs.answerSave(info.outputPath('kept.quotemark'));
  valueOf(await callShell(page, 'project.create', {}));
  await nameProject(page, 'kept');
  for (let restart = 0; restart < 3; restart++) await killEngine(app);
  const [last] = await listEngines(app);
  if (last !== undefined) process.kill(last, 'SIGKILL');
  await expect.poll(() => listEngines(app)).toEqual([]);
  valueOf(await callShell(page, 'engine.restart', {}));
  expect(await projectName(page)).toBe('kept');
});

test('a page that dies is loaded again with its project, and says so once', async ({
  app,
  page,
  dialogs,
}, info) => {
  await dialogs.answerSave(info.outputPath('kept.quotemark'));
  valueOf(await callShell(page, 'project.create', {}));
  await nameProject(page, 'kept');
  const loaded = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((done) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.webContents.once('did-finish-load', () => done());
        window?.webContents.forcefullyCrashRenderer();
      }),
  );
  await loaded;
  // Playwright gives up a page that has crashed, so the rest is looked at from the main process.
  const shown = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => [window.getTitle(), window.isDestroyed()]),
  );
  expect(shown).toEqual([['kept', false]]);
  expect(await listEngines(app)).toHaveLength(1);
});

test('closing the window closes the project file completely', async ({ launch }, info) => {
  const file = info.outputPath('kept.quotemark');
  const first = await launch();
  await first.dialogs.answerSave(file);
  valueOf(await callShell(first.page, 'project.create', {}));
  await nameProject(first.page, 'kept');
  await first.close();
  // A copy of the one file is the whole project: opened as another, in another profile.
  const copy = info.outputPath('elsewhere', 'copy.quotemark');
  await mkdir(path.dirname(copy), { recursive: true });
  await writeFile(copy, await readFile(file));
  const second = await launch({ args: [copy] });
  await expect.poll(() => title(second.app)).toBe('kept');
  expect(await projectName(second.page)).toBe('kept');
});

test('a file that is no project is refused with a reason, and the window stays', async ({
  page,
  dialogs,
}, info) => {
  const file = info.outputPath('letter.quotemark');
  await writeFile(file, 'Dear Ana, this is a letter and no project.');
  await dialogs.answerOpen([file]);
  expect(await callShell(page, 'project.open', {})).toMatchObject({
    failure: { code: 'not_a_project', detail: { name: 'letter.quotemark' } },
  });
  expect(await readFile(file, 'utf8')).toContain('Dear Ana');
  expect(valueOf(await callShell(page, 'shell.state', {})).project).toBeNull();
});

test('the same project opened twice is one window', async ({ app, page, dialogs }, info) => {
  const file = info.outputPath('one.quotemark');
  await dialogs.answerSave(file);
  await dialogs.answerOpen([file]);
  valueOf(await callShell(page, 'project.create', {}));
  valueOf(await callShell(page, 'project.open', {}));
  expect(app.windows()).toHaveLength(1);
  expect(await listEngines(app)).toHaveLength(1);
});

test('a second start hands its file over to the first', async ({ app, page }, info) => {
  await page.waitForLoadState();
  const handed = app.evaluate(
    ({ app: electronApp }) =>
      new Promise<string>((done) => {
        electronApp.once('second-instance', (_event, argv) => done(argv.at(-1) ?? ''));
      }),
  );
  const file = info.outputPath('missing.quotemark');
  const profile = info.outputPath('profile-0');
  expect(await startAndWait(profile, [file])).toBe(0);
  expect(await handed).toBe(file);
  expect(app.windows()).toHaveLength(1);
});

test('the sample project is made once and opened again after that', async ({ launch }, info) => {
  const home = info.outputPath('home');
  await mkdir(home, { recursive: true });
  for (let start = 0; start < 2; start++) {
    const { page, close } = await launch({ env: { HOME: home, XDG_CONFIG_HOME: home } });
    valueOf(await callShell(page, 'project.openSample', {}));
    const { counts } = valueOf(await callEngine(page, 'project.get', {}));
    expect(counts.articles).toBeGreaterThanOrEqual(5);
    expect(valueOf(await callEngine(page, 'history.state', {}))).toEqual({
      undo: null,
      redo: null,
    });
    await close();
  }
});

async function title(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '');
}

test('a file from the desktop that cannot be opened says why, and what can be done', async ({
  launch,
}, info) => {
  const file = info.outputPath('Budget.quotemark');
  await makeProject(file, [articleFixture('harbour.txt')]);
  const first = await launch({ args: [file] });
  await expect(first.page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
  const second = await launch({ args: [file] });
  const failure = second.page.getByRole('alert');
  await expect(failure).toContainText('This project is open elsewhere');
  await failure.getByRole('button', { name: 'Open read-only' }).click();
  await expect(second.page.getByRole('row', { name: /night ferry ban/ })).toBeVisible();
  await expect(second.page.getByText('Read-only.')).toBeVisible();
});
