import { PILLARS } from '#domain/pillars.js';
import { addDays } from '#domain/calendar.js';
import type { DriftKind, SignalReading } from '#domain/evaluation/events.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { Balance } from '#domain/balance/balance.js';
import { aPolicy } from '#testing/domain/policy.js';
import { threePhases } from './charter.js';
import { Random } from './random.js';
import { WrittenHistory, type When } from './written-history.js';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles'];
const OWNERS = ['ana', 'bo', 'chen'];
const KINDS: readonly DriftKind[] = ['BEHIND', 'AHEAD', 'LATE'];
const MS_PER_DAY = 86_400_000;

/** The clock of one stream: it never goes back, and is independent of other streams. */
class StreamClock {
  private at: number;
  private lag = 0;

  constructor(
    private readonly random: Random,
    from: string,
  ) {
    this.at = Date.parse(from) + random.upTo(60) * MS_PER_DAY;
  }

  tick(): When {
    this.at += this.random.upTo(9) * (MS_PER_DAY / 3);
    this.lag += this.random.upTo(3) * MS_PER_DAY;
    return { at: new Date(this.at).toISOString(), recordedAt: new Date(this.at + this.lag).toISOString(), actor: this.random.one(OWNERS) };
  }
}

/**
 * Three programs in three zones. Their streams are written in random order, so a later event in the log may have become known earlier. The
 * events are valid for folds but need not obey every rule of the deciders.
 */
export class RandomHistory {
  readonly written = new WrittenHistory();
  readonly programIds = ZONES.map((zone) => uuidFrom('program', zone));
  readonly initiativeIds: string[] = [];
  private readonly random: Random;
  private readonly clocks = new Map<string, StreamClock>();
  private readonly programOf = new Map<string, string>();
  private readonly milestones = new Map<string, string[]>();
  private readonly flagged = new Map<string, { id: string; kind: DriftKind; pillar: (typeof PILLARS)[number] | null }[]>();
  private readonly evaluated = new Map<string, string[]>();

  constructor(seed: number, events: number) {
    this.random = new Random(seed);
    this.programIds.forEach((id, i) =>
      this.written.charter(id, { timeZone: ZONES[i]!, startsOn: '2024-01-10', name: `P${i}` }, this.when(id)),
    );
    while (this.written.events.length < events) this.step(this.random.one(this.programIds));
  }

  private when(stream: string): When {
    let clock = this.clocks.get(stream);
    if (!clock) this.clocks.set(stream, (clock = new StreamClock(this.random, '2024-01-01T00:00:00.000Z')));
    return clock.tick();
  }

  private step(program: string): void {
    const dice = this.random.upTo(20);
    if (dice < 2) this.programChanges(program);
    else if (dice < 4) this.evaluates(program);
    else if (dice < 6) this.drifts(program);
    else if (dice < 8 || this.initiativeIds.length === 0) this.launches(program);
    else this.initiativeChanges(this.random.one(this.initiativeIds));
  }

  private programChanges(id: string): void {
    const when = this.when(id);
    const { random, written } = this;
    switch (random.upTo(4)) {
      case 0:
        return void written.program(id, { type: 'ProgramRenamed', data: { name: `N${random.upTo(100)}` } }, when);
      case 1:
        return void written.program(id, { type: 'ProgramClosed', data: { reason: 'done' } }, when);
      case 2:
        return void written.program(id, { type: 'ProgramReopened', data: { reason: 'not done' } }, when);
      default:
        return void written.program(
          id,
          { type: 'PhaseEntered', data: { phase: random.one(threePhases('2024-01-10')).key, on: when.at.slice(0, 10) } },
          when,
        );
    }
  }

  private evaluates(id: string): void {
    const when = this.when(`evaluation ${id}`);
    const of = this.evaluated.get(id) ?? [];
    const event = this.written.evaluation(
      id,
      {
        type: 'BalanceEvaluated',
        data: {
          on: addDays('2024-01-10', 7 * of.length),
          balance: { t: this.random.next(), d: this.random.next() } as Balance,
          signals: this.signals(),
          milestones: { planned: 0, overdue: 0, achieved: 0, descoped: 0 },
          policy: aPolicy(),
          rule: 1,
        },
      },
      when,
    );
    this.evaluated.set(id, [...of, event.id]);
  }

  private signals(): readonly SignalReading[] {
    const reading = (kind: DriftKind, pillar: (typeof PILLARS)[number] | null): SignalReading => {
      const value = this.random.next();
      return { kind, pillar, value, smoothed: value, count: 0, bound: 1, decision: null };
    };
    return [...PILLARS.flatMap((pillar) => [reading('BEHIND', pillar), reading('AHEAD', pillar)]), reading('LATE', null)];
  }

  private drifts(id: string): void {
    const evidence = this.evaluated.get(id);
    if (!evidence) return;
    const when = this.when(`drift ${id}`);
    const open = this.flagged.get(id) ?? [];
    const decision = { evaluationId: evidence.at(-1)!, on: when.at.slice(0, 10), evidence: evidence.slice(-2), policy: aPolicy() };
    const episode = open[0];
    if (episode && this.random.upTo(2) === 0) {
      const { id: episodeId, kind, pillar } = episode;
      this.flagged.set(id, open.slice(1));
      return void this.written.drift(id, { type: 'DriftCleared', data: { episodeId, kind, pillar, ...decision } }, when);
    }
    const kind = this.random.one(KINDS);
    const pillar = kind === 'LATE' ? null : this.random.one(PILLARS);
    const episodeId = uuidFrom(id, this.written.events.length);
    this.flagged.set(id, [...open, { id: episodeId, kind, pillar }]);
    this.written.drift(id, { type: 'DriftFlagged', data: { episodeId, kind, pillar, ...decision } }, when);
  }

  private launches(program: string): void {
    const id = uuidFrom('initiative', this.initiativeIds.length);
    this.initiativeIds.push(id);
    const owner = this.random.upTo(2) === 0 ? {} : { owner: this.random.one(OWNERS) };
    const unit = this.random.upTo(2) === 0 ? {} : { unit: this.random.one(['x', 'y']) };
    const data = { pillar: this.random.one(PILLARS), title: id, weight: 1 + this.random.upTo(3), ...owner, ...unit };
    this.written.initiative(id, program, { type: 'InitiativeLaunched', data }, this.when(id));
    this.programOf.set(id, program);
  }

  private initiativeChanges(id: string): void {
    const program = this.programOf.get(id)!;
    const when = this.when(id);
    const day = when.at.slice(0, 10);
    const known = this.milestones.get(id) ?? [];
    const { random, written } = this;
    const dice = random.upTo(12);
    const milestoneId = known.length > 0 ? random.one(known) : '';
    if (dice < 4 || milestoneId === '') {
      const planned = uuidFrom(id, known.length);
      this.milestones.set(id, [...known, planned]);
      const data = { milestoneId: planned, title: `M${known.length}`, due: addDays(day, random.upTo(120)), weight: 1 + random.upTo(3) };
      return void written.initiative(id, program, { type: 'MilestonePlanned', data }, when);
    }
    const state = (type: 'MilestoneReopened' | 'MilestoneDescoped' | 'MilestoneRestored') =>
      written.initiative(id, program, { type, data: { milestoneId, reason: 'so' } }, when);
    switch (dice) {
      case 4:
      case 5: {
        const data = {
          milestoneId,
          from: day,
          forecast: addDays(day, random.upTo(90)),
          reasonCode: dice === 4 ? 'VENDOR' : 'SCOPE',
          reason: 'late parts',
        } as const;
        return void written.initiative(id, program, { type: 'MilestoneRescheduled', data }, when);
      }
      case 6:
        return void written.initiative(
          id,
          program,
          { type: 'MilestoneAchieved', data: { milestoneId, on: addDays(day, -random.upTo(10)) } },
          when,
        );
      case 7:
        return void state('MilestoneReopened');
      case 8:
        return void state('MilestoneDescoped');
      case 9:
        return void state('MilestoneRestored');
      case 10: {
        const data = { owner: random.upTo(4) === 0 ? null : random.one(OWNERS), effectiveOn: addDays(day, random.upTo(20) - 10) };
        return void written.initiative(id, program, { type: 'OwnerAssigned', data }, when);
      }
      default:
        return void written.initiative(
          id,
          program,
          random.upTo(2) === 0
            ? { type: 'InitiativeCancelled', data: { reason: 'no' } }
            : {
                type: 'RebaselineProposed',
                data: { rebaselineId: uuidFrom(id, `rebaseline ${written.events.length}`), reason: 'slip', changes: [] },
              },
          when,
        );
    }
  }
}
