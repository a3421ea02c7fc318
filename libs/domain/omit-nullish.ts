type WithoutNullish<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined | null> };

/** The members that were given: what was left out (undefined or null) is no member of an event's data. */
export function omitNullish<T extends object>(members: T): WithoutNullish<T> {
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given) as WithoutNullish<T>;
}
