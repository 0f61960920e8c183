import { app, type Session, type WebContents } from 'electron';
import { isAllowedAddress } from './page-files.ts';

/** Switches that shut the network off below the page. Must run before the app is ready. */
export function hardenCommandLine(devServer: string | null): void {
  // enableSandbox() would undo --no-sandbox, without which Chromium refuses to run as root (containers, CI).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  const add = (name: string, value: string) => app.commandLine.appendSwitch(name, value);
  // WebRTC passes the content policy and the request guard; this keeps its packets from leaving.
  add('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  add('webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  add('dns-prefetch-disable', '');
  if (devServer) {
    add('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1');
    app.commandLine.appendSwitch('no-proxy-server');
  } else {
    add('host-resolver-rules', 'MAP * ~NOTFOUND');
    // A proxy that is not there, for loopback too: what got past every other guard ends here.
    add('proxy-server', 'http://127.0.0.1:9');
    add('proxy-bypass-list', '<-loopback>');
  }
}

/** Deny a session everything but the page's own files. */
export function hardenSession(session: Session, devServer: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, done) => done(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Without a stream the page's request fails, which is what it should do.
  session.setDisplayMediaRequestHandler((_request, done) => done({}));
  // Chromium fetches the dictionaries of these languages even where the spelling check is off.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, done) =>
    done({ cancel: !isAllowedAddress(url, devServer) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** Keep a page where it is: no navigation, no further window, no frame of something else. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // Our own loads and reloads do not pass through these events.
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
