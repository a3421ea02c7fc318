/** What an owner can do in one tap, and undo. */
export type UpdateKind = 'achieve' | 'confirmForecast' | 'reschedule' | 'reopen';

/** An update that was made and is not known to be recorded. */
export interface Update {
  /** The api records it once, however often it is sent. */
  readonly commandId: string;
  /** Who made it: another person who signs in here later must not send it. */
  readonly personId: string;
  readonly kind: UpdateKind;
  readonly milestoneId: string;
  /** Of the milestone, for messages. */
  readonly title: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Why the api refused it. It is kept until the person has read it. */
  readonly refusal?: string;
}

export type Sent = { readonly is: 'done' } | { readonly is: 'refused'; readonly message: string } | { readonly is: 'unknown' };

/** Where updates outlast a closed page. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

const NAME = 'evenkeel.outbox';

/**
 * The updates of one person that wait to be sent, in the order in which they were made. They are stored before they are sent, and removed
 * only when the api has answered, so a lost connection or a closed page loses none.
 */
export class Outbox {
  private updates: readonly Update[];
  private readonly listeners = new Set<() => void>();
  private sending: Promise<void> | undefined;

  constructor(
    private readonly personId: string,
    private readonly storage: Storage,
    private readonly send: (update: Update) => Promise<Sent>,
  ) {
    this.updates = this.stored().filter((update) => update.personId === personId);
  }

  /** Those that wait or were refused, oldest first. The same array until something changes. */
  readonly all = (): readonly Update[] => this.updates;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Keeps an update and sends it. */
  add(update: Omit<Update, 'personId'>): Promise<void> {
    this.set([...this.updates, { ...update, personId: this.personId }]);
    return this.flush();
  }

  /** Forgets an update: a refusal that was read, or one that was undone before it was sent. */
  remove(commandId: string): void {
    this.set(this.updates.filter((update) => update.commandId !== commandId));
  }

  /** Sends what waits, one after the other, until one cannot be sent. A second call waits for the first. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const update = this.updates.find(({ refusal }) => refusal === undefined);
      if (!update) return;
      const sent = await this.send(update);
      if (sent.is === 'unknown') return;
      if (sent.is === 'done') this.remove(update.commandId);
      else this.set(this.updates.map((kept) => (kept.commandId === update.commandId ? { ...kept, refusal: sent.message } : kept)));
    }
  }

  private set(updates: readonly Update[]): void {
    const others = this.stored().filter(({ personId }) => personId !== this.personId);
    this.updates = updates;
    this.storage.setItem(NAME, JSON.stringify([...others, ...updates]));
    for (const listener of this.listeners) listener();
  }

  private stored(): readonly Update[] {
    try {
      const value: unknown = JSON.parse(this.storage.getItem(NAME) ?? '[]');
      return Array.isArray(value) ? (value as Update[]) : [];
    } catch {
      return [];
    }
  }
}
