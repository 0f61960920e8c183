// npm run typecheck: every TypeScript project. They are separate, so that a Node or DOM global in shared/ does not compile.
import './node-version.mjs';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { root } from './build.mjs';

/** `tsconfig.oldest.json` holds main and preload to the API of the oldest Electron they run on. */
const projects = [
  'shared',
  'electron',
  'renderer',
  'test',
  'tsconfig.json',
  'tsconfig.oldest.json',
];

/** @param {string} project @returns {Promise<boolean>} */
function check(project) {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  return new Promise((done) => {
    execFile(
      process.execPath,
      [tsc, '-p', project, '--pretty', String(Boolean(process.stdout.isTTY))],
      { cwd: root, maxBuffer: 1 << 26 },
      (error, stdout, stderr) => {
        if (error) console.log(`${project}:\n${stdout}${stderr}`);
        done(!error);
      },
    );
  });
}

const queue = [...projects];
/** @returns {Promise<boolean>} */
async function work() {
  let isGood = true;
  for (let next = queue.shift(); next; next = queue.shift()) isGood = (await check(next)) && isGood;
  return isGood;
}
// Each tsc uses several threads of its own; two at a time keep a small machine busy.
const results = await Promise.all([work(), work()]);
process.exitCode = results.every(Boolean) ? 0 : 1;
