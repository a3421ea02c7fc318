import { useEffect, useMemo } from 'react';
import type { CombinedError } from 'urql';

const PREFIX = 'evenkeel.answer.';

/**
 * The answer of a query, or the last one that this browser has seen while there is no connection, so that an owner can open their work on
 * the way. Keep only what the person may see anyway and no secret; `forgetAnswers` ends it.
 */
export function useKeptAnswer<T>(name: string, data: T | undefined, error: CombinedError | undefined): T | undefined {
  useEffect(() => {
    if (data) write(PREFIX + name, JSON.stringify(data));
  }, [name, data]);
  const isAway = data === undefined && error?.networkError !== undefined && error.response === undefined;
  return useMemo(() => data ?? (isAway ? (read(PREFIX + name) as T | undefined) : undefined), [data, isAway, name]);
}

/** Forgets the kept answers: somebody signed out, or the api no longer knows them. */
export function forgetAnswers(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}

function write(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Storage is full or forbidden: without a connection the page says that it cannot be loaded.
  }
}

function read(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}
