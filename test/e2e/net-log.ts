/** What a Chromium net log says about the use of the network. */
export interface NetworkUse {
  /** Addresses that were asked for, other than the app's own. */
  readonly requests: readonly string[];
  /** Sockets beyond this machine and look-ups of names, as `TCP_CONNECT_ATTEMPT 192.0.2.1:80`. */
  readonly sockets: readonly string[];
}

const ownSchemes = new Set(['app:', 'devtools:', 'data:', 'blob:', 'chrome-extension:', 'about:']);

/** Whether an address needs no network: the app's own scheme, or one that carries its content. */
export function isOwnUrl(url: string): boolean {
  return URL.canParse(url) && ownSchemes.has(new URL(url).protocol);
}

const requestEvents = new Set(['URL_REQUEST_START_JOB', 'CORS_REQUEST']);
const lookUpEvents = new Set([
  'HOST_RESOLVER_MANAGER_JOB',
  'HOST_RESOLVER_SYSTEM_TASK',
  'DNS_TRANSACTION',
]);
const connectEvents = new Set([
  'TCP_CONNECT',
  'TCP_CONNECT_ATTEMPT',
  'UDP_CONNECT',
  'UDP_BYTES_SENT',
]);

/** To find out whether there is IPv6, Chromium connects a UDP socket to this address; that sends nothing. */
const probe = '[2001:4860:4860::8888]:';
const loopback = /^(127\.|\[::1\]|localhost)/;

/**
 * Reads a net log as `--log-net-log` writes it, also one cut off by a killed process: each event is on a line of its own.
 *
 * @param text The log.
 * @throws SyntaxError when the first line is not the table of event types.
 */
export function listNetworkUse(text: string): NetworkUse {
  const [first = '', ...lines] = text.split('\n');
  if (first.trim() === '') return { requests: [], sockets: [] };
  const names = readEventNames(first);
  const requests = new Set<string>();
  const sockets = new Set<string>();
  for (const event of lines.map(readEvent)) {
    const name = event && names.get(Number(Reflect.get(event, 'type')));
    const params: unknown = event && Reflect.get(event, 'params');
    if (!name || typeof params !== 'object' || params === null) continue;
    const value = (key: string): string => String(Reflect.get(params, key) ?? '');
    if (requestEvents.has(name) && value('url') !== '' && !isOwnUrl(value('url'))) {
      requests.add(value('url'));
    }
    const host = value('host') || value('hostname');
    if (lookUpEvents.has(name) && host !== '' && !/localhost/.test(host)) {
      sockets.add(`${name} ${host}`);
    }
    const address = value('address') || value('address_list');
    if (
      connectEvents.has(name) &&
      address !== '' &&
      !address.startsWith(probe) &&
      !loopback.test(address)
    ) {
      sockets.add(`${name} ${address}`);
    }
  }
  return { requests: [...requests], sockets: [...sockets] };
}

/** The first line is `{"constants":{...},` with the numbers of the event types. */
function readEventNames(line: string): ReadonlyMap<number, string> {
  const table: unknown = JSON.parse(`${line.trim().replace(/,$/, '')}}`);
  const constants: unknown = Reflect.get(Object(table), 'constants');
  const types: unknown = Reflect.get(Object(constants), 'logEventTypes');
  return new Map(Object.entries(Object(types)).map(([name, number]) => [Number(number), name]));
}

/** An event, or null for the lines around them and for one that was cut off. */
function readEvent(line: string): object | null {
  if (!line.startsWith('{')) return null;
  try {
    const event: unknown = JSON.parse(line.trim().replace(/(,|\]\})$/, ''));
    return typeof event === 'object' ? event : null;
  } catch {
    return null;
  }
}
