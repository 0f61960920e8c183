import type { Page } from '@playwright/test';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from './app.ts';

/** A server that only counts: nothing in these tests may reach it. */
interface Beacon {
  readonly port: number;
  readonly hits: string[];
  readonly close: () => Promise<void>;
}

test.describe('a page that tries to reach the network', () => {
  // Every attempt is refused with a message, which is right here.
  test.use({ allowedConsole: [/./], allowedRequests: [/^(https?|wss?):\/\/127\.0\.0\.1:/] });

  test('reaches nothing and stays where it is', async ({ app, page }) => {
    const beacon = await startBeacon();
    const before = page.url();
    try {
      for (const name of Object.keys(attempts)) await attempt(page, name, beacon.port);
      // Long enough for Chromium to have done what it does in the background.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 1500)));
      expect(beacon.hits).toEqual([]);
      expect(page.url()).toBe(before);
      const loaded = page.frames().map((frame) => frame.url());
      expect(loaded.filter((url) => url !== before && !url.startsWith('chrome-error:'))).toEqual(
        [],
      );
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
        1,
      );
    } finally {
      await beacon.close();
    }
  });

  test('is stopped by the session alone, whatever its policy', async ({ app }) => {
    const beacon = await startBeacon();
    try {
      const outcome = await app.evaluate(async ({ session }, port) => {
        const address = `http://127.0.0.1:${port}/main`;
        return session.defaultSession.fetch(address).then(
          () => 'loaded',
          (error: unknown) => String(error),
        );
      }, beacon.port);
      expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
      expect(beacon.hits).toEqual([]);
    } finally {
      await beacon.close();
    }
  });

  test('is stopped by the missing proxy when it gets past the session', async ({ app }) => {
    const beacon = await startBeacon();
    try {
      const outcome = await app.evaluate(async ({ session }, port) => {
        const other = session.fromPartition('past-the-guard');
        other.webRequest.onBeforeRequest(null);
        return other.fetch(`http://127.0.0.1:${port}/main`).then(
          () => 'loaded',
          (error: unknown) => String(error),
        );
      }, beacon.port);
      expect(outcome).toContain('ERR_PROXY_CONNECTION_FAILED');
      expect(beacon.hits).toEqual([]);
    } finally {
      await beacon.close();
    }
  });
});

test.describe('a page that is not ours', () => {
  test.use({ allowedConsole: [/./] });

  for (const [what, address] of [
    ['an empty page', 'about:blank'],
    ['our page in a window that the application did not make', 'app://quotemark/'],
  ] as const) {
    test(`${what} gets no port and no grant`, async ({ app, page }) => {
      await page.waitForLoadState();
      const root = await app.evaluate(({ app: electronApp }) => electronApp.getAppPath());
      const preload = path.join(root, 'out/preload/preload.cjs');
      const opened = app.waitForEvent('window');
      await app.evaluate(
        ({ BrowserWindow }, [url, script]) => {
          const window = new BrowserWindow({
            show: false,
            webPreferences: { preload: script, sandbox: true, contextIsolation: true },
          });
          void window.loadURL(url);
        },
        [address, preload] as const,
      );
      const foreign = await opened;
      await foreign.waitForLoadState();
      const got = await foreign.evaluate(async () => {
        let ports = 0;
        window.addEventListener('message', () => ports++);
        window.quotemark.ready();
        const grant = await window.quotemark
          .grantFiles([new File(['a'], 'a.txt')])
          .then(() => 'granted')
          .catch(() => 'refused');
        return { ports, grant };
      });
      expect(got).toEqual({ ports: 0, grant: 'refused' });
    });
  }
});

test('the page has what it needs and nothing else', async ({ page }) => {
  await page.waitForLoadState();
  const seen = await page.evaluate(async () => ({
    api: Object.keys(window.quotemark),
    isFrozen: Object.isFrozen(window.quotemark),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    permissions: await Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage'].map(
        async (name) => {
          const status = await navigator.permissions.query({ name: name as PermissionName });
          return status.state;
        },
      ),
    ),
  }));
  expect(seen).toEqual({
    api: ['ready', 'grantFiles'],
    isFrozen: true,
    node: [],
    permissions: Array.from({ length: 6 }, () => 'denied'),
  });
});

/** Each is a function body; `origin` is the address of the beacon. A throw is as good as silence. */
const attempts: Readonly<Record<string, string>> = {
  fetch: 'await fetch(origin + "/fetch", { mode: "no-cors" })',
  xhr: 'const x = new XMLHttpRequest(); x.open("GET", origin + "/xhr"); x.send()',
  beacon: 'navigator.sendBeacon(origin + "/beacon", "a")',
  socket: 'new WebSocket(origin.replace("http", "ws") + "/socket")',
  eventSource: 'new EventSource(origin + "/events")',
  image: 'new Image().src = origin + "/image"',
  srcset: 'add("img", { srcset: origin + "/srcset 2x" })',
  audio: 'add("audio", { src: origin + "/audio", preload: "auto" })',
  video: 'add("video", { poster: origin + "/poster", src: origin + "/video" })',
  script: 'add("script", { src: trust(origin + "/script") })',
  module: 'await import(origin + "/module")',
  worker: 'new Worker(origin + "/worker")',
  stylesheet: 'add("link", { rel: "stylesheet", href: origin + "/style" })',
  background: 'add("p", {}).style.backgroundImage = `url(${origin}/background)`',
  font: 'await new FontFace("x", `url(${origin}/font)`).load()',
  prefetch: 'add("link", { rel: "prefetch", href: origin + "/prefetch" })',
  preload: 'add("link", { rel: "preload", as: "image", href: origin + "/preload" })',
  preconnect: 'add("link", { rel: "preconnect", href: origin })',
  dnsPrefetch: 'add("link", { rel: "dns-prefetch", href: "//leak.example.org" })',
  icon: 'add("link", { rel: "icon", href: origin + "/icon" })',
  manifest: 'add("link", { rel: "manifest", href: origin + "/manifest" })',
  frame: 'add("iframe", { src: origin + "/frame" })',
  innerFrame: 'add("iframe", { srcdoc: trust(`<img src="${origin}/inner">`) })',
  object: 'add("object", { data: origin + "/object" })',
  embed: 'add("embed", { src: origin + "/embed" })',
  refresh: 'add("meta", { httpEquiv: "refresh", content: `0;url=${origin}/refresh` })',
  link: 'add("a", { href: origin + "/link" }).click()',
  ping: 'add("a", { href: origin + "/pinged", ping: origin + "/ping" }).click()',
  newTab: 'add("a", { href: origin + "/tab", target: "_blank" }).click()',
  download: 'add("a", { href: origin + "/download", download: "a" }).click()',
  open: 'window.open(origin + "/open")',
  openPopup: 'window.open(origin + "/popup", "popup", "popup")',
  location: 'window.location.href = origin + "/location"',
  form: 'const f = add("form", { action: origin + "/form", method: "post" }); f.submit()',
  file: 'window.location.href = "file:///etc/hostname"',
  turn: `const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:" + port },
    { urls: "turn:127.0.0.1:" + port, username: "a", credential: "b" }] });
    peer.createDataChannel("a"); await peer.setLocalDescription(await peer.createOffer())`,
  serviceWorker: 'await navigator.serviceWorker.register("/index.html")',
};

async function attempt(page: Page, name: string, port: number): Promise<void> {
  const body = `(async () => {
    const port = ${port}, origin = "http://127.0.0.1:" + port, trust = (text) => text;
    const add = (tag, properties) => document.body.appendChild(
      Object.assign(document.createElement(tag), properties));
    ${attempts[name] ?? ''}
  })().catch(() => undefined)`;
  // What a page may not even begin to do must not hold up the rest.
  await Promise.race([
    page.evaluate(body).catch(() => undefined),
    new Promise((done) => setTimeout(done, 500)),
  ]);
}

async function startBeacon(): Promise<Beacon> {
  const hits: string[] = [];
  const http = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.end('reached');
  });
  http.on('connection', () => hits.push('a TCP connection'));
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', () => hits.push('a UDP packet'));
  await new Promise<void>((done) => udp.bind(port, '127.0.0.1', done));
  return {
    port,
    hits,
    close: () =>
      new Promise((done) => {
        udp.close();
        http.closeAllConnections();
        http.close(() => done());
      }),
  };
}
