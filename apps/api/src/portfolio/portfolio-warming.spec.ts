import { describe, expect, it } from '@jest/globals';
import type { Readings } from '#read-models/readings.js';
import { PortfolioWarming } from './portfolio-warming.js';

/** A portfolio of numbered programs that only notes what it is asked for. */
function warming(programs: number, { failing = false, behind = false } = {}) {
  const asked: (readonly string[])[] = [];
  const state = { failing, behind, paused: 0, tick: (): void => undefined, isTicking: true };
  let stop = (): void => undefined;
  const portfolio = {
    programIds: async () => {
      if (state.failing) throw new Error('disk full');
      return Array.from({ length: programs }, (_, i) => String(i));
    },
    rows: async (some: readonly string[]) => void asked.push(some),
  };
  const made = new PortfolioWarming(
    { paced: () => ({ portfolio }) } as unknown as Readings,
    { waitForHead: async () => !state.behind },
    {
      ticker: (tick) => {
        state.tick = tick;
        return () => (state.isTicking = false);
      },
      pause: async () => {
        state.paused++;
        stop();
      },
    },
  );
  return { made, asked, state, stopAtPause: () => (stop = () => void made.beforeApplicationShutdown()) };
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

  it('asks for nothing while the views are behind', async () => {
    const { made, asked } = warming(1, { behind: true });
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
    const { made, asked, state, stopAtPause } = warming(1_000);
    made.onApplicationBootstrap();
    stopAtPause();
    await made.round();
    expect(asked).toHaveLength(1);
    expect(state.isTicking).toBe(false);
  });
});
