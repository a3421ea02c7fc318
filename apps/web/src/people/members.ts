interface Person {
  readonly id: string;
  readonly name: string | null;
}

/** A program with whoever has a part in it. */
export interface ProgramPeople {
  readonly members: readonly {
    /** When the role ended; null while it stands. */
    readonly until: string | null;
    readonly person: Person;
  }[];
  readonly pillarLeads: readonly { readonly person: Person }[];
  readonly initiatives: { readonly nodes: readonly { readonly owner: Person | null }[] };
}

/** The people who have a part in a program today, each once, by name: as the options of a select. */
export function peopleOf({ members, pillarLeads, initiatives }: ProgramPeople): (readonly [id: string, name: string])[] {
  const people = [
    ...members.filter(({ until }) => until === null).map(({ person }) => person),
    ...pillarLeads.map(({ person }) => person),
    ...initiatives.nodes.flatMap(({ owner }) => owner ?? []),
  ];
  return [...new Map(people.map(({ id, name }) => [id, name ?? id]))].sort(([, one], [, other]) => one.localeCompare(other));
}
