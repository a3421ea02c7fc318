import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type TypedDocumentNode } from 'urql';

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Pages<T> {
  readonly all: readonly T[];
  readonly isComplete: boolean;
  readonly hasFailed: boolean;
  /** Asks again for everything, or for what the given variables choose, and puts it in the place of what has the same id. */
  readonly again: (extra?: Readonly<Record<string, unknown>>) => void;
}

/**
 * Loads a list page by page, one after the other, and shows what has come so far. Keep `pageOf` the same function between renders.
 * @param variables of the first page; another text of them begins anew @param isWanted false: nothing is asked for yet
 */
export function usePages<T extends { readonly id: string }, D>(
  document: TypedDocumentNode<D, any>, // eslint-disable-line @typescript-eslint/no-explicit-any -- the variables of any list
  variables: Readonly<Record<string, unknown>>,
  pageOf: (data: D) => Page<T> | undefined,
  isWanted = true,
): Pages<T> {
  const client = useClient();
  const key = JSON.stringify(variables);
  const [found, setFound] = useState<{ readonly key: string; readonly byId: ReadonlyMap<string, T> }>({ key, byId: new Map() });
  const [status, setStatus] = useState({ isComplete: false, hasFailed: false });
  const running = useRef(0);
  const load = useCallback(
    async (extra: Readonly<Record<string, unknown>> = {}): Promise<void> => {
      const run = ++running.current;
      let after: string | null = null;
      setStatus({ isComplete: false, hasFailed: false });
      do {
        const asked: object = { ...(JSON.parse(key) as object), ...extra, after };
        const { data }: { data?: D | undefined } = await client.query<D>(document, asked, { requestPolicy: 'network-only' }).toPromise();
        if (run !== running.current) return;
        const page: Page<T> | undefined = data && pageOf(data);
        if (!page) return setStatus({ isComplete: false, hasFailed: true });
        setFound((before) => merged(before, key, page.nodes));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      setStatus({ isComplete: true, hasFailed: false });
    },
    [client, document, key, pageOf],
  );
  useEffect(() => {
    if (isWanted) void load();
    return () => void running.current++;
  }, [isWanted, load]);
  const again = useCallback((extra?: Readonly<Record<string, unknown>>) => void load(extra), [load]);
  return { all: found.key === key ? [...found.byId.values()] : [], ...status, again };
}

function merged<T extends { readonly id: string }>(
  before: { readonly key: string; readonly byId: ReadonlyMap<string, T> },
  key: string,
  nodes: readonly T[],
): { readonly key: string; readonly byId: ReadonlyMap<string, T> } {
  const byId = new Map(before.key === key ? before.byId : []);
  for (const node of nodes) byId.set(node.id, node);
  return { key, byId };
}
