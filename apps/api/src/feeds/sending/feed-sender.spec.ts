import { expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventEmitter } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Directory } from '#identity/people/directory.js';
import type { Readings } from '#read-models/readings.js';
import { LIMITS } from '../../limits/limits.js';
import type { FeedMoments } from './feed-moments.js';
import { FeedSender } from './feed-sender.js';

const moments = { of: async () => ({ etag: undefined, changedAt: '2026-01-01T00:00:00.000Z' }) } as unknown as FeedMoments;
const sender = new FeedSender({ live: { programs: { usualZone: async () => 'UTC' } } } as unknown as Readings, {} as Directory, moments);

/** A connection on which nothing is read until it is closed. */
function connection(): { readonly raw: EventEmitter; readonly reply: FastifyReply } {
  const raw = new EventEmitter();
  const reply: Record<string, unknown> = { raw };
  for (const method of ['headers', 'header', 'type', 'code', 'send']) reply[method] = () => reply;
  return { raw, reply: reply as unknown as FastifyReply };
}

it('feeds of one person wait for each other, those of another do not', async () => {
  const begun: string[] = [];
  const send = (person: string): EventEmitter => {
    const { raw, reply } = connection();
    const request = {
      principal: { id: person, administrator: false },
      url: '/feeds/x',
      headers: {},
      method: 'GET',
    } as unknown as FastifyRequest;
    void sender.send(request, reply, () => ({
      ...{ file: 'x.csv', type: 'text/csv', language: 'en' },
      text: async function* () {
        begun.push(person);
        yield 'x';
      },
    }));
    return raw;
  };
  const { perPerson } = LIMITS.feeds;
  const open = Array.from({ length: perPerson + 5 }, () => send('ann'));
  send('bo');
  await nextTurn();
  expect(begun.filter((person) => person === 'ann').length).toBe(perPerson);
  expect(begun).toContain('bo');
  open[0]!.emit('close');
  await nextTurn();
  expect(begun.filter((person) => person === 'ann').length).toBe(perPerson + 1);
  // Whoever has gone while waiting is not served.
  open.at(-1)!.emit('close');
  for (const raw of open.slice(1, perPerson)) raw.emit('close');
  await nextTurn();
  expect(begun.filter((person) => person === 'ann').length).toBe(perPerson + 4);
});
