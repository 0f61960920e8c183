// Builds the app when something in it is newer than what was built.
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

const sources = ['electron', 'renderer', 'shared', 'package-lock.json', 'vite.config.ts'];
const products = [
  'out/main/main.js',
  'out/engine/engine.js',
  'out/reader/reader.js',
  'out/cli/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** Whether a build is needed: one of its products is missing or older than a source. @param {string} [folder] */
export function isStale(folder = root) {
  const built = products.map((file) => changedMs(path.join(folder, file)));
  const oldest = Math.min(...built.map((time) => time ?? 0));
  return sources.some((source) => newestMs(path.join(folder, source)) > oldest);
}

/** Builds all bundles. @returns {Promise<number>} the exit status of Vite */
export function build() {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  return run(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn']);
}

/**
 * Runs a program in the project's folder, its output passed through.
 * @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} its exit status; 1 when a signal ended it
 */
export function run(program, args, env = process.env) {
  const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      done(code ?? 1);
    });
  });
}

/** Folders count too: their time changes when a file in them is removed. @param {string} at @returns {number} */
function newestMs(at) {
  const own = changedMs(at) ?? 0;
  if (!statSync(at, { throwIfNoEntry: false })?.isDirectory()) return own;
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .reduce((newest, entry) => Math.max(newest, newestMs(path.join(at, entry.name))), own);
}

/** @param {string} file */
function changedMs(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
