import { describe, expect, it } from '@jest/globals';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { aProgram } from '#testing/domain/a-program.js';
import type { CommandOutcome, CommandRequest } from '../commands/command.js';
import type { EvaluatedProgram } from '../ports.js';
import { GatewayInMemory } from '../testing/gateway-in-memory.js';
import { WeeklySchedule } from './weekly-schedule.js';

const done: CommandOutcome = { receipt: { stream: 's', revision: 0, position: '1', events: 1 }, input: {} };

const evaluated = (id: string): EvaluatedProgram => ({ program: aProgram({ id, name: id }) });

function schedule(
  answer: (request: CommandRequest) => CommandOutcome,
  views: { readonly programs: readonly EvaluatedProgram[] } = { programs: [evaluated('p')] },
) {
  const sent: CommandRequest[] = [];
  let tick = (): void => undefined;
  let stopped = false;
  let now = Date.parse('2026-01-13T00:00:00.000Z');
  const reports: string[] = [];
  const asked: string[] = [];
  const made = new WeeklySchedule({
    report: ({ programId, what, attempts, error }) => void reports.push(`${programId} ${what} ${attempts} ${error.message}`),
    views: { evaluatedBefore: async (on) => (asked.push(on), views.programs) },
    gateway: {
      execute: async (request) => {
        sent.push(request);
        return answer(request);
      },
    },
    now: () => new Date(now).toISOString(),
    ticker: (each) => {
      tick = each;
      return () => (stopped = true);
    },
  });
  return {
    made,
    sent,
    reports,
    asked,
    tick: () => tick(),
    minutesLater: (minutes: number) => void (now += minutes * 60_000),
    isStopped: () => stopped,
    dates: () => sent.map(({ input }) => `${String(input.programId)} ${String(input.on)}`),
  };
}

describe('the schedule at work', () => {
  it('sends what is due under ids that follow from program and date', async () => {
    const { made, sent, dates, asked } = schedule(() => done);
    await made.evaluateDue();
    expect(asked).toEqual(['2026-01-11']);
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
    const { made, dates } = schedule(({ input }) => (behind && input.programId === 'p' ? { refusal: { code: 'VIEWS_BEHIND' } } : done), {
      programs: [evaluated('p'), evaluated('q')],
    });
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

  it('says why it could not begin, and goes on at the next tick', async () => {
    const programs = [evaluated('p')];
    let fails = true;
    const { made, tick, dates, isStopped } = schedule(() => done, {
      get programs() {
        if (fails) throw new Error('disk full');
        return programs;
      },
    });
    made.start();
    await made.evaluateDue();
    expect(made.failure?.message).toBe('disk full');
    fails = false;
    tick();
    await made.evaluateDue();
    expect(made.failure).toBeUndefined();
    expect(dates()).toEqual(['p 2026-01-04', 'p 2026-01-11']);
    await made.stop();
    expect(isStopped()).toBe(true);
  });

  it('gives every program its turn at every tick, whatever fails in another', async () => {
    const unknownZone = evaluated('nowhere');
    const programs = [evaluated('bad'), { program: { ...unknownZone.program, timeZone: 'No/Where' } }, evaluated('good')];
    const { made, dates, reports } = schedule(
      ({ input }) => {
        if (input['programId'] === 'bad') throw new Error('its balance is no number');
        return done;
      },
      { programs },
    );
    await made.evaluateDue();
    expect(dates()).toEqual(['bad 2026-01-04', 'good 2026-01-04', 'good 2026-01-11']);
    expect(reports).toEqual(['bad 2026-01-04 1 its balance is no number', expect.stringMatching(/^nowhere schedule 1 .*No\/Where/)]);
    expect([made.failingPrograms, made.failures, made.failure]).toEqual([2, 2, undefined]);
    await made.evaluateDue();
    expect(dates().filter((sent) => sent.startsWith('good'))).toHaveLength(4);
  });

  it('tries a program that fails again ever more rarely, and at once regularly when it is well again', async () => {
    let fails = true;
    const { made, dates, minutesLater, reports } = schedule(() => {
      if (fails) throw new Error('it fails');
      return done;
    });
    const triedAt: number[] = [];
    for (let minute = 0; minute < 300; minute++) {
      const before = dates().length;
      await made.evaluateDue();
      if (dates().length > before) triedAt.push(minute);
      minutesLater(1);
    }
    expect(triedAt).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 124, 184, 244]);
    expect(reports).toHaveLength(triedAt.length);
    fails = false;
    minutesLater(60);
    await made.evaluateDue();
    expect(dates().slice(-2)).toEqual(['p 2026-01-04', 'p 2026-01-11']);
    expect(made.failingPrograms).toBe(0);
    fails = true;
    await made.evaluateDue();
    await made.evaluateDue();
    expect(reports.slice(-2).map((one) => one.split(' ')[2])).toEqual(['1', '2']);
  });

  it('forgets what was refused of a program that is gone, and what is no longer due', async () => {
    const programs = [evaluated('p'), evaluated('q')];
    const { made, dates } = schedule(() => ({ refusal: { code: 'EVALUATION_NOT_LATER' } }), { programs });
    await made.evaluateDue();
    programs.splice(0, 1);
    await made.evaluateDue();
    expect(dates()).toHaveLength(4);
    programs.unshift(evaluated('p'));
    await made.evaluateDue();
    expect(dates().slice(4)).toEqual(['p 2026-01-04', 'p 2026-01-11']);
  });
});

describe('two schedules at once, each in a process of its own', () => {
  it('evaluate every Sunday once, and nothing that the other one did', async () => {
    const first = new GatewayInMemory();
    const second = new GatewayInMemory(first.store);
    const id = uuidFrom('a program');
    first.now = '2026-01-01T08:00:00.000Z';
    await first.send('CharterProgram', { id, name: 'P', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    first.now = second.now = '2026-02-03T00:00:00.000Z';
    const schedules = [first, first, second].map(
      (gateway) =>
        new WeeklySchedule({
          views: gateway.views,
          gateway,
          now: () => gateway.now,
          ticker: () => () => undefined,
          report: () => undefined,
        }),
    );
    // In its last round each schedule sees what the others have done.
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
