import { createApp, type RunningApp } from '../../apps/api/src/create-app.js';
import { configurationFrom } from '#application/starting/configuration.js';
import type { StartOptions } from '#application/starting/start-options.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';

export const TOKEN = 'a-token-for-end-to-end-tests-only';

export interface Answer<Data = Record<string, unknown>> {
  readonly data: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string };
    readonly path?: readonly (string | number)[];
  }[];
  readonly extensions?: { readonly pending?: boolean; readonly recorded?: readonly object[] };
}

export interface Asked {
  readonly language?: string;
  /** The bearer token; null: none is sent. */
  readonly token?: string | null;
}

/** The whole api in this process, on a free port, over a new data folder. */
export class ApiUnderTest {
  private constructor(
    readonly app: RunningApp,
    readonly folder: string,
  ) {}

  /**
   * @param threads the entry file of rebuild threads; default: no threads
   * @param webFolder the folder of the built web app; default: no web app
   */
  static async start(
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-e2e-')),
    more: Readonly<Record<string, string>> = {},
    threads?: URL,
    said: Partial<StartOptions> = {},
    log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    webFolder?: URL,
  ): Promise<ApiUnderTest> {
    const variables = { PORT: '0', EVENKEEL_DATA: folder, EVENKEEL_ADMIN_TOKEN: TOKEN, ...more };
    return new ApiUnderTest(
      await createApp({ ...configurationFrom(variables), ...said }, log, threads ? { rebuild: threads } : {}, webFolder),
      folder,
    );
  }

  get url(): string {
    return this.app.url;
  }

  post(
    body: string | Uint8Array<ArrayBuffer>,
    { language, token = TOKEN }: Asked = {},
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(language === undefined ? {} : { 'accept-language': language }),
        ...headers,
      },
      body,
      signal,
    });
  }

  async ask<Data = Record<string, unknown>>(query: string, variables: object = {}, asked: Asked = {}): Promise<Answer<Data>> {
    return (await (await this.post(JSON.stringify({ query, variables }), asked)).json()) as Answer<Data>;
  }

  /** Returns the data of an answer. @throws Error with the answer if it has errors */
  async data<Data = Record<string, unknown>>(query: string, variables: object = {}): Promise<Data> {
    const answer = await this.ask<Data>(query, variables);
    if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  }

  /** Sends a mutation by its name and input; `shows` is the selection of its payload. */
  async mutate<Payload = MutationPayload>(name: string, input: object, shows = ''): Promise<Payload> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { stream revision events } userErrors { code field message retryable conflict { type summary } } ${shows} } }`;
    return (await this.data<Record<string, Payload>>(query, { input }))[name]!;
  }

  async close(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface MutationPayload {
  readonly receipt: { readonly stream: string; readonly revision: number; readonly events: number } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[] | null;
    readonly message: string;
    readonly conflict: { readonly type: string } | null;
  }[];
}
