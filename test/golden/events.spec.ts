import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Fact, Recorded } from '#event-sourcing/event.js';
import { INSTALLATION, type InstallationEvent } from '#event-sourcing/store/installation.js';
import { lossError } from '#event-store/embedded/opening/losses.js';
import { EVENT_TYPES } from '#domain/event-types.js';
import { driftDecider } from '#domain/drift/decide.js';
import { evaluationDecider } from '#domain/evaluation/decide.js';
import { evolve } from '#domain/initiative/evolve.js';
import { noInitiative } from '#domain/initiative/state.js';
import { programDecider } from '#domain/program/decide.js';

/*
 * Every published shape of an event is a file in `events/`: `Type.json`, and `Type.variant.json` for other shapes of the same type. Files
 * never change; a new shape is a new file. Together they form whole streams.
 */
const folder = join('test', 'golden', 'events');
const golden = readdirSync(folder).map((file) => ({ file, event: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded }));

interface Folds {
  readonly initialState: unknown;
  readonly evolve: (state: unknown, event: Recorded) => unknown;
}

const folds = (decider: { readonly initialState: unknown; evolve(state: never, event: never): unknown }): Folds => ({
  initialState: decider.initialState,
  evolve: (state, event) => decider.evolve(state as never, event as never),
});

const aggregates: Readonly<Record<string, Folds>> = {
  program: folds(programDecider),
  initiative: folds({ initialState: noInitiative, evolve }),
  evaluation: folds(evaluationDecider),
  drift: folds(driftDecider),
};

function aggregateOf(stream: string): Folds {
  const prefix = stream.slice(0, stream.indexOf('-'));
  const found = aggregates[prefix];
  if (!found) throw new Error(`The golden stream ${stream} has no fold: add \`${prefix}\` to \`aggregates\` in test/golden/events.spec.ts`);
  return found;
}

/** The golden events of each stream, in order. */
const streams = new Map<string, typeof golden>();
for (const each of golden.toSorted((a, b) => a.event.revision - b.event.revision)) {
  streams.set(each.event.stream, [...(streams.get(each.event.stream) ?? []), each]);
}

/** No fold reads events about the installation: they are for people. */
const folded = [...streams].filter(([stream]) => stream !== INSTALLATION);

const withoutRevision = (state: unknown): unknown => ({ ...(state as object), revision: undefined });

describe('every shape of an event that has shipped', () => {
  it('has a file for each type', () => {
    const stored = new Set(golden.map(({ event }) => event.type));
    expect(EVENT_TYPES.filter((type) => !stored.has(type))).toEqual([]);
    for (const { file, event } of golden) expect(file.split('.')[0]).toBe(event.type);
  });

  it('makes streams without a gap', () => {
    for (const [stream, events] of streams)
      expect([stream, events.map(({ event }) => event.revision)]).toEqual([stream, events.map((_, i) => i)]);
  });

  it.each(folded)('still reads, each event leaving its trace: %s', (stream, events) => {
    const { initialState, evolve } = aggregateOf(stream);
    let state = initialState;
    for (const { file, event } of events) {
      const after = evolve(state, event);
      expect({ file, traceless: JSON.stringify(withoutRevision(after)) === JSON.stringify(withoutRevision(state)) }).toEqual({
        file,
        traceless: false,
      });
      state = after;
    }
    expect(state).toMatchSnapshot();
  });

  it('of the installation still reads: each loss that was accepted has its words', () => {
    const [{ event }] = streams.get(INSTALLATION) as [(typeof golden)[number]];
    const { losses } = (event as unknown as Recorded<InstallationEvent>).data;
    expect(lossError('/data', losses).message.match(/^ {2}- .+/gm)).toHaveLength(losses.length);
  });

  it.each(folded.map(([stream]) => stream))('is passed over where the type is not known: %s', (stream) => {
    const { initialState, evolve } = aggregateOf(stream);
    const before = streams.get(stream)!.reduce((state, { event }) => evolve(state, event), initialState);
    const unknown = { ...streams.get(stream)![0]!.event, type: 'SomethingNew', data: {} } as Recorded<Fact>;
    expect(withoutRevision(evolve(before, unknown))).toEqual(withoutRevision(before));
    expect(evolve(initialState, unknown)).toEqual(initialState);
  });
});
