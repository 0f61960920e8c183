// npm start [-- file.quotemark]: sees to what the machine lacks, builds when something changed, and starts the app.
import './node-version.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, isStale, root, run } from './build.mjs';
import { launchOptions, provision } from './provision.mjs';
import { ensure, runScript, withDisplay } from './system.mjs';

await runScript(async () => {
  const runtime = await provision();
  await ensure(['electron', 'display'], { exe: runtime.exe });
  if (isStale()) {
    console.error('start: building');
    const failed = await build();
    if (failed) return failed;
  }
  const { env, args } = launchOptions(runtime);
  // npm changes into the project's folder; a file named on its command line is where the person was.
  const from = process.env.INIT_CWD ?? process.cwd();
  const own = process.argv
    .slice(2)
    .map((arg) => (existsSync(path.resolve(from, arg)) ? path.resolve(from, arg) : arg));
  return run(runtime.exe, [...args, root, ...own], await withDisplay(env));
});
