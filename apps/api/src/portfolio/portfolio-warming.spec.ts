import { describe, expect, it } from '@jest/globals';
import type { ProjectionStatus } from '#projection-engine/daemon/states/projection-status.js';
import type { Readings } from '#read-models/readings.js';
import { PortfolioWarming } from './portfolio-warming.js';

/** A portfolio of numbered programs that only notes what it is asked for. */
function warming(programs: number, { failing = false, behind = false } = {}) {
  const asked: (readonly string[])[] = [];
  const state = { failing, behind, paused: 0, tick: (): void => undefined, isTicking: true };
  let atPause = (): void => undefined;
  const portfolio = {
    programIds: async () => {
      if (state.failing) throw new Error('disk full');
      return Array.from({ length: programs }, (_, i) => String(i));
    },
    rows: async (some: readonly string[]) => void asked.push(some),
  };
  const made = new PortfolioWarming(
    { paced: () => ({ portfolio }) } as unknown as Readings,
    { status: () => [{ state: state.behind ? 'CATCHING_UP' : 'LIVE' } as ProjectionStatus] },
    {
      ticker: (tick) => {
        state.tick = tick;
        return () => (state.isTicking = false);
      },
      pause: async () => {
        state.paused++;
        atPause();
      },
    },
  );
  return { made, asked, state, atPause: (act: () => void) => (atPause = act) };
}

describe('the warming of the portfolio', () => {
  it('asks for every program once, and rests after each few', async () => {
    const { made, asked, state } = warming(150);
    made.onApplicationBootstrap();
    await made.round();
    expect(asked.flat()).toEqual(Array.from({ length: 150 }, (_, i) => String(i)));
    expect(asked.length).toBeGreaterThan(2);
    expect(state.paused).toBe(asked.length);
  });

  it('begins again at each tick, and not while it is at work', async () => {
    const { made, asked, state } = warming(1);
    made.onApplicationBootstrap();
    state.tick();
    await made.round();
    expect(asked).toHaveLength(1);
    state.tick();
    await made.round();
    expect(asked).toHaveLength(2);
  });

  it('leaves what is beyond a thousand programs to the second round', async () => {
    const { made, asked } = warming(1_200);
    await made.round();
    expect(asked.flat()).toHaveLength(1_000);
    await made.round();
    expect(asked.flat()).toHaveLength(2_200);
  });

  it('asks for nothing while the views are behind, and then goes on', async () => {
    const { made, asked, state, atPause } = warming(1, { behind: true });
    const askedAtPause: number[] = [];
    atPause(() => {
      askedAtPause.push(asked.length);
      state.behind = askedAtPause.length < 3;
    });
    await made.round();
    expect(askedAtPause).toEqual([0, 0, 0, 1]);
  });

  it('ends with the program while it looks at the views', async () => {
    const { made, asked, atPause } = warming(1, { behind: true });
    atPause(() => void made.beforeApplicationShutdown());
    await made.round();
    expect(asked).toEqual([]);
  });

  it('tries again at the next tick if it fails', async () => {
    const { made, asked, state } = warming(1, { failing: true });
    await made.round();
    state.failing = false;
    await made.round();
    expect(asked).toEqual([['0']]);
  });

  it('ends with the program, in the middle of a round', async () => {
    const { made, asked, state, atPause } = warming(1_000);
    made.onApplicationBootstrap();
    atPause(() => void made.beforeApplicationShutdown());
    await made.round();
    expect(asked).toHaveLength(1);
    expect(state.isTicking).toBe(false);
  });
});
