import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { responsibilitiesIn, type Responsibilities } from '#domain/responsibilities.js';
import type { RequestContext } from '../graphql/request-context.js';

/** A program with what somebody answers for in it. */
export interface InProgram {
  readonly program: ProgramState;
  readonly today: string;
  readonly responsibilities: Responsibilities;
}

/** What a person answers for, in the programs that the sender may see: today or later. */
export async function responsibilitiesOf(personId: string, context: RequestContext): Promise<readonly InProgram[]> {
  const { reading } = context.loaders.live;
  const [member, initiatives] = await Promise.all([reading.programs.withMember(personId), reading.initiatives.everOwnedBy(personId)]);
  const ids = [...new Set([...member.map(({ id }) => id), ...initiatives.map(({ programId }) => programId)])];
  const programs = await reading.programs.byIds(await context.access.seenAmong(ids));
  return [...programs.values()].flatMap((program) => {
    const today = reading.today(program.timeZone);
    const own = initiatives.filter((initiative: InitiativeState) => initiative.programId === program.id);
    const responsibilities = responsibilitiesIn(program, own, personId, today);
    const { leads, roles } = responsibilities;
    return responsibilities.initiatives.length + leads.length + roles.length > 0 ? [{ program, today, responsibilities }] : [];
  });
}
