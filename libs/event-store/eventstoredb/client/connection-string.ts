import { EventStoreError } from '#event-sourcing/store/event-store.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** EVENTSTORE_URL taken apart. The client logs its connection string, so credentials are kept out of it. */
export interface ConnectionString {
  /** The connection string for the client, without credentials. */
  readonly url: string;
  readonly credentials: Credentials | undefined;
  readonly tls: boolean;
}

const numbers = new Set([
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'maxdiscoverattempts',
  'keepaliveinterval',
  'keepalivetimeout',
]);

/** The client's options, except those that it does not support or that would change its behaviour. */
const options = new Set(['tls', 'tlscafile', 'usercertfile', 'userkeyfile', 'connectionname', ...numbers]);

const shape = /^(esdb(?:\+discover)?:\/\/)(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/s;

const refused = (why: string): EventStoreError => new EventStoreError('STORE_UNAVAILABLE', `EVENTSTORE_URL ${why}`);

/**
 * Parses EVENTSTORE_URL. @throws EventStoreError STORE_UNAVAILABLE that says what is wrong and never repeats the text: it may hold a
 * password
 */
export function parseConnectionString(text: string): ConnectionString {
  const [, scheme, userInfo, hosts, query = ''] = shape.exec(text.trim()) ?? [];
  if (scheme === undefined || hosts === undefined)
    throw refused('is not of the form esdb://[user:password@]host[:port][,…][?option=value&…]');
  for (const host of hosts.split(',')) {
    const [, port = '2113'] = /^[^:\s]+(?::(\d+))?$/.exec(host) ?? ['', '0'];
    if (Number(port) < 1 || Number(port) > 65_535) throw refused('names a host that is not of the form name or name:port');
  }
  const values = queryOf(query);
  // With several hosts and `esdb+discover`, the client asks only the first one; with several hosts and `esdb`, it asks all.
  return {
    url: `${hosts.includes(',') ? 'esdb://' : scheme}${hosts}${query === '' ? '' : `?${query}`}`,
    credentials: userInfo === undefined ? undefined : credentialsOf(userInfo),
    tls: values.get('tls') !== 'false',
  };
}

function queryOf(query: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [, name = '', value] = /^([^=]*)=(.+)$/s.exec(pair) ?? [];
    const key = name.trim().toLowerCase().replace(/[_-]/g, '');
    if (value === undefined || !options.has(key))
      throw refused(`has an option that is not known here; known are ${[...options].join(', ')}`);
    values.set(key, value.trim());
  }
  const tls = values.get('tls');
  if (tls !== undefined && tls !== 'true' && tls !== 'false') throw refused('wants true or false for tls');
  for (const [key, value] of values) if (numbers.has(key) && !/^-?\d+$/.test(value)) throw refused(`wants a whole number for ${key}`);
  if (values.has('usercertfile') !== values.has('userkeyfile')) throw refused('needs userCertFile and userKeyFile together');
  return values;
}

function credentialsOf(userInfo: string): Credentials {
  const colon = userInfo.indexOf(':');
  if (colon < 1 || colon === userInfo.length - 1) throw refused('has credentials that are not of the form user:password');
  try {
    return { username: decodeURIComponent(userInfo.slice(0, colon)), password: decodeURIComponent(userInfo.slice(colon + 1)) };
  } catch {
    throw refused('has credentials that are not percent-encoded as they should be');
  }
}
