import { expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

it('answers a request that was on its way when the program was told to end, and closes its connection', async () => {
  const api = await ApiUnderTest.start();
  const socket = connect(Number(new URL(api.url).port), new URL(api.url).hostname.replace(/[[\]]/g, ''));
  const body = JSON.stringify({ query: '{ viewer { person { id } } }' });
  const accepted = once(api.app.nest.getHttpServer(), 'connection');
  await Promise.all([accepted, once(socket, 'connect')]);
  socket.write(`POST /graphql HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${TOKEN}\r\n`);
  // Another answer shows that the server has read the first half.
  await api.ask('{ viewer { person { id } } }');
  const closing = api.close();
  socket.write(`content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toMatch(/connection: close/i);
  expect(answer).toContain('{"data":{"viewer":{"person":{"id":"administrator"}}}}');
  await closing;
}, 30_000);
