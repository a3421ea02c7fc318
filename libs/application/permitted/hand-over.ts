import { addDays, type LocalDate } from '#domain/calendar.js';
import type { Responsibilities } from '#domain/responsibilities.js';
import { omitNullish } from '#domain/omit-nullish.js';
import { isStanding, type ProgramState } from '#domain/program/state.js';
import type { AnyCommand } from '../commands/policy.js';

/**
 * The commands that hand over what a person answers for in a program, from a day on. Ownership and leads change on that day; roles hold at
 * once for the successor and, if the day lies ahead, until the day before for the person.
 */
export function handOverCommands(
  program: ProgramState,
  { initiatives, leads, roles }: Responsibilities,
  successor: string,
  on: LocalDate,
  today: LocalDate,
): readonly AnyCommand[] {
  const { id: programId } = program;
  const owners = initiatives.map(({ id: initiativeId }): AnyCommand => ({
    type: 'AssignOwner',
    data: { initiativeId, ownerId: successor, effectiveOn: on },
  }));
  const pillars = leads.map((pillar): AnyCommand => ({
    type: 'AssignPillarLead',
    data: { programId, pillar, personId: successor, effectiveOn: on },
  }));
  const held = roles.flatMap(({ person: personId, role, initiativeId, endsOn }): AnyCommand[] => {
    const of = { programId, role, ...(initiativeId === undefined ? {} : { initiativeId }) };
    const before = program.grants.find((grant) => isStanding(grant, { person: successor, role, ...omitNullish({ initiativeId }) }));
    // A role that the successor holds for longer is not cut short.
    const isHeld = before && (before.endsOn === undefined || (endsOn !== undefined && before.endsOn >= endsOn));
    const granted: readonly AnyCommand[] = isHeld
      ? []
      : [{ type: 'GrantRole', data: { ...of, personId: successor, ...omitNullish({ endsOn }) } }];
    const ended: AnyCommand =
      on > today
        ? { type: 'GrantRole', data: { ...of, personId, endsOn: addDays(on, -1) } }
        : { type: 'RevokeRole', data: { ...of, personId } };
    // A role that ends before that day anyway keeps its last day.
    return endsOn !== undefined && endsOn < on ? [...granted] : [...granted, ended];
  });
  return [...owners, ...pillars, ...held];
}
