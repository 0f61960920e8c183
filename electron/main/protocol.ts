import { net, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { contentPolicy, devContentPolicy, findPageFile, pageOrigin, typeOf } from './page-files.ts';

const { protocol: scheme, host } = new URL(pageOrigin);

/** Declare the scheme of the page. Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: scheme.slice(0, -1),
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serve the page.
 *
 * @param root Folder of the built page.
 * @param devServer Address of Vite's server, which then serves the page in place of the folder; null as a rule.
 */
export function servePage(root: string, devServer: string | null): void {
  protocol.handle(scheme.slice(0, -1), (request) => {
    // `url.origin` is 'null' for a scheme of one's own, so compare the host.
    const url = new URL(request.url);
    if (url.host !== host) return notFound();
    return devServer ? passOn(url, devServer) : serveFile(root, url.pathname);
  });
}

async function serveFile(root: string, pathname: string): Promise<Response> {
  const file = findPageFile(root, pathname);
  const body = file && (await readFile(file).catch(() => null));
  if (!body) return notFound();
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': typeOf(file),
      'content-security-policy': contentPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      // Names in an article's text must not reach a resolver.
      'x-dns-prefetch-control': 'off',
    },
  });
}

async function passOn(url: URL, devServer: string): Promise<Response> {
  const target = new URL(url.pathname + url.search, devServer).href;
  const answer = await net.fetch(target, { bypassCustomProtocolHandlers: true });
  const headers = new Headers(answer.headers);
  headers.set('content-security-policy', devContentPolicy(devServer));
  return new Response(answer.body, { status: answer.status, headers });
}

function notFound(): Response {
  return new Response('Not found', { status: 404 });
}
