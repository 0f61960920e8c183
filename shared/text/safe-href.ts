/** Longest address that a link may have, in UTF-16 units. */
const maxLength = 8192;

/**
 * Whether an address may be stored as a link: absolute `https:`, `http:` or `mailto:`, and nothing that programs read in
 * different ways. Refused are white space, control and invisible direction characters, backslashes (UNC paths leak a
 * Windows login), a missing host, and a name before the host (`https://bank.example@evil.example`).
 */
export function isSafeHref(href: string): boolean {
  if (href.length > maxLength || /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\\"<>`]/u.test(href)) return false;
  if (/^mailto:[^/?#]+@[^/?#]+/i.test(href)) return true;
  const host = /^https?:\/\/([^/?#]+)/i.exec(href)?.[1];
  if (host === undefined || host.includes('@')) return false;
  return /^(?:\[[0-9a-f:.]+\]|[\p{L}\p{M}\p{N}_%-][\p{L}\p{M}\p{N}._%-]*)(?::\d{1,5})?$/iu.test(
    host,
  );
}
