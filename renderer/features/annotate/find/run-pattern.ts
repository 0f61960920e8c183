// oxlint-disable-next-line import/default -- Vite makes it the address of the built worker
import workerUrl from './pattern-worker.ts?worker&url';
import type { PatternQuestion } from './pattern-worker.ts';
import type { Hits } from './search.ts';

/** A pattern that takes longer than this will not end. */
const limitMs = 1_500;

/** A search on its way. */
export interface RunningSearch {
  /** null when it took too long. */
  readonly hits: Promise<Hits | null>;
  readonly cancel: () => void;
}

/** The part of Trusted Types that is used; the DOM's own types do not have it yet. */
interface TrustedUrls {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): URL;
  };
}

let trusted: URL | string | null = null;

/** The content policy lets scripts start from addresses only that our own policy has made: this one. */
function trustedWorkerUrl(): URL | string {
  const types: TrustedUrls | undefined = Reflect.get(window, 'trustedTypes');
  const rules = { createScriptURL: () => workerUrl };
  trusted ??= types ? types.createPolicy('quotemark', rules).createScriptURL('') : workerUrl;
  return trusted;
}

/**
 * Search for a pattern beside the page. A regular expression cannot be interrupted, and some take for ever: a worker can be
 * ended, and the window never waits.
 */
export function runPattern(question: PatternQuestion): RunningSearch {
  const worker = new Worker(trustedWorkerUrl(), { type: 'module' });
  let cancel = () => worker.terminate();
  const hits = new Promise<Hits | null>((resolve) => {
    const end = (answer: Hits | null) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), limitMs);
    cancel = () => end(null);
    worker.addEventListener('message', ({ data }: MessageEvent<Hits>) => end(data));
    worker.addEventListener('error', () => end(null));
    worker.postMessage(question);
  });
  return { hits, cancel };
}
