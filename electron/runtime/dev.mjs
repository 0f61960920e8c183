// npm run dev: the Vite server with HMR for the page; main, engine and preload rebuilt on change, Electron restarted after it.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { createBuilder, createServer } from 'vite';
import { root } from './build.mjs';
import { launchOptions, provision } from './provision.mjs';
import { ensure, runScript, withDisplay } from './system.mjs';

const watched = ['main', 'engine', 'reader', 'preload'];

await runScript(async () => {
  const runtime = await provision();
  await ensure(['electron', 'display'], { exe: runtime.exe });
  const { env, args } = launchOptions(runtime);
  const shown = await withDisplay(env);
  const server = await createServer();
  await server.listen();
  const devServer = server.resolvedUrls?.local[0];
  if (!devServer) throw new Error('No dev server');

  /** @type {import('node:child_process').ChildProcess | undefined} */
  let app;
  let isRestarting = false;

  function start() {
    isRestarting = false;
    app = spawn(runtime.exe, [...args, root, ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...shown, QUOTEMARK_DEV_SERVER: devServer },
    });
    app.on('exit', (code) => {
      if (isRestarting) start();
      else void stop(code ?? 0);
    });
  }

  async function stop(code = 0) {
    app?.removeAllListeners('exit').kill();
    await server.close();
    process.exit(code);
  }
  process.on('SIGINT', () => void stop()).on('SIGTERM', () => void stop());

  const builder = await createBuilder({
    mode: 'development',
    build: { watch: {} },
    logLevel: 'warn',
  });
  let waiting = watched.length;
  for (const name of watched) {
    const environment = builder.environments[name];
    if (!environment) throw new Error(`No environment ${name}`);
    const watcher = await builder.build(environment);
    if (!('on' in watcher)) throw new Error('Not watching');
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') console.error(event.error.message);
      if (event.code !== 'END') return;
      if (waiting > 0) {
        if (--waiting === 0) start();
        return;
      }
      isRestarting = true;
      app?.kill();
    });
  }
  console.log(`dev: ${runtime.kind} runtime, Electron ${runtime.version}, page from ${devServer}`);
});
