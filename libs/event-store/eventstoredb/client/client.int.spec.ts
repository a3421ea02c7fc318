import { expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { clientFor } from './client.js';

it('a call that fails while the cluster is looked for in vain ends no process', async () => {
  const nowhere = 'esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&discoveryInterval=1';
  const client = clientFor(nowhere, { onOpened: () => undefined, onLeft: () => undefined });
  const search = client.getChannel();
  client.abandon({ close: () => undefined, getConnectivityState: () => 1 });
  await expect(search).rejects.toThrow('Failed to discover');
  // An unhandled rejection would fail the test now.
  await nextTurn();
});
