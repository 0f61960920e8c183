// Finds out what this machine lacks for a purpose, and installs it where that is possible: as root on Debian and Ubuntu.
// Everywhere else it prints the one command that does it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @typedef {'electron' | 'display' | 'chromium' | 'compiler' | 'packaging' | 'python'} Purpose */
/**
 * Something absent: what it is, and the Debian packages that bring it. Several names separated by `|` are the same package on
 * different releases; the first that the machine's package lists know is taken.
 * @typedef {{ what: string, packages: string[] }} Lack
 */

const log = (/** @type {string} */ line) => console.error(`system: ${line}`);

const electronPackages = [
  'libgtk-3-0t64|libgtk-3-0',
  'libnss3',
  'libasound2t64|libasound2',
  'libgbm1',
];

/**
 * The libraries that Electron needs and Debian's minimal system lacks, for when there is no binary yet to ask; GTK is named also
 * because newer Electrons open it at run time, where ldd does not see it.
 */
const electronLibraries = ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1'];

/** Where Chromium for component tests is: CHROMIUM_PATH, else the system's; undefined leaves it to Playwright's own. */
export function findChromium() {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
  return candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
}

/** Full path of a program on the PATH; undefined when there is none. @param {string} name */
export function which(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Whether windows can be shown without help. */
export function hasDisplay() {
  return process.platform !== 'linux' || !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * What the machine lacks for the purposes. Only Linux is looked at: elsewhere Electron brings all it needs.
 * @param {readonly Purpose[]} purposes
 * @param {{ exe?: string | undefined }} [options] the Electron binary, when it is in place
 * @returns {Lack[]}
 */
export function findLacks(purposes, { exe } = {}) {
  if (process.platform !== 'linux') return [];
  /** @type {Record<Purpose, () => Lack[]>} */
  const checks = {
    electron: () => lackingLibraries(exe),
    display: () => (hasDisplay() ? [] : lackingPrograms({ Xvfb: 'xvfb' })),
    chromium: () =>
      findChromium() || hasPlaywrightChromium()
        ? []
        : [{ what: 'Chromium for component tests', packages: ['chromium'] }],
    compiler: () => lackingPrograms({ gcc: 'gcc', 'g++': 'g++' }),
    // Tests read what is exported with its standard library: a reader that is none of ours.
    python: () => lackingPrograms({ python3: 'python3' }),
    packaging: () =>
      lackingPrograms({
        '7zz': '7zip',
        mksquashfs: 'squashfs-tools',
        'desktop-file-validate': 'desktop-file-utils',
        rpmbuild: 'rpm',
      }),
  };
  return purposes.flatMap((purpose) => checks[purpose]());
}

/**
 * Makes sure that nothing is lacking for the purposes: installs it, or throws with the command that does.
 * @param {readonly Purpose[]} purposes
 * @param {{ exe?: string | undefined, probe?: () => Lack[], isRoot?: boolean, apt?: string | undefined }} [options]
 *   `probe` finds the lacks, `isRoot` and `apt` say who we are and where apt-get is; all have their real values by default
 */
export async function ensure(purposes, options = {}) {
  const {
    exe,
    probe = () => findLacks(purposes, { exe }),
    isRoot = process.getuid?.() === 0,
    apt = which('apt-get'),
  } = options;
  const lacks = probe();
  if (lacks.length === 0) return;
  log(`this machine lacks ${lacks.map((lack) => lack.what).join(', ')}`);
  if (!apt) {
    throw new SystemError(
      `Install with your system's package manager what Debian calls: ${choose(lacks).join(' ')}`,
    );
  }
  if (!isRoot) {
    throw new SystemError(
      `Install it with:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${choose(lacks).join(' ')}`,
    );
  }
  await updateLists(apt);
  const packages = choose(lacks);
  log(`installing ${packages.join(' ')}`);
  await aptGet(apt, ['install', '-y', '--no-install-recommends', ...packages]);
  const still = probe();
  if (still.length > 0) {
    throw new SystemError(
      `Still missing after installing: ${still.map((lack) => lack.what).join(', ')}`,
    );
  }
}

/** What a person has to do something about; scripts print its message without a stack. */
export class SystemError extends Error {}

/**
 * The environment in which windows can be shown: this one, or one with the number of an Xvfb that is started here and ends
 * with this process, however that ends.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function withDisplay(env = process.env) {
  if (hasDisplay()) return env;
  const xvfb = 'Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp';
  // The shell waits on a pipe that closes with this process, even when it is killed, and then ends the server.
  const script = `${xvfb} 2>/dev/null & server=$!; cat >/dev/null; kill $server`;
  const child = spawn('sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  const answer = child.stdio[3];
  if (!answer || !('on' in answer)) throw new Error('No pipe to Xvfb');
  const number = await new Promise((done, failed) => {
    let said = '';
    answer.on('data', (/** @type {Buffer} */ data) => {
      said += String(data);
      if (said.includes('\n')) done(said.trim());
    });
    answer.on('end', () => failed(new SystemError('Xvfb did not start')));
    child.on('error', failed);
  });
  for (const handle of [child, child.stdin, answer]) {
    if (handle && 'unref' in handle && typeof handle.unref === 'function') handle.unref();
  }
  log(`there is no display; windows go to Xvfb :${number}, where nobody sees them`);
  return { ...env, DISPLAY: `:${number}` };
}

/** Runs a script's main function; a SystemError is told without a stack. @param {() => Promise<number | void>} job */
export async function runScript(job) {
  try {
    process.exitCode = (await job()) ?? 0;
  } catch (error) {
    console.error(error instanceof SystemError ? error.message : error);
    process.exitCode = 1;
  }
}

/** @param {string | undefined} exe @returns {Lack[]} */
function lackingLibraries(exe) {
  const missing = new Set();
  const known = listLibraries();
  for (const name of electronLibraries) if (known && !known.includes(name)) missing.add(name);
  if (exe) {
    const { stdout } = spawnSync('ldd', [exe], { encoding: 'utf8' });
    for (const [, name] of (stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)) {
      // libffmpeg lies beside the binary, and is found through its run path.
      if (name && !existsSync(path.join(path.dirname(exe), name))) missing.add(name);
    }
  }
  const lacks =
    missing.size > 0
      ? [
          {
            what: `libraries for Electron (${[...missing].join(', ')})`,
            packages: electronPackages,
          },
        ]
      : [];
  return hasFonts() ? lacks : [...lacks, { what: 'fonts', packages: ['fonts-dejavu-core'] }];
}

/** The names the dynamic linker knows; null when it cannot be asked. */
function listLibraries() {
  try {
    const ldconfig = which('ldconfig') ?? '/sbin/ldconfig';
    return execFileSync(ldconfig, ['-p'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}

function hasFonts() {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(os.homedir(), '.fonts')];
  return folders.some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}

function hasPlaywrightChromium() {
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH || path.join(os.homedir(), '.cache/ms-playwright');
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('chromium'));
}

/** @param {Record<string, string>} packageOf program -> package @returns {Lack[]} */
function lackingPrograms(packageOf) {
  return Object.entries(packageOf)
    .filter(([program]) => !which(program))
    .map(([program, name]) => ({ what: program, packages: [name] }));
}

/** @param {readonly Lack[]} lacks */
function choose(lacks) {
  const wanted = lacks.flatMap((lack) => lack.packages).map(chooseName);
  return [...new Set(wanted)];
}

/** @param {string} alternatives */
function chooseName(alternatives) {
  const names = alternatives.split('|');
  const last = names.at(-1) ?? alternatives;
  if (names.length === 1) return last;
  return names.find((name) => spawnSync('apt-cache', ['show', name]).status === 0) ?? last;
}

let listsUpdated = false;

/** Once per process: a fresh machine or container has no package lists at all. @param {string} apt */
async function updateLists(apt) {
  if (listsUpdated) return;
  log('apt-get update');
  await aptGet(apt, ['update', '-q']);
  listsUpdated = true;
}

/** @param {string} apt @param {string[]} args */
async function aptGet(apt, args) {
  const child = spawn(apt, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += String(text)));
  const code = await new Promise((done) => child.on('close', done).on('error', () => done(1)));
  if (code !== 0) {
    throw new SystemError(
      `${apt} ${args.join(' ')} failed:\n${said.split('\n').slice(-15).join('\n')}`,
    );
  }
}

// `node electron/runtime/system.mjs purpose...` says what is lacking, and changes nothing.
if (process.argv[1] === import.meta.filename) {
  const purposes = process.argv.slice(2);
  /** @type {Purpose[]} */
  const all = ['electron', 'display', 'chromium', 'compiler', 'packaging'];
  const chosen = all.filter((purpose) => purposes.length === 0 || purposes.includes(purpose));
  for (const { what, packages } of findLacks(chosen)) console.log(`${what}: ${packages.join(' ')}`);
}
