import { describe, expect, it } from '@jest/globals';
import { Outbox, type Sent, type Storage, type Update } from './outbox';

const update = (commandId: string): Omit<Update, 'personId'> => ({ commandId, kind: 'achieve', milestoneId: 'm', title: 'M', input: {} });

class MemoryStorage implements Storage {
  private readonly values = new Map<string, string>();
  getItem = (name: string): string | null => this.values.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.values.set(name, value);
}

/** An outbox whose sending is answered as told, and what it has sent. */
function outboxThat(answers: (update: Update) => Sent, storage = new MemoryStorage(), person = 'ann') {
  const sent: string[] = [];
  const outbox = new Outbox(person, storage, async (given) => {
    sent.push(given.commandId);
    return answers(given);
  });
  return { outbox, sent, storage };
}

const ids = (outbox: Outbox): string[] => outbox.all().map(({ commandId }) => commandId);

describe('the outbox', () => {
  it('sends an update and forgets it once the api has answered', async () => {
    const { outbox, sent } = outboxThat(() => ({ is: 'done' }));
    await outbox.add(update('1'));
    expect(sent).toEqual(['1']);
    expect(outbox.all()).toEqual([]);
  });

  it('keeps what could not be sent, over a closed page too, and sends it in order with the same id', async () => {
    const offline = outboxThat(() => ({ is: 'unknown' }));
    await offline.outbox.add(update('1'));
    await offline.outbox.add(update('2'));
    expect(offline.sent).toEqual(['1', '1']);
    const { outbox, sent } = outboxThat(() => ({ is: 'done' }), offline.storage);
    expect(ids(outbox)).toEqual(['1', '2']);
    await outbox.flush();
    expect(sent).toEqual(['1', '2']);
    expect(outbox.all()).toEqual([]);
    expect(outboxThat(() => ({ is: 'done' }), offline.storage).outbox.all()).toEqual([]);
  });

  it('keeps a refusal until it was read, and sends the next', async () => {
    const { outbox, sent } = outboxThat(({ commandId }) => (commandId === '1' ? { is: 'refused', message: 'too late' } : { is: 'done' }));
    await outbox.add(update('1'));
    await outbox.add(update('2'));
    expect(outbox.all()).toMatchObject([{ commandId: '1', refusal: 'too late' }]);
    await outbox.flush();
    expect(sent).toEqual(['1', '2']);
    outbox.remove('1');
    expect(outbox.all()).toEqual([]);
  });

  it('sends nothing of somebody else, and keeps it for them', async () => {
    const ann = outboxThat(() => ({ is: 'unknown' }));
    await ann.outbox.add(update('1'));
    const bob = outboxThat(() => ({ is: 'done' }), ann.storage, 'bob');
    await bob.outbox.add(update('2'));
    expect(bob.sent).toEqual(['2']);
    expect(ids(outboxThat(() => ({ is: 'done' }), ann.storage).outbox)).toEqual(['1']);
  });

  it('sends each once while two calls ask for it', async () => {
    const { outbox, sent } = outboxThat(() => ({ is: 'done' }));
    await Promise.all([outbox.add(update('1')), outbox.flush()]);
    expect(sent).toEqual(['1']);
  });

  it('starts empty from what it cannot read', () => {
    const storage = new MemoryStorage();
    storage.setItem('evenkeel.outbox', '{');
    expect(outboxThat(() => ({ is: 'done' }), storage).outbox.all()).toEqual([]);
  });
});
