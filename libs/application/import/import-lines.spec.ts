import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { sundays } from '#domain/calendar.js';
import type { CommandRequest } from '../commands/command.js';
import type { CommandGateway } from '../commands/command-gateway.js';
import { administrator, GatewayInMemory } from '../testing/gateway-in-memory.js';
import { ImportStatusLines, type ImportedLines } from './import-lines.js';

/** Each milestone gives two events, and together they are more than an append takes although their line is not too large. */
const manyMilestones = Array.from({ length: 500 }, (_, i) => ({ key: `m${i}`, release: '1', due: '2020-03-03', achieved: '2020-03-02' }));

const programId = uuidFrom('a history');
const charter = {
  at: '2020-03-01T00:00:00.000Z',
  kind: 'charter',
  actor: 'administrator',
  name: 'History',
  sponsorId: 'administrator',
  startsOn: '2020-03-01',
  endsOn: '2020-12-31',
};
const status = (at: string, initiative: string, others: object = {}): object => ({
  at,
  actor: 'p-1',
  initiative,
  title: `Title of ${initiative}`,
  unit: 'unit',
  pillar: 'CULTURE',
  status: 'implementable',
  owner: 'p-2',
  milestones: [{ key: 'alpha', release: '1.0', due: '2020-06-01' }],
  ...others,
});
const history = [
  charter,
  status('2020-03-02T10:00:00+08:00', 'A'),
  status('2020-03-02T11:00:00.000Z', 'B'),
  status('2020-03-20T10:00:00.000Z', 'A', { milestones: [{ key: 'alpha', release: '1.1', due: '2020-08-01' }] }),
  { at: '2020-03-15T23:59:59.999Z', kind: 'evaluate', on: '2020-03-15' },
  { at: '2020-05-16T00:00:00.000Z', kind: 'enterPhase', phase: 'DESIGN', on: '2020-05-16' },
  { at: '2020-05-17T23:59:59.999Z', kind: 'evaluate', on: '2020-05-17' },
  status('2020-06-02T10:00:00.000Z', 'B', { status: 'deferred' }),
];

/** A gateway that fails to fold one initiative. */
const stumbling = (gateway: GatewayInMemory, over: string, error: Error): CommandGateway =>
  ({
    execute: (request: CommandRequest) => (request.input['initiativeId'] === over ? Promise.reject(error) : gateway.execute(request)),
  }) as unknown as CommandGateway;

describe('importing lines', () => {
  let gateway: GatewayInMemory;
  const importer = () => new ImportStatusLines(gateway as unknown as CommandGateway, gateway.store, () => gateway.now);
  const imports = async (lines: readonly unknown[], firstLine = 1, importedFrom = 'history.ndjson'): Promise<ImportedLines> => {
    const { evaluated, ...imported } = await importer().import({ programId, importedFrom, firstLine, lines, principal: administrator });
    expect(evaluated).toBe(0);
    return imported;
  };
  const initiative = (key: string): string => `initiative-${uuidFrom(programId, 'initiative', key)}`;
  const everything = async (): Promise<unknown[]> => {
    const all: unknown[] = [];
    for await (const page of gateway.store.readAll()) all.push(...page);
    return all;
  };

  beforeEach(() => {
    gateway = new GatewayInMemory(new InMemoryEventStore());
  });

  it('lets others have their turn between lines, while they are read and while they are sent', async () => {
    const order: string[] = [];
    // Each piece of work takes a millisecond of a clock that only this test moves.
    let clock = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const slow = (): void => {
      clock += 1;
      order.push('line');
    };
    const lines = Array.from({ length: 50 }, (_, n) => ({
      ...status('2020-03-02T10:00:00.000Z', `I-${n}`),
      get kind() {
        return slow();
      },
    }));
    jest.spyOn(gateway, 'execute').mockImplementation(() => {
      slow();
      return Promise.resolve({ refusal: { code: 'LINE_FAILED' } } as never);
    });
    let isOver = false;
    const others = (): void => void (isOver || (order.push('others'), setImmediate(others)));
    setImmediate(others);
    await imports(lines);
    isOver = true;
    const stretches = order.join(' ').split(/(?:others ?)+/);
    expect(order.filter((one) => one === 'line').length).toBeGreaterThanOrEqual(100);
    expect(Math.max(...stretches.map((stretch) => stretch.split(' ').length))).toBeLessThan(25);
    jest.restoreAllMocks();
  });

  it('makes each line one command, as of its instant and in its name', async () => {
    expect(await imports(history)).toEqual({ accepted: 8, unchanged: 0, rejected: [], warnings: [] });
    const events = await gateway.events(initiative('A'));
    expect(events.map(({ type, metadata }) => [type, metadata.occurredAt])).toEqual([
      ['InitiativeLaunched', '2020-03-02T02:00:00.000Z'],
      ['MilestonePlanned', '2020-03-02T02:00:00.000Z'],
      ['MilestoneRetitled', '2020-03-20T10:00:00.000Z'],
      ['MilestoneRescheduled', '2020-03-20T10:00:00.000Z'],
    ]);
    for (const { metadata } of events)
      expect(metadata).toMatchObject({
        programId,
        actor: 'p-1',
        importedFrom: 'history.ndjson',
        importedBy: 'administrator',
        recordedAt: gateway.now,
      });
    expect(new Set(events.map(({ metadata }) => metadata.commandId)).size).toBe(2);
    const [first, second] = await gateway.events(`evaluation-${programId}`);
    expect(first!.metadata).toMatchObject({ actor: 'administrator', occurredOn: '2020-03-15', importedFrom: 'history.ndjson' });
    expect(second!.data).toMatchObject({ on: '2020-05-17', balance: { phaseKey: 'DESIGN' }, milestones: { planned: 2 } });
  });

  it('adds nothing the second time', async () => {
    await imports(history);
    const before = await everything();
    gateway = new GatewayInMemory(gateway.store);
    expect(await imports(history)).toEqual({ accepted: 0, unchanged: 8, rejected: [], warnings: [] });
    expect(await everything()).toEqual(before);
  });

  it('ends the same when it broke off anywhere and was run again', async () => {
    await imports(history);
    const whole = await everything();
    for (let lines = 1; lines < history.length; lines++) {
      gateway = new GatewayInMemory(new InMemoryEventStore());
      await imports(history.slice(0, lines));
      expect(await imports(history)).toEqual({ accepted: history.length - lines, unchanged: lines, rejected: [], warnings: [] });
      expect(await everything()).toHaveLength(whole.length);
    }
  });

  it('does not send a line that says what the one before it said', async () => {
    await imports([charter]);
    const again = status('2020-03-03T10:00:00.000Z', 'A', { note: 'nothing that is mapped' });
    expect(await imports([history[1], again])).toMatchObject({ accepted: 1, unchanged: 1, rejected: [] });
  });

  it('knows a line that stored nothing when it comes again, whatever came after it', async () => {
    const open = [{ key: 'alpha', release: '1.0', due: '2020-06-01' }];
    const lines = [
      status('2020-03-02T00:00:00Z', 'A', { status: 'implemented', milestones: open }),
      // The open milestones were descoped already: this line is new but gives no event.
      status('2020-03-03T00:00:00Z', 'A', { status: 'implemented', milestones: [] }),
      status('2020-03-04T00:00:00Z', 'A', { milestones: open }),
    ];
    await imports([charter]);
    expect(await imports(lines)).toMatchObject({ accepted: 2, unchanged: 1, rejected: [] });
    expect(await imports(lines)).toMatchObject({ accepted: 0, unchanged: 3, rejected: [] });
    // The same happens in a file that comes in parts, if a part begins with a line equal to the last one of the previous part.
    const parts = [
      [status('2020-03-05T00:00:00Z', 'B')],
      [status('2020-03-06T00:00:00Z', 'B')],
      [status('2020-03-07T00:00:00Z', 'B', { owner: null })],
    ];
    for (const part of parts) expect(await imports(part)).toMatchObject({ rejected: [] });
    for (const part of parts) expect(await imports(part)).toMatchObject({ accepted: 0, unchanged: 1, rejected: [] });
  });

  it.each([
    ['no object', 'text', { code: 'LINE_MALFORMED' }],
    ['null', null, { code: 'LINE_MALFORMED' }],
    ['an unknown kind', { ...charter, kind: 'approve' }, { code: 'LINE_KIND_UNKNOWN', field: ['kind'] }],
    ['no instant', status('yesterday', 'A'), { code: 'DATE_INVALID', field: ['at'] }],
    ['the future', status('2030-01-01T00:00:00Z', 'A', { owner: null }), { code: 'OCCURRED_IN_FUTURE' }],
    ['NUL', status('2020-04-01T00:00:00Z', 'A', { title: 'a\0b' }), { code: 'TEXT_NOT_STORABLE', field: ['title'] }],
    [
      'half a surrogate pair',
      status('2020-04-01T00:00:00Z', 'A', { x: [{ y: '\ud800' }] }),
      { code: 'TEXT_NOT_STORABLE', field: ['x', '0', 'y'] },
    ],
    ['half a pair in a key', status('2020-04-01T00:00:00Z', 'A', { 'k\ud800': 1 }), { code: 'TEXT_NOT_STORABLE' }],
    [
      'depth',
      status('2020-04-01T00:00:00Z', 'A', { x: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as unknown }),
      { code: 'LINE_TOO_DEEP', field: ['x'] },
    ],
    ['size', status('2020-04-01T00:00:00Z', 'A', { x: 'x'.repeat(300_000) }), { code: 'LINE_TOO_LARGE' }],
    [
      'an approval',
      { at: '2020-05-16T00:00:00Z', kind: 'enterPhase', phase: 'DESIGN', on: '2020-05-16', approvedBy: 'ann' },
      { code: 'APPROVAL_IN_HISTORY', field: ['approvedBy'] },
    ],
    ['phases that are no list', { ...charter, phases: 'four' }, { code: 'LINE_MALFORMED', field: ['phases'] }],
    ['an actor with a blank', { ...status('2020-04-01T00:00:00Z', 'A'), actor: 'a b' }, { code: 'PERSON_ID_INVALID', field: ['actor'] }],
  ])('rejects %s by number and loses nothing else', async (_, bad, problem) => {
    await imports([charter]);
    const answer = await imports([history[1], bad, history[2]], 10);
    expect(answer).toEqual({ accepted: 2, unchanged: 0, rejected: [{ line: 11, ...problem }], warnings: [] });
  });

  it('rejects a line that is more than one append takes, by number, records nothing of it and loses nothing else', async () => {
    const large = status('2020-04-01T00:00:00Z', 'C', { milestones: manyMilestones });
    expect(JSON.stringify(large).length).toBeLessThan(100_000);
    const answer = await imports([charter, large, history[1]], 1, '文'.repeat(200));
    expect(answer).toEqual({ accepted: 2, unchanged: 0, rejected: [{ line: 2, code: 'EVENT_TOO_LARGE' }], warnings: [] });
    expect(await gateway.events(initiative('C'))).toEqual([]);
  });

  it('rejects a line that is earlier than what its initiative knows already', async () => {
    await imports(history);
    expect(await imports([status('2020-03-19T00:00:00Z', 'A', { title: 'Earlier' })], 9)).toMatchObject({
      rejected: [{ line: 9, code: 'OCCURRED_BEFORE_LAST' }],
    });
  });

  it('rejects a charter that lies after a line of its program', async () => {
    const answer = await imports([{ ...charter, at: '2020-03-03T00:00:00Z' }, history[1]]);
    expect(answer.rejected).toEqual([
      { line: 1, code: 'CHARTER_AFTER_LINE', field: ['at'] },
      { line: 2, code: 'PROGRAM_NOT_FOUND', field: ['programId'] },
    ]);
  });

  it('rejects a line that lies before the charter that its history brought, in whatever call or order it comes', async () => {
    const early = status('2020-02-29T23:59:59.999Z', 'A');
    const before = { code: 'CHARTER_AFTER_LINE', field: ['at'] };
    expect(await imports([charter, history[2], early])).toEqual({
      accepted: 2,
      unchanged: 0,
      rejected: [{ line: 3, ...before }],
      warnings: [],
    });
    expect(await imports([early, history[1]], 7)).toMatchObject({ accepted: 1, rejected: [{ line: 7, ...before }] });
    expect(await imports([status(charter.at, 'C')])).toMatchObject({ accepted: 1, rejected: [] });
  });

  it('takes what was before a program that was chartered here and now, with a warning', async () => {
    const { at: _at, kind: _kind, actor: _actor, ...input } = charter;
    await gateway.execute({ type: 'CharterProgram', input: { ...input, id: programId }, principal: administrator });
    expect(await imports([history[1], history[2]], 3)).toEqual({
      accepted: 2,
      unchanged: 0,
      rejected: [],
      warnings: [3, 4].map((line) => ({ line, code: 'CHARTER_AFTER_LINE', field: ['at'] })),
    });
  });

  it('says of a charter, or a gate, that came too late that the program has its own', async () => {
    await imports(history);
    const gate = { at: '2020-05-10T00:00:00.000Z', kind: 'enterPhase', phase: 'DESIGN', on: '2020-05-10' };
    const lines = [{ ...charter, endsOn: '2021-12-31' }, gate, { ...gate, phase: 'BUILD' }];
    expect((await imports(lines)).rejected).toEqual([
      { line: 1, code: 'PROGRAM_ALREADY_CHARTERED', field: ['id'] },
      { line: 2, code: 'PHASE_ALREADY_ENTERED', field: ['phase'] },
      { line: 3, code: 'OCCURRED_BEFORE_LAST' },
    ]);
  });

  it('warns of what it takes all the same', async () => {
    await imports([charter]);
    expect(await imports([status('2020-03-02T11:00:00.000Z', 'B', { status: 'imagined' })])).toMatchObject({
      accepted: 1,
      warnings: [{ line: 1, code: 'STATUS_UNKNOWN', field: ['status'] }],
    });
  });

  it('keeps a milestone whose due date is null in a later line, and its achievement, with a warning', async () => {
    const milestone = { key: 'alpha', release: '1.0', due: '2020-03-01', achieved: '2020-03-02' };
    await imports([charter, status('2020-03-02T10:00:00Z', 'A', { milestones: [milestone] })]);
    const before = await gateway.events(initiative('A'));
    const answer = await imports([status('2020-03-03T10:00:00Z', 'A', { milestones: [{ ...milestone, due: null, achieved: null }] })], 5);
    expect(answer).toEqual({
      accepted: 0,
      unchanged: 1,
      rejected: [],
      warnings: [{ line: 5, code: 'MILESTONE_WITHOUT_DUE', field: ['milestones', '0', 'due'] }],
    });
    expect(await gateway.events(initiative('A'))).toEqual(before);
  });

  it.each([
    ['Asia/Shanghai', '2020-03-05T07:30:00+08:00', []],
    ['UTC', '2020-03-05T07:30:00+08:00', ['DATE_IN_FUTURE']],
    ['UTC', '2020-03-05T08:00:00+08:00', []],
  ])('takes for today, in %s at %s, the day of the program', async (timeZone, at, codes) => {
    const milestones = [{ key: 'alpha', due: '2020-03-05', achieved: '2020-03-05' }];
    const { rejected } = await imports([{ ...charter, timeZone }, status(at, 'A', { milestones })]);
    expect(rejected.map(({ code }) => code)).toEqual(codes);
  });

  it('evaluates at the end of a history the Sundays that nobody has evaluated, a hundred at a time, and none twice', async () => {
    // 2020-05-24 to 2022-05-22 are 105 Sundays.
    gateway.now = '2022-05-24T08:00:00.000Z';
    const complete = { programId, importedFrom: 'history.ndjson', firstLine: 1, principal: administrator, complete: true };
    const importing = importer();
    expect(await importing.import({ ...complete, lines: history })).toMatchObject({ rejected: [], evaluated: 100 });
    expect(await importing.import({ ...complete, lines: [] })).toMatchObject({ evaluated: 5 });
    expect(await importing.import({ ...complete, lines: [] })).toMatchObject({ evaluated: 0 });
    const evaluations = await gateway.events(`evaluation-${programId}`);
    expect(evaluations.slice(2).map(({ data }) => (data as { on: string }).on)).toEqual(sundays('2020-05-18', '2022-05-22'));
    expect(evaluations[2]!.metadata).toMatchObject({ actor: 'evenkeel', recordedAt: gateway.now });
    // In a longer file of the same history, the additional lines come after evaluations of their Sundays and are too late.
    const { rejected } = await importing.import({
      ...complete,
      lines: [{ at: '2020-06-07T23:59:59.999Z', kind: 'evaluate', on: '2020-06-07' }],
    });
    expect(rejected).toEqual([{ line: 1, code: 'EVALUATION_NOT_LATER', field: ['on'] }]);
  });

  it('evaluates nothing where the history goes on, the program is unknown, or the clock is in doubt', async () => {
    gateway.now = '2022-05-24T08:00:00.000Z';
    await imports(history);
    const unknown = {
      programId: uuidFrom('another'),
      importedFrom: 'f',
      firstLine: 1,
      lines: [],
      principal: administrator,
      complete: true,
    };
    const over = (store: typeof gateway.store) => new ImportStatusLines(gateway as unknown as CommandGateway, store, () => gateway.now);
    expect(await over(gateway.store).import(unknown)).toMatchObject({ evaluated: 0 });
    const doubtful = Object.assign(Object.create(gateway.store) as typeof gateway.store, { clock: { doubt: { kind: 'AHEAD' } } });
    expect(await over(doubtful).import({ ...unknown, programId })).toMatchObject({ evaluated: 0 });
    expect(await over(gateway.store).import({ ...unknown, programId })).toMatchObject({ evaluated: 100 });
  });

  it('rejects what nobody but an administrator may import', async () => {
    const answer = await importer().import({
      programId,
      importedFrom: 'file',
      firstLine: 1,
      lines: [charter],
      principal: { id: 'ann', administrator: false },
    });
    expect(answer.rejected).toEqual([{ line: 1, code: 'FORBIDDEN' }]);
  });

  it('keeps going in other lanes and then throws where the store fails', async () => {
    await imports([charter]);
    const { store } = gateway;
    const failing = Object.assign(Object.create(store) as typeof store, {
      append: (...[stream, ...rest]: Parameters<typeof store.append>) =>
        stream === initiative('A') ? Promise.reject(new EventStoreError('STORE_FULL', 'full')) : store.append(stream, ...rest),
    });
    gateway = new GatewayInMemory(failing);
    await expect(imports(history.slice(1, 4))).rejects.toMatchObject({ code: 'STORE_FULL' });
    gateway = new GatewayInMemory(store);
    expect(await imports(history.slice(1, 4))).toMatchObject({ accepted: 2, unchanged: 1, rejected: [] });
  });

  it.each([
    ['a state that no code expected', new TypeError('undefined is not a milestone')],
    ['a damaged event', new EventDamagedError({ kind: 'CHECKSUM', stream: 'initiative-b', revision: 0 })],
  ])('has every other line its turn where one stumbles over %s', async (_what, error) => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const over = uuidFrom(programId, 'initiative', 'B');
    const importing = new ImportStatusLines(stumbling(gateway, over, error), gateway.store, () => gateway.now);
    const lines = { programId, importedFrom: 'history.ndjson', firstLine: 1, lines: history, principal: administrator };
    const { accepted, rejected } = await importing.import(lines);
    expect(rejected.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 LINE_FAILED', '8 LINE_FAILED']);
    expect(accepted).toBe(history.length - 2);
    expect(logged).toHaveBeenCalledTimes(2);
    logged.mockRestore();
  });

  it('ends where the store is away: sent again, nothing is lost', async () => {
    const away = new EventStoreError('STORE_UNAVAILABLE', 'gone', true);
    const importing = new ImportStatusLines(
      stumbling(gateway, uuidFrom(programId, 'initiative', 'B'), away),
      gateway.store,
      () => gateway.now,
    );
    const lines = { programId, importedFrom: 'history.ndjson', firstLine: 1, lines: history, principal: administrator };
    await expect(importing.import(lines)).rejects.toBe(away);
  });
});
