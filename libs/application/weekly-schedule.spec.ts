import { describe, expect, it } from '@jest/globals';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { CommandOutcome, CommandRequest } from './command.js';
import type { EvaluatedProgram } from './ports.js';
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
