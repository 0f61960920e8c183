// electron-builder's afterPack, only in packages made on the fallback runtime: takes out its default app, and puts the addon that
// was compiled for it in the place of the prebuilt one.
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { find } from './provision.mjs';

const addon = 'app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node';

/** @param {import('electron-builder').AfterPackContext} context */
export async function afterPack(context) {
  const resources = path.join(context.appOutDir, 'resources');
  await rm(path.join(resources, 'default_app.asar'), { force: true });
  const runtime = find();
  if (runtime?.addon) await copyFile(runtime.addon, path.join(resources, addon));
}
// electron-builder takes a module's default export.
export { afterPack as default };
