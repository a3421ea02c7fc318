import type { StoredEvent } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';

export interface Purse {
  readonly id: string;
  readonly coins: readonly number[];
}

/** One purse per stream: `Paid` adds a coin, `Spent` takes the last; every coin is a row. */
export const purses: Projection<Purse, 'purse_rows' | 'coin_rows'> = {
  name: 'purses',
  version: 1,
  streams: ['purse-'],
  ofOneStream: true,
  key: ({ stream }) => stream.slice('purse-'.length),
  evolve: (purse = { id: '', coins: [] }, event) => ({
    id: event.stream.slice('purse-'.length),
    coins: event.type === 'Spent' ? purse.coins.slice(0, -1) : event.type === 'Paid' ? [...purse.coins, amount(event)] : purse.coins,
  }),
  tables: {
    purse_rows: { columns: { id: 'text', total: 'real' }, key: ['id'] },
    coin_rows: {
      columns: { purse_id: 'text', nth: 'integer', amount: 'real' },
      key: ['purse_id', 'nth'],
      indexes: [['amount']],
    },
  },
  rows: ({ id, coins }) => ({
    purse_rows: [{ id, total: coins.reduce((a, b) => a + b, 0) }],
    coin_rows: coins.map((coin, nth) => ({ purse_id: id, nth, amount: coin })),
  }),
};

export interface Tally {
  readonly events: number;
}

/** Counts the events of each day over all streams: one document for many streams. It throws at events that tell it to. */
export const days: Projection<Tally, 'day_rows'> = {
  name: 'days',
  version: 1,
  streams: [''],
  key: ({ metadata }) => metadata.occurredOn,
  evolve: (tally = { events: 0 }, event) => {
    if ((event.data as { bad?: boolean }).bad) throw new Error('a bad event');
    return { events: tally.events + 1 };
  },
  tables: { day_rows: { columns: { day: 'text', nth: 'integer' }, key: ['day', 'nth'] } },
  rows: () => ({ day_rows: [] }),
};

/** All projections in the form in which the engine takes them. */
export const toyProjections = [purses, days] as readonly Projection[];

const amount = (event: StoredEvent): number => (event.data as { amount: number }).amount;
