import { createClient, type Client } from 'graphql-ws';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Program } from '../support/program.js';

export const TOKEN = 'a-token-for-the-replicas-of-a-cluster';

export interface Refusal {
  readonly code: string;
  readonly retryable?: boolean;
}

/** The data that these tests query. */
export interface Data {
  readonly program?: { readonly name: string } | null;
  readonly charterProgram?: { readonly program: { readonly name: string }; readonly userErrors: readonly Refusal[] };
  readonly renameProgram?: {
    readonly program: { readonly name: string } | null;
    readonly receipt: { readonly position: string } | null;
    readonly userErrors: readonly Refusal[];
  } | null;
  readonly rebuildProjection?: { readonly userErrors: readonly Refusal[] };
  readonly programChanged?: { readonly program: { readonly name: string }; readonly entry: { readonly type: string } };
}

export interface Answer {
  readonly data: Data | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly string[]; readonly extensions: Refusal }[];
  readonly extensions?: { readonly pending?: boolean };
}

/** A replica of the api in a process of its own, and one program that is read through it. */
export class Replica {
  constructor(
    readonly program: Program,
    readonly url: string,
    private readonly programId: string,
  ) {}

  /** Resolves when the replica listens. */
  static async of(program: Program, programId: string): Promise<Replica> {
    const [, url] = await program.says(/listens at (http:\/\/\S+)\/graphql/);
    return new Replica(program, url!, programId);
  }

  async send(query: string, variables: object = {}, language = 'en'): Promise<{ readonly status: number; readonly body: Answer }> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language, authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  }

  async ask(query: string, variables: object = {}): Promise<Answer> {
    return (await this.send(query, variables)).body;
  }

  charter(name: string): Promise<Answer> {
    const query = 'mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { program { name } userErrors { code } } }';
    return this.ask(query, { input: { id: this.programId, name, sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' } });
  }

  rename(name: string): Promise<Answer> {
    const query =
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { program { name } receipt { position } userErrors { code retryable } } }';
    return this.ask(query, { input: { programId: this.programId, name } });
  }

  askName(): Promise<Answer> {
    return this.ask('query ($id: UUID!) { program(id: $id) { name } }', { id: this.programId });
  }

  async nameShown(): Promise<string | undefined> {
    return (await this.askName()).data?.program?.name;
  }

  async health(which: 'live' | 'ready'): Promise<{ status: number; body: { stores?: { eventStore?: string; database?: string } } }> {
    const response = await fetch(`${this.url}/health/${which}`);
    return { status: response.status, body: (await response.json()) as object };
  }

  socket(retryAttempts = 0): Client {
    const connectionParams = { authorization: `Bearer ${TOKEN}` };
    return createClient({ url: `${this.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, connectionParams, retryAttempts });
  }

  /** Subscribes to the program. @returns the names received at each change, once the first has arrived */
  async listen(socket: Client): Promise<readonly string[]> {
    const query = 'subscription ($id: UUID!) { programChanged(programId: $id) { program { name } entry { type } } }';
    const heard: string[] = [];
    const listening = async (): Promise<void> => {
      for await (const { data } of socket.iterate<Data>({ query, variables: { id: this.programId } }))
        if (data?.programChanged) heard.push(data.programChanged.program.name);
    };
    listening().then(
      () => heard.push('it has ended'),
      (error: unknown) => heard.push(`it has ended: ${String(error)}`),
    );
    // Changes before the subscription is active are not received; the first one received proves that it is active.
    for (let n = 0; heard.length === 0; n++) await this.rename(`heard ${n}`);
    return heard;
  }

  /** The code with which an idle connection is closed. */
  async closeCode(): Promise<number> {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } }));
    const [code] = (await once(socket, 'close')) as [number];
    return code;
  }
}
