import { cacheExchange, Client, fetchExchange, subscriptionExchange, type ExecutionResult } from '@urql/core';
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { TAGS, type Language } from '../language/language';
import { reportConnection, reportSignedOut } from '../shell/connection';

/**
 * Makes the client of the api, in the language of the person: errors and stories come in it. The browser's cookie says who asks.
 * @param language in which the api answers
 */
export function makeClient(language: Language): { readonly client: Client; readonly dispose: () => void } {
  const socket = makeSocket(language);
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables, extensions }, operation) => ({
          subscribe: (sink) => {
            const documentId = documentIdOf(operation.query);
            const unsubscribe = socket.subscribe(
              // The protocol requires a query; an empty one beside a hash names a trusted document.
              { query: documentId ? '' : (query ?? ''), variables, extensions, ...(documentId && { documentId }) },
              { next: (result) => sink.next(result as ExecutionResult), error: sink.error, complete: sink.complete },
            );
            return { unsubscribe };
          },
        }),
      }),
      fetchExchange,
    ],
    fetchOptions: { headers: { 'accept-language': TAGS[language] } },
    fetch: fetchWatched,
  });
  return { client, dispose: () => void socket.dispose() };
}

const documentIdOf = (document: object): string | undefined => ('documentId' in document ? String(document.documentId) : undefined);

/** Tells the frame of the app whether requests arrive, and whether the api still knows who sends them. */
const fetchWatched: typeof fetch = async (input, init) => {
  try {
    const answer = await fetch(input, init);
    reportConnection('requests', true);
    if (answer.status === 401) reportSignedOut();
    return answer;
  } catch (problem) {
    if (!(problem instanceof DOMException && problem.name === 'AbortError')) reportConnection('requests', false);
    throw problem;
  }
};

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

/** A WebSocket that is opened with the first subscription, and again after each loss, with a back-off, for ever. */
function makeSocket(language: Language): SocketClient {
  return createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: { 'accept-language': TAGS[language] },
    lazy: true,
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async (retries) => {
      const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** retries);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longest / 2 + (Math.random() * longest) / 2);
        // The browser knows sooner than the back-off that there is a network again.
        addEventListener('online', () => (clearTimeout(timer), resolve()), { once: true });
      });
    },
    on: {
      connected: () => reportConnection('changes', true),
      closed: (event) => {
        const { wasClean = false } = event as CloseEvent;
        if (!wasClean) reportConnection('changes', false);
      },
    },
  });
}
