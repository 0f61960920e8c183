// Preloaded into the main process with `-r`. Holds `ready` back until Playwright has attached to both processes and calls
// `__playwright_run`, as Playwright's own loader does. Without it a window may come into being while Playwright connects, and one
// launch in some thirty then never ends. Playwright's loader is not used since it switches much of Chromium off, which would
// make the tests of offline behaviour worth less.
const { app } = require('electron');

const at = process.argv.indexOf('-r');
if (at >= 0) process.argv.splice(at, 2);

const ready = app.whenReady();
const emit = app.emit.bind(app);
/** @type {unknown[]} */
let readyArguments = [];
let isReady = false;
/** @type {() => void} */
let release = () => {};
/** @type {Promise<void>} */
const released = new Promise((resolve) => (release = resolve));

Object.assign(app, {
  emit(/** @type {string} */ event, /** @type {unknown[]} */ ...args) {
    if (event !== 'ready') return Reflect.apply(emit, app, [event, ...args]);
    readyArguments = args;
    return app.listenerCount('ready') > 0;
  },
  isReady: () => isReady,
  whenReady: () => released,
});
Reflect.set(globalThis, '__playwright_run', async () => {
  await ready;
  isReady = true;
  release();
  Reflect.apply(emit, app, ['ready', ...readyArguments]);
});
