/** A name or title that was in force until an event of the stream replaced it. */
export interface FormerName {
  readonly name: string;
  /** The revision of the replacing event. */
  readonly until: number;
}

/** @param until the revision of the event that replaces the name */
export const withFormer = (former: readonly FormerName[] | undefined, name: string, until: number): readonly FormerName[] => [
  ...(former ?? []),
  { name, until },
];

/** The name of something just before the event at a revision of its stream. */
export const nameBefore = (revision: number, current: string, former: readonly FormerName[] | undefined): string =>
  former?.find(({ until }) => until >= revision)?.name ?? current;
