import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig, type EnvironmentOptions } from 'vite';

const here = (...parts: string[]): string => path.join(import.meta.dirname, ...parts);

/** What the bundles of main, engine and preload leave outside: the runtime itself and the native addon. */
const external = ['electron', 'better-sqlite3'];

/** A Node-side bundle in one file; everything but `external` is inside it. */
function nodeBundle(name: string, entry: string, format: 'es' | 'cjs'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external },
    build: {
      outDir: here('out', name),
      emptyOutDir: true,
      copyPublicDir: false,
      target: 'node20.18',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: here(entry),
        external,
        output: {
          format,
          entryFileNames: `${name}.${format === 'cjs' ? 'cjs' : 'js'}`,
          codeSplitting: false,
        },
      },
    },
  };
}

export default defineConfig({
  root: here('renderer'),
  plugins: [react()],
  // The page comes from app://, so the HMR client has to be told where the socket is.
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    hmr: { protocol: 'ws', host: '127.0.0.1', clientPort: 5173 },
  },
  environments: {
    client: {
      build: {
        outDir: here('out/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0, // a data: font or script would need a hole in the content policy
        chunkSizeWarningLimit: 2000,
      },
    },
    main: nodeBundle('main', 'electron/main/main.ts', 'es'),
    engine: nodeBundle('engine', 'electron/main/engine-process.ts', 'es'),
    // A thread of the engine, which both that and the command line start.
    reader: nodeBundle('reader', 'electron/engine/exporting/json-thread.ts', 'es'),
    // The command line of a packaged application, loaded by the main process when a command is named.
    cli: nodeBundle('cli', 'electron/cli/run.ts', 'es'),
    // A sandboxed preload must be one CommonJS file.
    preload: nodeBundle('preload', 'electron/preload/preload.ts', 'cjs'),
  },
  builder: {},
});
