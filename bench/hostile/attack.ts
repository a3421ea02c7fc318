import { once, setMaxListeners } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { ADMINISTRATOR, READER } from './api-process.js';

/** How long attackers start new attempts; afterwards their last attempts are cut off. */
const ATTACK_MS = 3_000;
const CUT_MS = 8_000;

/** The attackers' attempts and the answers to them. The answers are read and discarded. */
export class Attack {
  /** The number of answers of each kind: a status, `left`, or `cut`. */
  readonly answers: Record<string, number> = {};
  bytes = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  private readonly startedAt = performance.now();
  private readonly sockets = new Set<{ destroy(): void }>();
  private readonly cut = new AbortController();
  private readonly timer = setTimeout(() => this.cut.abort(), CUT_MS);

  constructor(readonly url: string) {
    setMaxListeners(0, this.cut.signal);
  }

  /** Whether no new attempt may begin. */
  get isOver(): boolean {
    return performance.now() - this.startedAt > ATTACK_MS || this.isCut;
  }

  get isCut(): boolean {
    return this.cut.signal.aborted;
  }

  /** Repeats an attempt until the attack is over, so many at once. */
  async volleys(atOnce: number, attempt: (n: number) => Promise<void>): Promise<void> {
    for (let n = 0; !this.isOver;) await Promise.all(Array.from({ length: atOnce }, () => attempt(n++)));
  }

  query = (
    query: string,
    { variables, leaveAfterMs }: { readonly variables?: object; readonly leaveAfterMs?: number } = {},
  ): Promise<void> => this.post({ query, variables }, READER, leaveAfterMs);

  mutate = (query: string, input: object): Promise<void> => this.post({ query, variables: { input } }, ADMINISTRATOR);

  wait = async (ms: number): Promise<void> => void (await after(ms, undefined, { signal: this.cut.signal }).catch(() => undefined));

  /** A connection that sends raw bytes and reads nothing. */
  unreadConnection(bytes: string): void {
    const { hostname, port } = new URL(this.url);
    const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''));
    this.sockets.add(socket);
    socket.pause();
    socket.on('error', () => this.count('cut'));
    socket.write(bytes);
  }

  /** Opens a WebSocket and counts its messages as answers. @param init whether to identify the client */
  async socket(init: boolean): Promise<WebSocket> {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    this.sockets.add({ destroy: () => socket.terminate() });
    socket.on('error', () => this.count('cut'));
    socket.on('close', (code) => this.count(`closed ${code}`));
    await once(socket, 'open', { signal: this.cut.signal });
    if (!init) return socket;
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${READER}` } }));
    await once(socket, 'message', { signal: this.cut.signal });
    socket.on('message', (data: Buffer) => {
      this.bytes += data.length;
      this.count(/"type":"(\w+)"/.exec(data.toString('latin1'))?.[1] ?? 'other');
    });
    return socket;
  }

  end(): void {
    clearTimeout(this.timer);
    this.cut.abort();
    this.agent.destroy();
    for (const socket of this.sockets) socket.destroy();
  }

  private async post(body: object, token: string, leaveAfterMs?: number): Promise<void> {
    if (this.isCut) return;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = request(`${this.url}/graphql`, { agent: this.agent, method: 'POST', headers, signal: this.cut.signal });
    const leaving = leaveAfterMs === undefined ? undefined : setTimeout(() => sent.destroy(), leaveAfterMs);
    const outcome = new Promise<string>((resolve) => {
      sent.once('error', () => resolve('cut'));
      sent.once('close', () => resolve(leaving ? 'left' : 'cut'));
      sent.once('response', (response) => {
        response.on('data', (chunk: Buffer) => (this.bytes += chunk.length));
        response.once('end', () => resolve(String(response.statusCode)));
        response.once('error', () => resolve('cut'));
      });
    });
    sent.end(JSON.stringify(body));
    this.count(await outcome);
    clearTimeout(leaving);
  }

  private count(answer: string): void {
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
  }
}
