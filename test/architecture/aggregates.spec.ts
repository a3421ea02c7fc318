import { expect, it } from '@jest/globals';
import { EVENT_TYPES } from '#domain/event-types.js';
import { AGGREGATES } from '#application/commands/aggregates.js';
import { judge, type AnyCommand } from '#application/commands/policy.js';

const nobody = { id: 'nobody', administrator: false };

/** Whether the table of the policy has a row for a type of command. */
function isJudged(type: string): boolean {
  try {
    return judge(nobody, { type, data: {} } as unknown as AnyCommand, { program: undefined, today: '2026-01-01' }) !== undefined;
  } catch {
    return false;
  }
}

it('the policy says who may send each command of every aggregate: add what is missing to libs/application/commands/policy.ts', () => {
  const types = AGGREGATES.flatMap((aggregate) => aggregate.types);
  expect(types.length).toBeGreaterThan(AGGREGATES.length);
  expect(types.filter((type) => !isJudged(type))).toEqual([]);
});

it('every known type of event but those of the installation is of an aggregate: list it in libs/application/commands/aggregates.ts', () => {
  const types = new Set(AGGREGATES.flatMap(({ events }) => events));
  expect(EVENT_TYPES.filter((type) => !types.has(type))).toEqual(['LossAccepted']);
});
