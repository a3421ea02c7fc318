import { createHash } from 'node:crypto';

/** GraphiQL's page, and the content security policy that forbids loading anything: script, style, fonts and workers are inlined. */
export interface GraphiqlPage {
  /** The page in UTF-8: one buffer for all requests. */
  readonly html: Buffer;
  readonly contentSecurityPolicy: string;
}

/** Makes the page of 9 MB. Loading and joining its parts blocks the thread for half a second. */
export async function makePage(): Promise<GraphiqlPage> {
  const { css, editorWorkerService, favicon, graphqlWorker, js, jsonWorker } = await import('@graphql-yoga/render-graphiql/graphiql');
  const workers = { editorWorkerService, json: jsonWorker, graphql: graphqlWorker };
  const script = `
const workers = ${inScript(workers)};
const addresses = Object.fromEntries(Object.entries(workers).map(([label, text]) =>
  [label, URL.createObjectURL(new Blob([text], { type: 'application/javascript' }))]));
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => addresses[label] };
${js}
${start}`;
  return {
    html: Buffer.from(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Evenkeel GraphiQL</title><link rel="icon" href="${favicon}"><style>${css}</style></head>
<body><div id="root" style="height: 100vh"></div><script>${script}</script></body>
</html>
`),
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}' blob:`,
      'worker-src blob:',
      "style-src 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
  };
}

/** JSON that cannot end its surrounding script element. */
const inScript = (value: object): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** Subscriptions send the token of the last query when their connection opens, because a WebSocket sends no headers. */
const start = `
const { fetch } = globalThis;
let authorization;
globalThis.fetch = (address, options) => {
  const sent = new Headers(options?.headers).get('authorization');
  if (sent) authorization = sent;
  return fetch(address, options);
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  endpoint: '/graphql',
  title: 'Evenkeel',
  headers: '{ "authorization": "Bearer " }',
  subscriptionsProtocol: 'WS',
  connectionParams: () => ({ authorization }),
});`;
