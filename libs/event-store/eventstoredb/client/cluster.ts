import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { parseConnectionString, type ConnectionString } from './connection-string.js';

/**
 * The server derives categories from stream names up to the first hyphen. With this prefix they are evenkeel_program, evenkeel_initiative
 * and so on.
 */
export const defaultPrefix = 'evenkeel_';

/**
 * Checks the settings of a cluster; connects to nothing.
 * @param url EVENTSTORE_URL @param prefix EVENTSTORE_PREFIX
 * @throws EventStoreError STORE_UNAVAILABLE if one is invalid; the message contains no secret
 */
export function clusterAt(url: string, prefix = defaultPrefix): ConnectionString {
  if (prefix === '' || prefix.startsWith('$'))
    throw new EventStoreError('STORE_UNAVAILABLE', 'EVENTSTORE_PREFIX must not be empty or begin with $, which is reserved for the server');
  return parseConnectionString(url);
}
