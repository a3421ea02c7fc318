type WithoutNullish<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined | null> };

/** The given members without those that are undefined or null, so that the data of an event have no such member. */
export function omitNullish<T extends object>(members: T): WithoutNullish<T> {
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given) as WithoutNullish<T>;
}
