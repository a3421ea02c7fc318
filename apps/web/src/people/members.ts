interface Member {
  /** When the role ended; null while it stands. */
  readonly until: string | null;
  readonly person: { readonly id: string; readonly name: string | null };
}

/** The people who have a role in a program, by name, as the options of a select. Members have a row for each role, the revoked ones too. */
export const peopleOf = (members: readonly Member[]): (readonly [id: string, name: string])[] =>
  [...new Map(members.filter(({ until }) => until === null).map(({ person }) => [person.id, person.name ?? person.id]))].sort(
    ([, one], [, other]) => one.localeCompare(other),
  );
