import { uuidFrom } from '#event-sourcing/uuid.js';
import { randomFrom } from '../support/random.js';

export const TOKEN = 'a-token-for-fault-tests-of-the-program';

/** The pause between two attempts: a client that retries without one would keep a restarting server from coming up. */
const BACK_OFF_MS = 20;

/** The receipt of a command, from whichever process answered. */
export interface Receipt {
  readonly stream: string;
  readonly revision: number;
  readonly events: number;
}

interface Command {
  readonly commandId: string;
  readonly mutation: string;
  readonly input: object;
}

interface Answer {
  readonly data?: Record<string, { readonly receipt: Receipt | null; readonly userErrors: readonly Refusal[] }> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string; readonly retryable?: boolean } }[];
}

interface Refusal {
  readonly code: string;
  readonly retryable: boolean;
}

/** Finds the address for the next attempt; resolves when a process listens there. */
export type Gateway = () => Promise<string>;

/** Sends one mutation. @returns undefined: its outcome is unknown @throws Error if it was refused permanently */
async function attempt(url: string, { commandId, mutation, input }: Command): Promise<Receipt | undefined> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { receipt { stream revision events } userErrors { code retryable } } }`;
  let answer: Answer;
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables: { input: { ...input, commandId } } }),
    });
    answer = (await response.json()) as Answer;
  } catch {
    return undefined;
  }
  const payload = answer.data?.[mutation];
  const refusals = [...(answer.errors ?? []).map(({ extensions }) => extensions), ...(payload?.userErrors ?? [])];
  if (payload?.receipt && refusals.length === 0) return payload.receipt;
  if (refusals.some(({ retryable }) => retryable)) return undefined;
  throw new Error(`${mutation} ${JSON.stringify(input)} was answered with ${JSON.stringify(answer)}`);
}

/**
 * Clients that send one command after another, and retry each with its id until it is acknowledged, whichever process dies meanwhile. One
 * in ten is sent twice at once, and one in ten again after its acknowledgement: each must get the first receipt.
 */
export class InsistentWriters {
  readonly receipts = new Map<string, Receipt>();
  /** How often a command was retried because its outcome was unknown or its refusal temporary. */
  again = 0;
  /** Different receipts for one command. */
  readonly contradictions: string[] = [];
  #stopping = false;
  #abandoned = false;
  #tell: (() => void)[] = [];
  #running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly seed: number,
    private readonly programId: string,
    private readonly gateway: Gateway,
  ) {}

  /** Charters the program that all writers use, then starts them. */
  async start(writers: number): Promise<void> {
    await this.#acknowledged({
      commandId: uuidFrom(this.seed, 'charter'),
      mutation: 'charterProgram',
      input: { id: this.programId, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31', timeZone: 'UTC' },
    });
    this.#running = Promise.all(Array.from({ length: writers }, (_, writer) => this.#write(writer)));
    // A permanent refusal stops all writers; more() and stop() throw it.
    this.#running.catch(() => this.abandon());
  }

  /** Resolves when so many more commands have been acknowledged; 0: at once. */
  async more(count: number): Promise<void> {
    const until = this.receipts.size + count;
    const failed = this.#running.then(() => {
      throw new Error('the writers ended by themselves');
    });
    failed.catch(() => undefined);
    while (this.receipts.size < until) await Promise.race([failed, new Promise<void>((resolve) => this.#tell.push(resolve))]);
  }

  /** Resolves when every started command is acknowledged. @throws Error the refusal that a writer got */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  /** Stops the writers at once, whatever they wait for. */
  abandon(): void {
    this.#stopping = true;
    this.#abandoned = true;
  }

  async #write(writer: number): Promise<void> {
    const random = randomFrom(this.seed * 31 + writer);
    const own: string[] = [];
    for (let n = 0; !this.#stopping; n++) {
      const command = this.#next(writer, n, random, own);
      const both = random() < 0.1;
      await Promise.all([this.#acknowledged(command), ...(both ? [this.#acknowledged(command)] : [])]);
      if (random() < 0.1) await this.#acknowledged(command);
      if (command.mutation === 'launchInitiative') own.push((command.input as { id: string }).id);
    }
  }

  #next(writer: number, n: number, random: () => number, own: readonly string[]): Command {
    const commandId = uuidFrom(this.seed, writer, n);
    const { programId } = this;
    const kind = random();
    if (kind < 0.3) return { commandId, mutation: 'renameProgram', input: { programId, name: `P ${writer} ${n}` } };
    const initiativeId = own[Math.floor(random() * own.length)];
    if (initiativeId !== undefined && kind < 0.35) {
      return { commandId, mutation: 'evaluateBalance', input: { programId, on: new Date().toISOString().slice(0, 10) } };
    }
    if (initiativeId === undefined || kind < 0.5) {
      const milestones = [
        { title: 'first', due: '2026-05-01' },
        { title: 'second', due: '2026-09-01' },
      ];
      const input = { id: uuidFrom(commandId, 'initiative'), programId, pillar: 'CULTURE', title: `I ${writer} ${n}`, milestones };
      return { commandId, mutation: 'launchInitiative', input };
    }
    return { commandId, mutation: 'planMilestone', input: { initiativeId, title: `M ${n}`, due: '2026-12-01' } };
  }

  async #acknowledged(command: Command): Promise<void> {
    while (!this.#abandoned) {
      const receipt = await attempt(await this.gateway(), command);
      if (receipt) return this.#note(command, receipt);
      this.again++;
      await new Promise((resolve) => setTimeout(resolve, BACK_OFF_MS));
    }
  }

  #note({ commandId, mutation }: Command, receipt: Receipt): void {
    const first = this.receipts.get(commandId);
    if (!first) this.receipts.set(commandId, receipt);
    else if (JSON.stringify(first) !== JSON.stringify(receipt)) {
      this.contradictions.push(`${mutation} ${commandId}: ${JSON.stringify(first)}, then ${JSON.stringify(receipt)}`);
    }
    this.#rouse();
  }

  #rouse(): void {
    for (const tell of this.#tell.splice(0)) tell();
  }
}
