import path from 'node:path';

/** Origin of the page, in production and in development. */
export const pageOrigin = 'app://quotemark';

/**
 * Content policy of the page. `connect-src 'none'`: the page has no use for the network, not even for its own files.
 * The two Trusted Types policies are ProseMirror's for pasted HTML and our own for parsing.
 */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ProseMirrorClipboard quotemark',
].join('; ');

/** Content policy in development: Vite's client needs inline scripts and styles, and its socket. */
export function devContentPolicy(devServer: string): string {
  const socket = new URL(devServer);
  socket.protocol = 'ws:';
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self' data:",
    `connect-src 'self' ${socket.href}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "object-src 'none'",
  ].join('; ');
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Media type of a file of the page by its name. */
export function typeOf(file: string): string {
  return types[path.extname(file)] ?? 'application/octet-stream';
}

/** The file that the path of an address names; null for anything outside the page's folder. */
export function findPageFile(root: string, pathname: string): string | null {
  try {
    const decoded = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
    if (decoded.includes('\0')) return null;
    const file = path.join(root, decoded);
    return file.startsWith(root + path.sep) ? file : null;
  } catch {
    return null; // a malformed % sequence
  }
}

/** True for an address of our own page. */
export function isPageAddress(address: string): boolean {
  return address === pageOrigin || address.startsWith(`${pageOrigin}/`);
}

/** True for an address that the session may load: the page, what it made itself, and the developer tools in development. */
export function isAllowedAddress(address: string, devServer: string | null): boolean {
  if (isPageAddress(address) || address.startsWith(`blob:${pageOrigin}/`)) return true;
  if (!devServer) return false;
  const socket = new URL(devServer);
  socket.protocol = 'ws:';
  return (
    address.startsWith('devtools://') ||
    address.startsWith(devServer) ||
    address.startsWith(socket.href)
  );
}
