/** A name or title that was in force until an event of the stream gave another one. */
export interface FormerName {
  readonly name: string;
  /** The revision of that event. */
  readonly until: number;
}

/** @param until the revision of the event that replaces the name */
export const withFormer = (former: readonly FormerName[] | undefined, name: string, until: number): readonly FormerName[] => [
  ...(former ?? []),
  { name, until },
];

/** What something was called right before the event at a revision of its stream. */
export const nameBefore = (revision: number, current: string, former: readonly FormerName[] | undefined): string =>
  former?.find(({ until }) => until >= revision)?.name ?? current;
