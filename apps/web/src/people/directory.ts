import type { Pillar } from '../design/pillars';
import type { ResultOf } from '../graphql/graphql';
import type { Accounts, ProgramPeople } from './documents';

export type Account = ResultOf<typeof Accounts>['accounts']['accounts'][number];
export type PeopledProgram = ResultOf<typeof ProgramPeople>['viewer']['programs']['nodes'][number];

/** What a person is in a program today. */
export interface Part {
  readonly program: { readonly id: string; readonly name: string };
  readonly roles: readonly string[];
  readonly leads: readonly Pillar[];
  /** How many initiatives in progress they own. */
  readonly owns: number;
}

export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly parts: readonly Part[];
  /** Only administrators and auditors of the installation see who can sign in. */
  readonly account: Account | undefined;
}

/** Everybody whom the viewer knows of, by name: who has a part in one of their programs, and who can sign in. */
export function directoryOf(programs: readonly PeopledProgram[], accounts: readonly Account[]): Entry[] {
  const names = new Map<string, string>();
  const parts = new Map<string, Part[]>();
  for (const program of programs)
    for (const [person, part] of partsIn(program)) {
      names.set(person.id, person.name ?? person.id);
      parts.set(person.id, [...(parts.get(person.id) ?? []), part]);
    }
  const byId = new Map(accounts.map((account) => [account.person.id, account]));
  for (const { person } of accounts) names.set(person.id, person.name ?? person.id);
  return [...names]
    .map(([id, name]) => ({ id, name, parts: parts.get(id) ?? [], account: byId.get(id) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The people whose name or e-mail address contains a text. */
export function found(entries: readonly Entry[], search: string): readonly Entry[] {
  const sought = search.trim().toLocaleLowerCase();
  return entries.filter(({ name, account }) => `${name} ${account?.email ?? ''}`.toLocaleLowerCase().includes(sought));
}

interface Person {
  readonly id: string;
  readonly name: string | null;
}

function partsIn({ id, name, members, pillarLeads, initiatives }: PeopledProgram): (readonly [Person, Part])[] {
  const standing = members.filter(({ until }) => until === null);
  const owners = initiatives.nodes.flatMap(({ owner }) => owner ?? []);
  const people = new Map(
    [...standing.map(({ person }) => person), ...pillarLeads.map(({ person }) => person), ...owners].map((person) => [person.id, person]),
  );
  const is = (person: Person) => (other: Person) => other.id === person.id;
  return [...people.values()].map((person) => [
    person,
    {
      program: { id, name },
      roles: [...new Set(standing.filter((member) => is(person)(member.person)).map(({ role }) => role))],
      leads: pillarLeads.filter((lead) => is(person)(lead.person)).map(({ pillar }) => pillar),
      owns: owners.filter(is(person)).length,
    },
  ]);
}
