import type { Command, Decider } from '../commands/decider.js';
import type { Fact } from '../event.js';
import { commandHash } from '../commands/command-hash.js';
import { Folds } from '../folds/folds.js';
import type { CommandToHandle, WriteSide } from '../commands/handle.js';
import type { EventStore } from '../store/event-store.js';
import { KeyedMutex } from '#async/keyed-mutex.js';

/** A small decider for specs: a purse that is never overdrawn, in a program that may be closed. */
export type PurseCommand = Command<'Deposit' | 'Withdraw', { readonly amount: number }>;
export type PurseEvent = Fact<'Deposited' | 'Withdrawn', { readonly amount: number }>;

export const purse: Decider<PurseCommand, number, PurseEvent, ToyProgram> = {
  initialState: 0,
  evolve: (balance, event) => {
    if (event.type === 'Deposited') return balance + event.data.amount;
    return event.type === 'Withdrawn' ? balance - event.data.amount : balance;
  },
  decide: ({ type, data }, balance, program) => {
    if (program === 'CLOSED') return { refused: 'PROGRAM_CLOSED' };
    if (data.amount === 0) return [];
    if (type === 'Deposit') return [{ type: 'Deposited', data }];
    return data.amount > balance ? { refused: 'OVERDRAWN', field: ['amount'] } : [{ type: 'Withdrawn', data }];
  },
};

export type ToyProgram = 'OPEN' | 'CLOSED';

export const programFold = {
  initialState: 'OPEN' as ToyProgram,
  evolve: (state: ToyProgram, event: { readonly type: string }): ToyProgram => (event.type === 'ProgramClosed' ? 'CLOSED' : state),
};

export type PurseOrder = CommandToHandle<PurseCommand, number, PurseEvent, ToyProgram>;

/** A command on `purse-1` of `program-p`, in a time zone eight hours ahead of UTC. */
export function order(commandId: string, type: PurseCommand['type'], amount: number, others: Partial<PurseOrder> = {}): PurseOrder {
  return {
    stream: 'purse-1',
    decider: purse,
    command: { type, data: { amount } },
    commandId,
    commandHash: commandHash(type, { amount }),
    actor: 'ann',
    correlationId: 'correlation',
    when: { kind: 'now' },
    program: () => ({ id: 'p', stream: 'program-p', fold: programFold }),
    allow: () => undefined,
    dateAt: (instant) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10),
    ...others,
  };
}

export function writeSide(store: EventStore, now: () => string = () => '2026-01-31T20:00:00.000Z', capacity?: number): WriteSide {
  return { store, folds: new Folds(store, capacity), turns: new KeyedMutex(), now };
}
