import { expect } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import { assertInOrder } from '#testing/event-sourcing/contract/observe.js';
import type { Receipt } from './insistent-writers.js';

/** Every row of every table, sorted by text, so that two databases can be compared. */
export type Rows = Readonly<Record<string, readonly string[]>>;

/** Tables about the state of the projections, not about what the views show. */
const bookkeeping = /^(projection_checkpoints|saga_checkpoints|projector_report|rebuild_requests)$/;

/** Whether a table contains what is derived from the log. */
export const isView = (table: string): boolean => !bookkeeping.test(table);

export const asText = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

/** Expects that every acknowledged command is in the log exactly once, where its receipt says, and that every stream is gapless from 0. */
export function expectKept(events: readonly StoredEvent[], receipts: ReadonlyMap<string, Receipt>): void {
  assertInOrder(events);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  for (const [stream, first] of new Map([...events].reverse().map((event) => [event.stream, event.revision]))) {
    expect([stream, first]).toEqual([stream, 0]);
  }
  const byCommand = new Map<string, StoredEvent[]>();
  for (const event of events) byCommand.set(event.metadata.commandId, [...(byCommand.get(event.metadata.commandId) ?? []), event]);
  for (const [commandId, { stream, revision, events: count }] of receipts) {
    const found = (byCommand.get(commandId) ?? []).map((event) => `${event.stream}@${event.revision}`);
    const promised = Array.from({ length: count }, (_, i) => `${stream}@${revision - count + 1 + i}`);
    expect([commandId, found]).toEqual([commandId, promised]);
  }
}

/** Compares the tables row by row. */
export function expectSameRows(live: Rows, rebuilt: Rows): void {
  expect(Object.keys(live).sort()).toEqual(Object.keys(rebuilt).sort());
  for (const [table, rows] of Object.entries(live)) {
    const there = new Set(rebuilt[table]);
    const here = new Set(rows);
    expect([table, rows.length, rows.filter((row) => !there.has(row)), rebuilt[table]!.filter((row) => !here.has(row))]).toEqual([
      table,
      rebuilt[table]!.length,
      [],
      [],
    ]);
  }
}
