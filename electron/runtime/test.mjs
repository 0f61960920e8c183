// npm test [-- part... [arguments for the tools]]: runs the named parts, or all but `dist` and `package`; `--all` runs these too.
// Prints each part's name and time, goes on after a failure where that makes sense, and closes with `N passed, N failed`.
// A test counts as one; so does a check that has no tests (types, lint, format, build, dist).
import './node-version.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root, run } from './build.mjs';
import { find, provision } from './provision.mjs';
import { ensure, runScript, SystemError, withDisplay } from './system.mjs';

/** @typedef {{ passed: number, failed: number }} Count */
/**
 * @typedef {object} Part
 * @property {import('./system.mjs').Purpose[]} [needs] what the machine must have
 * @property {string} [after] a part of this run that must not have failed
 * @property {(extra: string[]) => Promise<Count>} run
 */

const bin = (/** @type {string} */ name) => path.join(root, 'node_modules', name);
const script = (/** @type {string} */ name) => path.join(import.meta.dirname, name);

/** @type {Record<string, Part>} */
const parts = {
  types: { run: () => check(script('typecheck.mjs')) },
  lint: { run: () => check(bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings') },
  format: {
    run: () => check(bin('prettier/bin/prettier.cjs'), '--check', '.', '--log-level', 'warn'),
  },
  architecture: { run: (extra) => vitest('architecture', extra) },
  unit: { needs: ['python'], run: (extra) => vitest('unit', extra) },
  component: { needs: ['chromium'], run: (extra) => vitest('component', extra) },
  build: { run: () => check(bin('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn') },
  e2e: {
    needs: ['electron', 'display'],
    after: 'build',
    run: (extra) => playwright('e2e', extra),
  },
  dist: {
    needs: ['electron'],
    after: 'build',
    run: () => check(script('package.mjs'), '--linux', 'dir'),
  },
  package: {
    needs: ['electron', 'display'],
    after: 'dist',
    run: (extra) => playwright('package', extra),
  },
};
const onlyWhenAsked = ['dist', 'package'];
/** The tools' own reports, from which the tests are counted. */
const results = mkdtempSync(path.join(os.tmpdir(), 'quotemark-test-'));
process.on('exit', () => rmSync(results, { recursive: true, force: true }));

await runScript(async () => {
  const { names, extra } = parseArguments(process.argv.slice(2));
  try {
    await prepare(names);
  } catch (error) {
    console.error(error instanceof SystemError ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
  /** @type {Map<string, Count>} */
  const counts = new Map();
  for (const name of names) {
    const part = parts[name];
    if (part) counts.set(name, await runPart(name, part, counts, extra));
  }
  console.log('');
  const total = { passed: 0, failed: 0 };
  for (const [name, { passed, failed }] of counts) {
    total.passed += passed;
    total.failed += failed;
    console.log(
      `${name.padEnd(13)}${failed === 0 ? 'ok    ' : 'FAILED'}  ${passed} of ${passed + failed}`,
    );
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

/** Parts first, then what is handed to the tools: `unit test/shared/text -t surrogate`. @param {string[]} args */
function parseArguments(args) {
  const isAll = args.includes('--all');
  const rest = args.filter((arg) => arg !== '--all');
  const end = rest.findIndex((arg) => !(arg in parts));
  const named = end < 0 ? rest : rest.slice(0, end);
  const extra = end < 0 ? [] : rest.slice(end);
  const usual = Object.keys(parts).filter((name) => isAll || !onlyWhenAsked.includes(name));
  if (extra.length > 0 && named.length === 0) {
    throw new SystemError(`Say which part: ${Object.keys(parts).join(', ')}`);
  }
  return { names: named.length > 0 ? named : usual, extra };
}

/** Everything the parts need of the machine, looked for at once and before the first of them. @param {string[]} names */
async function prepare(names) {
  const needs = [...new Set(names.flatMap((name) => parts[name]?.needs ?? []))];
  if (needs.length === 0) return;
  const startedMs = Date.now();
  if (!needs.includes('electron')) return ensure(needs);
  const isNew = !find();
  const runtime = await provision();
  await ensure(needs, { exe: runtime.exe });
  Object.assign(process.env, await withDisplay());
  console.log(
    `system: ${runtime.kind} runtime, Electron ${runtime.version}${isNew ? ', put in place' : ''}; ${seconds(startedMs)}`,
  );
}

/**
 * @param {string} name @param {Part} part @param {ReadonlyMap<string, Count>} done @param {string[]} extra
 * @returns {Promise<Count>}
 */
async function runPart(name, part, done, extra) {
  if (part.after && done.get(part.after)?.failed) {
    console.log(`\n== ${name}: not run, since ${part.after} failed`);
    return { passed: 0, failed: 1 };
  }
  console.log(`\n== ${name}`);
  const startedMs = Date.now();
  const count = await part.run(extra);
  console.log(`-- ${name}: ${count.passed} passed, ${count.failed} failed; ${seconds(startedMs)}`);
  return count;
}

/** @param {string[]} command arguments of Node @returns {Promise<Count>} */
async function check(...command) {
  const code = await run(process.execPath, command);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {string} project @param {string[]} extra @returns {Promise<Count>} */
async function vitest(project, extra) {
  const file = path.join(results, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run(process.execPath, [
    bin('vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    ...reporters,
    ...extra,
  ]);
  const report = readReport(file);
  const passed = Number(report?.numPassedTests ?? 0);
  const left = Number(report?.numPendingTests ?? 0) + Number(report?.numTodoTests ?? 0);
  return judge(project, { passed, failed: Number(report?.numFailedTests ?? 0) }, left, code);
}

/** @param {string} project @param {string[]} extra @returns {Promise<Count>} */
async function playwright(project, extra) {
  const file = path.join(results, `${project}.json`);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const cli = bin('@playwright/test/cli.js');
  const code = await run(
    process.execPath,
    [cli, 'test', '--project', project, '--reporter=list,json', ...extra],
    env,
  );
  const stats = readReport(file)?.stats ?? {};
  const failed = Number(stats.unexpected ?? 0) + Number(stats.flaky ?? 0);
  return judge(
    project,
    { passed: Number(stats.expected ?? 0), failed },
    Number(stats.skipped ?? 0),
    code,
  );
}

/**
 * A skipped test counts as failed, and so does a run that ended badly
 * although no test did.
 * @param {string} name @param {Count} count @param {number} skipped @param {number} code @returns {Count}
 */
function judge(name, { passed, failed }, skipped, code) {
  if (skipped > 0)
    console.log(`${name}: ${skipped} tests did not run; a test that is skipped counts as failed`);
  const all = failed + skipped;
  return { passed, failed: all === 0 && code !== 0 ? 1 : all };
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {number} sinceMs */
function seconds(sinceMs) {
  return `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`;
}
