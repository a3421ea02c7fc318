import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { CommandRequest } from '#application/commands/command.js';
import { driftReactions } from '#application/processes/drift-reactions.js';
import { administrator, GatewayInMemory } from '#testing/application/gateway-in-memory.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { sayIn } from '#application/starting/language.js';
import { noProgress } from '../output/progress.js';
import type { DataFolder, PastCommand } from '../transport/data-folder.js';
import { exampleProgramId } from './example-file.js';
import { loadExample } from './load-example.js';

const path = join(process.cwd(), 'examples/telecom.ndjson');
const programId = exampleProgramId('en');

/** The whole write side in memory, with a saga that reacts at once. */
class InMemory {
  readonly gateway = new GatewayInMemory();
  readonly refused: string[] = [];
  readonly directory = new Map<string, string>();

  constructor(now: string) {
    this.gateway.now = now;
  }

  names = (): Promise<ReadonlyMap<string, string>> => Promise.resolve(this.directory);
  settle = (): Promise<void> => Promise.resolve();
  setName = (id: string, name: string): Promise<void> => Promise.resolve(void this.directory.set(id, name));

  executePast = async ({ type, input, commandId, at, actor, importedFrom: from }: PastCommand): Promise<void> => {
    await this.send({ type, input, commandId, principal: administrator, imported: { from, actor, occurredAt: at } });
    if (type !== 'EvaluateBalance') return;
    const evaluation = (await this.gateway.events(`evaluation-${programId}`)).at(-1);
    for (const reaction of evaluation ? driftReactions(evaluation) : []) await this.send(reaction);
  };

  episode: DataFolder['episode'] = async ({ kind, pillar, openedBy }) => {
    const flagged = (await this.drift()).filter(
      ({ type, data }) => type === 'DriftFlagged' && data.kind === kind && data.pillar === pillar && data.on <= openedBy,
    );
    return flagged.at(-1)!.data.episodeId;
  };

  drift = async (): Promise<StoredEvent<DriftEvent>[]> => (await this.gateway.events(`drift-${programId}`)) as StoredEvent<DriftEvent>[];

  private async send(request: CommandRequest): Promise<void> {
    const outcome = await this.gateway.execute(request);
    if ('refusal' in outcome) this.refused.push(`${request.type} ${outcome.refusal.code} ${JSON.stringify(request.input)}`);
  }

  load = () => loadExample(path, 'en', this as unknown as DataFolder, { say: sayIn('en'), progress: noProgress }, this.gateway.now);
}

describe('loading the example program', () => {
  const whole = new InMemory('2026-11-24T08:00:00.000Z');

  beforeAll(async () => {
    await whole.load();
  });

  it('breaks no rule', () => {
    expect(whole.refused).toEqual([]);
  });

  it('opens drift that is acknowledged with a corrective initiative and closes, a pillar that ran ahead, and one that stays open', async () => {
    const story = (await whole.drift()).map(({ type, data }) =>
      type === 'DriftAcknowledged'
        ? `${type}${data.correctiveInitiativeId ? ' with a corrective initiative' : ''}`
        : `${type} ${data.kind} ${data.pillar}`,
    );
    expect(story).toEqual([
      'DriftFlagged BEHIND CULTURE',
      'DriftAcknowledged with a corrective initiative',
      'DriftFlagged AHEAD TECHNOLOGY',
      'DriftAcknowledged',
      'DriftCleared BEHIND CULTURE',
      'DriftCleared AHEAD TECHNOLOGY',
      'DriftFlagged BEHIND PROCESS',
    ]);
  });

  it('evaluates every Sunday in turn, as known then', async () => {
    const evaluations = (await whole.gateway.events(`evaluation-${programId}`)) as StoredEvent<EvaluationEvent>[];
    expect(evaluations).toHaveLength(110);
    expect(evaluations[0]!.data.on).toBe('2024-10-20');
    // The last day in the file, and the two Sundays after it.
    const worst = { weakest: 'PROCESS', cappedBy: 'PROCESS' };
    expect(evaluations.slice(-3).map(({ data: { on, balance } }) => ({ on, balance }))).toMatchObject([
      { on: '2026-11-08', balance: { ...worst, level: 7 } },
      { on: '2026-11-15', balance: worst },
      { on: '2026-11-22', balance: { ...worst, level: 6 } },
    ]);
  });

  it('says of every event whose it was and that it was brought in', async () => {
    const [chartered] = await whole.gateway.events(`program-${programId}`);
    expect(chartered!.metadata).toMatchObject({
      actor: 'p103',
      occurredAt: '2024-10-14T01:00:00.000Z',
      occurredOn: '2024-10-14',
      importedFrom: 'examples/telecom.ndjson',
      importedBy: 'administrator',
    });
  });

  it('names the people, but leaves a name that someone has given since', async () => {
    const folder = new InMemory('2024-10-14T00:00:00.000Z');
    folder.directory.set('p103', 'Someone');
    await folder.load();
    expect(folder.directory.size).toBe(16);
    expect(folder.directory.get('p103')).toBe('Someone');
  });

  it('adds nothing the second time', async () => {
    const count = async () => {
      let events = 0;
      for await (const page of whole.gateway.store.readAll()) events += page.length;
      return events;
    };
    const before = await count();
    await whole.load();
    expect(await count()).toBe(before);
    expect(whole.refused).toEqual([]);
  });

  it('tells the story up to now: what lies ahead has not happened yet', async () => {
    const early = new InMemory('2025-06-15T08:00:00.000Z');
    await early.load();
    expect(early.refused).toEqual([]);
    expect((await early.drift()).map(({ type }) => type)).toEqual(['DriftFlagged']);
  });
});
