import { TOKEN } from './insistent-writers.js';

interface Answer {
  readonly data?: { readonly projections: readonly { readonly state: string; readonly behind: number }[] };
}

/** Whether the views of this api are running and have caught up; undefined: not yet. */
export async function caughtUp(url: string): Promise<true | undefined> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ query: '{ projections { state behind } }' }),
  });
  const { data } = (await response.json()) as Answer;
  return data?.projections.every(({ state, behind }) => state === 'LIVE' && behind === 0) || undefined;
}
