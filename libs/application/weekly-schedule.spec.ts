import { describe, expect, it } from '@jest/globals';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { CommandOutcome, CommandRequest } from './command.js';
import type { EvaluatedProgram } from './ports.js';
import { DoorInMemory } from './testing/door-in-memory.js';
import { WeeklySchedule } from './weekly-schedule.js';

const done: CommandOutcome = { receipt: { stream: 's', revision: 0, position: '1', events: 1 }, input: {} };

const evaluated = (id: string): EvaluatedProgram => ({
  program: {
    status: 'ACTIVE',
    id,
    revision: 0,
    name: id,
    sponsor: 'ann',
    startsOn: '2026-01-01',
    timeZone: 'UTC',
    charteredOn: '2026-01-01',
    charteredAt: '2026-01-01T00:00:00.000Z',
    recordedAt: '2026-01-01T00:00:00.000Z',
    plans: [],
    policies: [],
    entries: [],
    leads: [],
    grants: [],
    closures: [],
  },
});

function schedule(answer: (request: CommandRequest) => CommandOutcome, programs = [evaluated('p')]) {
  const sent: CommandRequest[] = [];
  let tick = (): void => undefined;
  let stopped = false;
  const made = new WeeklySchedule({
    views: { evaluatedPrograms: async () => programs },
    door: {
      execute: async (request) => {
        sent.push(request);
        return answer(request);
      },
    },
    now: () => '2026-01-13T00:00:00.000Z',
    ticker: (each) => {
      tick = each;
      return () => (stopped = true);
    },
  });
  return {
    made,
    sent,
    tick: () => tick(),
    isStopped: () => stopped,
    dates: () => sent.map(({ input }) => `${String(input.programId)} ${String(input.on)}`),
  };
}

describe('the schedule at work', () => {
  it('sends what is due under ids that follow from program and date', async () => {
    const { made, sent, dates } = schedule(() => done);
    await made.evaluateDue();
    expect(dates()).toEqual(['p 2026-01-04', 'p 2026-01-11']);
    expect(sent[0]).toEqual({
      type: 'EvaluateBalance',
      input: { programId: 'p', on: '2026-01-04' },
      principal: { id: 'evenkeel', administrator: true },
      commandId: uuidFrom('p', '2026-01-04'),
    });
  });

  it('tries again what the views were behind for, and none of that program before it', async () => {
    let behind = true;
    const { made, dates } = schedule(
      ({ input }) => (behind && input.programId === 'p' ? { refusal: { code: 'VIEWS_BEHIND' } } : done),
      [evaluated('p'), evaluated('q')],
    );
    await made.evaluateDue();
    expect(dates()).toEqual(['p 2026-01-04', 'q 2026-01-04', 'q 2026-01-11']);
    behind = false;
    await made.evaluateDue();
    expect(dates().slice(3, 5)).toEqual(['p 2026-01-04', 'p 2026-01-11']);
  });

  it('does not ask again and again for what the domain refuses', async () => {
    const { made, dates } = schedule(() => ({ refusal: { code: 'EVALUATION_NOT_LATER' } }));
    await made.evaluateDue();
    await made.evaluateDue();
    expect(dates()).toEqual(['p 2026-01-04', 'p 2026-01-11']);
  });

  it('says why it failed, and goes on at the next tick', async () => {
    let fails = true;
    const { made, tick, dates, isStopped } = schedule(() => {
      if (fails) throw new Error('disk full');
      return done;
    });
    made.start();
    await made.evaluateDue();
    expect(made.failure?.message).toBe('disk full');
    fails = false;
    tick();
    await made.evaluateDue();
    expect(made.failure).toBeUndefined();
    expect(dates()).toEqual(['p 2026-01-04', 'p 2026-01-04', 'p 2026-01-11']);
    await made.stop();
    expect(isStopped()).toBe(true);
  });
});

describe('two schedules at once, each in a process of its own', () => {
  it('evaluate every Sunday once, and nothing that the other one did', async () => {
    const first = new DoorInMemory();
    const second = new DoorInMemory(first.store);
    const id = uuidFrom('a program');
    first.now = '2026-01-01T08:00:00.000Z';
    await first.send('CharterProgram', { id, name: 'P', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    first.now = second.now = '2026-02-03T00:00:00.000Z';
    const schedules = [first, first, second].map(
      (door) => new WeeklySchedule({ views: door.views, door, now: () => door.now, ticker: () => () => undefined }),
    );
    // The last round of each sees what the others have done by then.
    for (let round = 0; round < 2; round++) await Promise.all(schedules.map((one) => one.evaluateDue()));
    expect(schedules.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined]);
    const evaluations = await first.events(`evaluation-${id}`);
    expect(evaluations.map(({ data }) => (data as { on: string }).on)).toEqual([
      '2026-01-04',
      '2026-01-11',
      '2026-01-18',
      '2026-01-25',
      '2026-02-01',
    ]);
  });
});
