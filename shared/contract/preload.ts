import type { Grant } from './shell.ts';

/**
 * The whole of what the preload script puts on `window.quotemark`. Ports arrive as window messages
 * `{quotemark: 'shell' | 'engine'}` with one port each; a new engine port replaces the one before.
 */
export interface PreloadApi {
  /** Ask for the ports, once the page listens. */
  readonly ready: () => void;
  /** Register dropped files with the main process, which keeps their paths. */
  readonly grantFiles: (files: readonly unknown[]) => Promise<readonly Grant[]>;
}

/** Name of the property on `window`. */
export const preloadName = 'quotemark';
