import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';

/**
 * One value that the address bar holds: a filter, an order, a range. A value that the page does not know counts as absent, as does one of
 * an old link.
 * @param values the values that it may have; undefined: any text
 * @returns the value and what sets it; `replace` keeps what is typed letter by letter out of the way back
 */
export function useAddressValue<T extends string>(
  name: string,
  start: T,
  values?: readonly T[],
): readonly [value: T, set: (value: T, how?: { readonly replace?: boolean }) => void] {
  const [path, go] = useLocation();
  const search = useSearch();
  const held = new URLSearchParams(search).get(name) as T | null;
  const value = held !== null && (values === undefined || values.includes(held)) ? held : start;
  const set = useCallback(
    (next: T, { replace = false } = {}) => {
      const parameters = new URLSearchParams(search);
      if (next === start) parameters.delete(name);
      else parameters.set(name, next);
      const text = parameters.toString();
      go(text ? `${path}?${text}` : path, { replace });
    },
    [go, name, path, search, start],
  );
  return [value, set];
}
