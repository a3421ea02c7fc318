import type { Principal } from '#application/commands/command.js';
import { maySee, reaches, seesAll } from '#application/commands/policy.js';
import type { Pillar } from '#domain/pillars.js';
import { ROLES, type Role } from '#domain/program/events.js';
import { partsInProgram } from '#domain/program/roles.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Reading } from '#read-models/readings.js';

/** What somebody is in a program today. */
export interface ProgramParts {
  readonly program: ProgramState;
  /** For the whole program; OWNER too if they own an initiative of it. */
  readonly roles: readonly Role[];
  readonly leads: readonly Pillar[];
  readonly contributesTo: readonly string[];
}

/** Which programs the sender of one request may see today. Looked up once for a request, however many objects ask. */
export class Access {
  private seen: Promise<'all' | ReadonlySet<string>> | undefined;
  private own: Promise<readonly ProgramState[]> | undefined;

  /** @param reading the live views: who may see history is decided by today's roles */
  constructor(
    private readonly principal: Principal,
    private readonly reading: Reading,
  ) {}

  /** The ids of the programs that the sender may see. */
  programs(): Promise<'all' | ReadonlySet<string>> {
    return (this.seen ??= this.look());
  }

  async sees(programId: string): Promise<boolean> {
    const seen = await this.programs();
    return seen === 'all' || seen.has(programId);
  }

  /** Those of the ids that the sender may see. */
  async seenAmong(programIds: readonly string[]): Promise<readonly string[]> {
    const seen = await this.programs();
    return seen === 'all' ? programIds : programIds.filter((id) => seen.has(id));
  }

  /** A filter for lists over all programs; undefined: the sender sees all. */
  async among(): Promise<readonly string[] | undefined> {
    const seen = await this.programs();
    return seen === 'all' ? undefined : [...seen];
  }

  /** Whether the sender is a PMO of some program today. */
  async isPmo(): Promise<boolean> {
    const { id } = this.principal;
    return (await this.memberOf()).some((program) => partsInProgram(program, id, this.reading.today(program.timeZone)).roles.has('PMO'));
  }

  /** What the sender is in each program today. */
  async parts(): Promise<readonly ProgramParts[]> {
    const { principal, reading } = this;
    const [member, ownedIn] = await Promise.all([this.memberOf(), reading.initiatives.programsOwnedIn(principal.id)]);
    const others = ownedIn.filter((id) => !member.some((program) => program.id === id));
    const programs = [...member, ...(await reading.programs.byIds(others)).values()];
    return programs.flatMap((program) => {
      if (!reaches(principal, program.id)) return [];
      const { roles, leads, contributesTo } = partsInProgram(program, principal.id, reading.today(program.timeZone));
      const held = ROLES.filter((role) => roles.has(role) || (role === 'OWNER' && ownedIn.includes(program.id)));
      if (held.length + leads.size + contributesTo.size === 0) return [];
      return [{ program, roles: held, leads: [...leads], contributesTo: [...contributesTo] }];
    });
  }

  private async look(): Promise<'all' | ReadonlySet<string>> {
    const { principal, reading } = this;
    if (seesAll(principal)) return principal.scope?.programs ? new Set(principal.scope.programs) : 'all';
    const [member, owned] = await Promise.all([this.memberOf(), reading.initiatives.programsOwnedIn(principal.id)]);
    const seen = member.filter((program) => maySee(principal, program, reading.today(program.timeZone))).map(({ id }) => id);
    return new Set([...seen, ...owned].filter((id) => reaches(principal, id)));
  }

  private memberOf(): Promise<readonly ProgramState[]> {
    return (this.own ??= this.reading.programs.withMember(this.principal.id));
  }
}
