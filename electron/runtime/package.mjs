// npm run dist [-- electron-builder's arguments]: builds and packages. Without arguments: on Linux all targets that can be made.
// Where only the fallback runtime is to be had, so are electron-builder's own tools not: then Debian's 7zip, squashfs-tools,
// desktop-file-utils and rpm stand in for what it would download, and packages carry -TEST in their name.
import './node-version.mjs';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, isStale, root, run } from './build.mjs';
import { provision } from './provision.mjs';
import { ensure, runScript, which } from './system.mjs';

// A script in place of AppImage's own runtime: unpacks the image that follows it into TMPDIR and starts the app. For tests only.
const script = (/** @type {number} */ offset) => `#!/bin/sh
set -e
APPDIR=$(mktemp -d)/app
unsquashfs -q -n -o ${String(offset).padStart(6)} -d "$APPDIR" "$0" >/dev/null
export APPDIR
exec "$APPDIR/AppRun" "$@"
exit
`;
const appImageRuntime = script(script(0).length);

await runScript(async () => {
  const runtime = await provision();
  console.log(`package: ${runtime.kind} runtime, Electron ${runtime.version}`);
  const args = process.argv.slice(2);
  const isStandIn = runtime.kind !== 'official';
  const isDirOnly = args.includes('dir') || args.includes('--dir');
  if (isStandIn && !isDirOnly) await ensure(['packaging']);
  if (isStale()) {
    const failed = await build();
    if (failed) return failed;
  }
  const config = isStandIn ? standInConfig(runtime) : 'electron-builder.yml';
  const env = isStandIn && !isDirOnly ? { ...process.env, ...localTools() } : process.env;
  const builder = path.join(root, 'node_modules/electron-builder/cli.js');
  return run(process.execPath, [builder, '--config', config, '--publish', 'never', ...args], env);
});

/** The config for a runtime that is not the official one, on top of electron-builder.yml. @param {import('./provision.mjs').Runtime} runtime */
function standInConfig(runtime) {
  const file = path.join(root, 'out/electron-builder-stand-in.json');
  const config = {
    extends: path.join(root, 'electron-builder.yml'),
    artifactName: '${productName}-${version}-${os}-${arch}-TEST.${ext}',
    electronDist: runtime.dist,
    electronVersion: runtime.version,
    deb: { compression: 'gz' },
    afterPack: path.join(import.meta.dirname, 'after-pack.mjs'),
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}

/** Lays out the machine's own tools as electron-builder expects its downloaded ones. */
function localTools() {
  const folder = path.join(root, 'out/tools');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'runtimes'), { recursive: true });
  mkdirSync(path.join(folder, 'lib/x64'), { recursive: true });
  for (const tool of ['mksquashfs', 'desktop-file-validate']) {
    symlinkSync(need(tool), path.join(folder, tool));
  }
  writeFileSync(path.join(folder, 'runtimes/runtime-x64'), appImageRuntime, { mode: 0o755 });
  return {
    ELECTRON_BUILDER_7ZIP_PATH: need('7zz'),
    ELECTRON_BUILDER_COMPRESSION_LEVEL: '1',
    CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm.mjs'),
    APPIMAGE_TOOLS_PATH: folder,
  };
}

/** @param {string} tool */
function need(tool) {
  const found = which(tool);
  if (!found) throw new Error(`${tool} is missing`);
  return found;
}
