import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckpointStore } from '#event-sourcing/store/checkpoint-store.js';
import { EventStoreError, type EventStore } from '#event-sourcing/store/event-store.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { Watched, watching } from '#testing/garbage.js';
import { DRIFT_SAGA, DriftSaga, type DriftSagaPorts } from './drift-saga.js';
import { GatewayInMemory } from '../testing/gateway-in-memory.js';

const programId = uuidFrom('a program');

class Checkpoints implements CheckpointStore {
  position: Position | undefined;
  async load(): Promise<Position | undefined> {
    return this.position;
  }
  async save(name: string, position: Position): Promise<void> {
    expect(name).toBe(DRIFT_SAGA);
    this.position = position;
  }
}

type Decided = readonly [kind: DriftKind, pillar: Pillar | null, decision: 'OPEN' | 'CLOSE'];

/** The part of recorded evaluations that the saga reads. */
const evaluations: readonly { readonly on: string; readonly decided: readonly Decided[] }[] = [
  { on: '2026-01-04', decided: [['BEHIND', 'CULTURE', 'OPEN']] },
  { on: '2026-01-11', decided: [] },
  {
    on: '2026-01-18',
    decided: [
      ['LATE', null, 'OPEN'],
      ['AHEAD', 'TECHNOLOGY', 'OPEN'],
    ],
  },
  { on: '2026-01-25', decided: [['BEHIND', 'CULTURE', 'CLOSE']] },
  { on: '2026-02-01', decided: [['BEHIND', 'CULTURE', 'OPEN']] },
];

const evaluationId = (on: string): string => uuidFrom('evaluation', on);

async function evaluate(store: EventStore, program = programId, which: (one: { on: string }) => boolean = () => true): Promise<Position> {
  const events = evaluations.filter(which).map(({ on, decided }) => {
    const signals = [
      { kind: 'BEHIND', pillar: 'LEADERSHIP', decision: null },
      ...decided.map(([kind, pillar, decision]) => ({ kind, pillar, decision, evidence: [evaluationId(on)] })),
    ];
    return anEvent(
      { on, policy: { lambda: 0.4 }, signals },
      {
        id: evaluationId(on),
        type: 'BalanceEvaluated',
        programId: program,
        on,
        occurredAt: `${on}T23:59:59.999Z`,
        recordedAt: '2026-03-01T00:00:00.000Z',
        commandId: uuidFrom('evaluate', on),
        correlationId: uuidFrom('correlation', on),
        importedFrom: 'file',
        importedBy: 'administrator',
      },
    );
  });
  const appended = await store.append(`evaluation-${program}`, events, { expectedRevision: 'any' });
  if (!appended.ok) throw new Error('the evaluations are there already');
  return appended.position;
}

async function lastEvent(store: EventStore): Promise<StoredEvent> {
  for await (const [last] of store.readAll({ direction: 'backwards', limit: 1 })) if (last) return last;
  throw new Error('the store is empty');
}

/** A gate that, while closed, holds all callers except those that are being stopped. */
class Gate {
  open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  async wait(stopped: AbortSignal): Promise<void> {
    await unlessAborted(this.opened, stopped);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The expected events of the drift stream, each exactly once. */
const expected = [
  'DriftFlagged BEHIND CULTURE 2026-01-04',
  'DriftFlagged LATE null 2026-01-18',
  'DriftFlagged AHEAD TECHNOLOGY 2026-01-18',
  'DriftCleared BEHIND CULTURE 2026-01-25',
  'DriftFlagged BEHIND CULTURE 2026-02-01',
];

const line = ({ type, data }: StoredEvent): string => {
  const { kind, pillar, on } = data as { kind: string; pillar: string | null; on: string };
  return `${type} ${kind} ${pillar} ${on}`;
};

describe('the drift saga', () => {
  let gateway: GatewayInMemory;
  let checkpoints: Checkpoints;

  beforeEach(async () => {
    gateway = new GatewayInMemory(new InMemoryEventStore());
    checkpoints = new Checkpoints();
    const charter = { id: programId, name: 'Program', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' };
    await gateway.send('CharterProgram', charter, { imported: { from: 'file', actor: 'ann', occurredAt: '2026-01-01T00:00:00.000Z' } });
  });

  const ports = (others: Partial<DriftSagaPorts> = {}): DriftSagaPorts => ({
    store: gateway.store,
    checkpoints,
    gateway,
    backoff: async () => undefined,
    report: () => undefined,
    ...others,
  });
  const driftLines = async (): Promise<string[]> => (await gateway.events(`drift-${programId}`)).map(line);

  async function run(others: Partial<DriftSagaPorts>, until: Position): Promise<DriftSaga> {
    const saga = new DriftSaga(ports(others));
    saga.start();
    await saga.passed(until);
    await saga.stop();
    return saga;
  }

  it('flags and clears what the evaluations decided, as of their instants and under their import marks', async () => {
    await run({}, await evaluate(gateway.store));
    expect(await driftLines()).toEqual(expected);
    const [first] = await gateway.events(`drift-${programId}`);
    expect(first).toMatchObject({
      data: {
        episodeId: uuidFrom(evaluationId('2026-01-04'), 'CULTURE', 'BEHIND'),
        evidence: [evaluationId('2026-01-04')],
        policy: { lambda: 0.4 },
      },
      metadata: {
        actor: 'evenkeel',
        occurredAt: '2026-01-04T23:59:59.999Z',
        commandId: uuidFrom(evaluationId('2026-01-04'), 'CULTURE', 'BEHIND', 'FlagDrift'),
        correlationId: uuidFrom('correlation', '2026-01-04'),
        causationId: evaluationId('2026-01-04'),
        importedFrom: 'file',
        importedBy: 'administrator',
      },
    });
  });

  it('reacts to an evaluation that comes while it waits', async () => {
    const saga = new DriftSaga(ports());
    saga.start();
    const last = await evaluate(gateway.store);
    await saga.passed(last);
    expect(await driftLines()).toEqual(expected);
    await saga.stop();
  });

  it('takes up where it was', async () => {
    const last = await evaluate(gateway.store);
    await run({}, last);
    let after: Position | undefined;
    const subscribe: EventStore['subscribe'] = (options) => gateway.store.subscribe({ ...((after = options?.after) && options) });
    await run({ store: Object.assign(Object.create(gateway.store) as EventStore, { subscribe }) }, last);
    expect(after! >= last).toBe(true);
  });

  it('changes nothing when it starts from zero again, or lost its checkpoint', async () => {
    const last = await evaluate(gateway.store);
    for (let times = 0; times < 3; times++) {
      await run({}, last);
      checkpoints.position = undefined;
    }
    expect(await driftLines()).toEqual(expected);
  });

  it('starts from zero where its checkpoint is of another log', async () => {
    const last = await evaluate(gateway.store);
    checkpoints.position = 'ffff';
    const subscribe: EventStore['subscribe'] = (options) => {
      if (options?.after === 'ffff') throw new EventStoreError('STALE_POSITION', 'not of this log');
      return gateway.store.subscribe(options);
    };
    const saga = new DriftSaga(ports({ store: Object.assign(Object.create(gateway.store) as EventStore, { subscribe }) }));
    saga.start();
    // `ffff` sorts after every position; the saga has passed it when the checkpoint says so.
    while (checkpoints.position === 'ffff') await Promise.resolve();
    await saga.passed(last);
    await saga.stop();
    expect(await driftLines()).toEqual(expected);
  });

  it('runs twice at once, in one process and in two, without a double', async () => {
    const last = await evaluate(gateway.store);
    const other = new GatewayInMemory(gateway.store);
    const sagas = [ports(), ports({ checkpoints: new Checkpoints() }), ports({ gateway: other, checkpoints: new Checkpoints() })].map(
      (one) => new DriftSaga(one),
    );
    for (const saga of sagas) saga.start();
    await Promise.all(sagas.map((saga) => saga.passed(last)));
    await Promise.all(sagas.map((saga) => saga.stop()));
    expect(await driftLines()).toEqual(expected);
  });

  it('tries again what fails, later and later, and passes over nothing', async () => {
    const pauses: number[] = [];
    let failures = 4;
    const failing: DriftSagaPorts['gateway'] = {
      execute: (request) => {
        if (request.type === 'ClearDrift' && failures-- > 0)
          return failures % 2 ? Promise.resolve({ refusal: { code: 'STREAM_BUSY' } }) : Promise.reject(new Error('disk full'));
        return gateway.execute(request);
      },
    };
    const saga = await run({ gateway: failing, backoff: async (attempt) => void pauses.push(attempt) }, await evaluate(gateway.store));
    expect(pauses).toEqual([1, 2, 3, 4]);
    expect(saga.failure).toBeUndefined();
    expect(await driftLines()).toEqual(expected);
  });

  describe('with a program whose reaction fails', () => {
    const broken = uuidFrom('a broken program');
    let healed: boolean;
    /** Holds the next retry until the spec opens it. */
    let gate: Gate;
    const reports: string[] = [];

    beforeEach(() => {
      healed = false;
      gate = new Gate();
      reports.length = 0;
    });

    const failing: DriftSagaPorts['gateway'] = {
      execute: (request) =>
        request.input['programId'] === broken && !healed ? Promise.reject(new Error('it is broken')) : gateway.execute(request),
    };
    const gated = (): Partial<DriftSagaPorts> => ({
      gateway: failing,
      backoff: (_attempt, stopped) => gate.wait(stopped),
      report: ({ programId: of, what, attempts, error }) =>
        void reports.push(`${of === broken ? 'broken' : of} ${what} ${attempts} ${error.message}`),
    });
    const brokenLines = async (): Promise<string[]> => (await gateway.events(`drift-${broken}`)).map(line);

    async function charterBroken(): Promise<void> {
      const charter = { id: broken, name: 'Broken', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' };
      await gateway.send('CharterProgram', charter, { imported: { from: 'file', actor: 'ann', occurredAt: '2026-01-01T00:00:00.000Z' } });
    }

    /** Waits until the saga has read everything in the store, which the checkpoint does not show here. */
    async function others(): Promise<void> {
      while ((await driftLines()).length < expected.length) await new Promise((resolve) => setImmediate(resolve));
    }

    it('keeps no other program waiting, and its checkpoint stays before what is not done', async () => {
      await charterBroken();
      const before = (await lastEvent(gateway.store)).position;
      await evaluate(gateway.store, broken);
      const last = await evaluate(gateway.store);
      const saga = new DriftSaga(ports(gated()));
      saga.start();
      await others();
      expect(await driftLines()).toEqual(expected);
      expect(await brokenLines()).toEqual([]);
      expect([saga.position, checkpoints.position]).toEqual([before, before]);
      expect([saga.failingPrograms, saga.failure?.message]).toEqual([1, 'it is broken']);
      gate.open();
      while (saga.failures < 3) await new Promise((resolve) => setImmediate(resolve));
      expect(reports.slice(0, 3)).toEqual([1, 2, 3].map((n) => `broken evaluation 0 ${n} it is broken`));
      healed = true;
      await saga.passed(last);
      await saga.stop();
      expect(await brokenLines()).toEqual(expected);
      expect([saga.failingPrograms, saga.failure, checkpoints.position! >= last]).toEqual([0, undefined, true]);
    });

    it('loses nothing when it ends meanwhile: the next one begins before what is not done', async () => {
      await charterBroken();
      await evaluate(gateway.store, broken);
      await evaluate(gateway.store);
      const saga = new DriftSaga(ports(gated()));
      saga.start();
      await others();
      await saga.stop();
      expect(await brokenLines()).toEqual([]);
      await run({}, (await lastEvent(gateway.store)).position);
      expect(await brokenLines()).toEqual(expected);
      expect(await driftLines()).toEqual(expected);
    });

    it('goes on in order with what came meanwhile', async () => {
      await charterBroken();
      const later = evaluations.map(({ on }) => on).at(-1)!;
      await evaluate(gateway.store, broken, ({ on }) => on < later);
      await evaluate(gateway.store);
      const saga = new DriftSaga(ports(gated()));
      saga.start();
      await others();
      const last = await evaluate(gateway.store, broken, ({ on }) => on === later);
      healed = true;
      gate.open();
      await saga.passed(last);
      await saga.stop();
      expect(await brokenLines()).toEqual(expected);
    });

    it('is not kept from the others by an evaluation that is no evaluation', async () => {
      await charterBroken();
      const { metadata } = await lastEvent(gateway.store);
      const nonsense = { id: uuidFrom('nonsense'), type: 'BalanceEvaluated', data: {}, metadata };
      await gateway.store.append(`evaluation-${broken}`, [nonsense], { expectedRevision: 'none' });
      await evaluate(gateway.store);
      const saga = new DriftSaga(ports(gated()));
      saga.start();
      await others();
      expect(await driftLines()).toEqual(expected);
      await saga.stop();
      expect(reports).toHaveLength(1);
    });
  });

  it('keeps no page of events in memory that it has passed', async () => {
    const pages = new Watched();
    const saga = new DriftSaga(
      ports({
        store: Object.assign(Object.create(gateway.store) as EventStore, { subscribe: () => watching(gateway.store.subscribe(), pages) }),
      }),
    );
    saga.start();
    for (let n = 0; n < 30; n++) await saga.passed(await evaluate(gateway.store, uuidFrom('program', n)));
    expect(pages.seen).toBeGreaterThanOrEqual(30);
    expect(await pages.alive()).toBeLessThanOrEqual(1);
    await saga.stop();
  });

  it('takes a refusal for done', async () => {
    await evaluate(gateway.store, uuidFrom('a program that is not there'));
    await run({}, await evaluate(gateway.store));
    expect(await driftLines()).toEqual(expected);
  });

  it('neither loses nor doubles anything when it is killed, at whatever moment', async () => {
    const killed: string[] = [];
    for (let moment = 1; ; moment++) {
      gateway = new GatewayInMemory(new InMemoryEventStore());
      checkpoints = new Checkpoints();
      await gateway.send('CharterProgram', { id: programId, name: 'P', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31' });
      const last = await evaluate(gateway.store);
      const death = new Death(moment);
      const mortal = new DriftSaga(death.of(ports(), gateway.store));
      mortal.start();
      const cause = await Promise.race([mortal.passed(last).then(() => mortal.stop()), death.came]);
      if (cause === undefined) break;
      killed.push(cause);
      await run({}, last);
      expect([moment, await driftLines()]).toEqual([moment, expected]);
    }
    for (const step of ['load', 'next', 'execute', 'append', 'save'])
      expect(new Set(killed.filter((cause) => cause.includes(step)))).toEqual(new Set([`before ${step}`, `after ${step}`]));
  });
});

/** Ends a process at one moment: before or after the effect of one of its calls. Afterwards none of its calls has an effect. */
class Death {
  readonly came: Promise<string>;
  private announce: (cause: string) => void = () => undefined;
  private moment = 0;

  constructor(private readonly at: number) {
    this.came = new Promise((resolve) => (this.announce = resolve));
  }

  of(ports: DriftSagaPorts, store: EventStore): DriftSagaPorts {
    const dying: EventStore = Object.assign(Object.create(store) as EventStore, {
      append: (...args: Parameters<EventStore['append']>) => this.around('append', () => store.append(...args)),
    });
    const gateway = new GatewayInMemory(dying);
    return {
      store: Object.assign(Object.create(store) as EventStore, {
        subscribe: (options: Parameters<EventStore['subscribe']>[0]) => {
          const items = store.subscribe(options)[Symbol.asyncIterator]();
          return { [Symbol.asyncIterator]: () => ({ next: () => this.around('next', () => items.next()) }) };
        },
      }),
      checkpoints: {
        load: (name) => this.around('load', () => ports.checkpoints.load(name)),
        save: (name, position) => this.around('save', () => ports.checkpoints.save(name, position)),
      },
      gateway: { execute: (request) => this.around('execute', () => gateway.execute(request)) },
      backoff: ports.backoff,
      report: ports.report,
    };
  }

  private async around<T>(step: string, work: () => Promise<T>): Promise<T> {
    await this.survive(`before ${step}`);
    const result = await work();
    await this.survive(`after ${step}`);
    return result;
  }

  private survive(cause: string): Promise<void> {
    if (++this.moment < this.at) return Promise.resolve();
    if (this.moment === this.at) this.announce(cause);
    return new Promise(() => undefined);
  }
}
