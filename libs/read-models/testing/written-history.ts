import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { aStoredEvent } from '#testing/event-sourcing/an-event.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { dateAt } from '#domain/calendar.js';
import { aPolicy } from '#testing/domain/policy.js';
import { threePhases } from './charter.js';

type AnyFact = ProgramEvent | InitiativeEvent | EvaluationEvent | DriftEvent;

export interface When {
  /** The instant at which the event became known. */
  readonly at: string;
  /** When the event was recorded; default: `at`. */
  readonly recordedAt?: string;
  readonly actor?: string;
  readonly importedFrom?: string;
}

/** Writes streams of events for a test; ids and positions follow from the order of writing. */
export class WrittenHistory {
  readonly events: StoredEvent[] = [];
  private readonly zones = new Map<string, string>();
  private readonly programs = new Map<string, string>();
  private readonly revisions = new Map<string, number>();

  program(id: string, fact: ProgramEvent, when: When): StoredEvent {
    if (fact.type === 'ProgramChartered') this.zones.set(id, fact.data.timeZone);
    return this.write(`program-${id}`, id, fact, when);
  }

  /** Charters a program with the usual plan and policy. */
  charter(id: string, over: Partial<Extract<ProgramEvent, { type: 'ProgramChartered' }>['data']>, when: When): StoredEvent {
    const startsOn = over.startsOn ?? when.at.slice(0, 10);
    const data = { name: id, sponsor: 'sponsor', timeZone: 'UTC', startsOn, phases: threePhases(startsOn), policy: aPolicy(), ...over };
    return this.program(id, { type: 'ProgramChartered', data }, when);
  }

  initiative(id: string, programId: string, fact: InitiativeEvent, when: When): StoredEvent {
    this.programs.set(id, programId);
    return this.write(`initiative-${id}`, programId, fact, when);
  }

  evaluation(programId: string, fact: EvaluationEvent, when: When): StoredEvent {
    return this.write(`evaluation-${programId}`, programId, fact, when);
  }

  drift(programId: string, fact: DriftEvent, when: When): StoredEvent {
    return this.write(`drift-${programId}`, programId, fact, when);
  }

  private write(stream: string, programId: string, fact: AnyFact, when: When): StoredEvent {
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    const { at, ...others } = when;
    const made = aStoredEvent(stream, revision, fact.data, {
      id: uuidFrom(stream, revision),
      type: fact.type,
      programId,
      actor: 'someone',
      occurredAt: at,
      occurredOn: dateAt(at, this.zones.get(programId) ?? 'UTC'),
      recordedAt: at,
      commandId: uuidFrom(stream, revision, 'command'),
      ...others,
    });
    const event: StoredEvent = {
      ...made,
      position: String(this.events.length).padStart(20, '0'),
      json: { data: canonicalJson(made.data), metadata: canonicalJson(made.metadata) },
    };
    this.events.push(event);
    return event;
  }
}
