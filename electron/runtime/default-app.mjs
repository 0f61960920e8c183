// Stands in for Electron's default app in the fallback runtime: starts the app named on the command line, with the addon compiled
// for this runtime. It awaits the app, as Electron's own does: that holds back `ready` until the app's code has run.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const native = process.env.QUOTEMARK_NATIVE_ADDON;
const load = process.dlopen.bind(process);
if (native) {
  /** @type {typeof process.dlopen} */
  process.dlopen = (module, file, ...rest) => {
    const isAddon = String(file).endsWith('better-sqlite3/prebuilds/linux-x64.node');
    load(module, isAddon ? native : file, ...rest);
  };
}
// `-r file` before the app, as Electron's own default app has it: a script that runs first.
const preload = process.argv.indexOf('-r');
const isOwn = (/** @type {string} */ arg, /** @type {number} */ index) =>
  index > 0 && !arg.startsWith('-') && (preload < 0 || index !== preload + 1);
const target = process.argv.find(isOwn);
if (preload > 0) createRequire(import.meta.url)(path.resolve(process.argv[preload + 1] ?? ''));
if (!target) {
  console.error('This runtime needs the path of an app');
  process.exit(1);
}
const folder = path.resolve(target);
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true });
app.setName(manifest.productName || manifest.name);
Reflect.apply(Reflect.get(app, 'setVersion'), app, [manifest.version]);
Reflect.apply(Reflect.get(app, 'setAppPath'), app, [folder]);
if (manifest.desktopName)
  Reflect.apply(Reflect.get(app, 'setDesktopName'), app, [manifest.desktopName]);
try {
  await import(pathToFileURL(path.join(folder, manifest.main || 'index.js')).href);
} catch (error) {
  console.error(error);
  app.exit(1);
}
