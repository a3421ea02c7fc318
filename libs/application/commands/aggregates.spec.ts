import { expect, it } from '@jest/globals';
import { EVENT_TYPES } from '#domain/event-types.js';
import { AGGREGATES } from './aggregates.js';

it('every type of event of an aggregate is known: add what is missing to libs/domain/event-types.ts', () => {
  const types = AGGREGATES.flatMap(({ events }) => events);
  expect(types.length).toBeGreaterThan(AGGREGATES.length);
  expect(types.filter((type) => !EVENT_TYPES.includes(type))).toEqual([]);
});
