import type { WebSocket } from 'ws';
import { addDays } from '#domain/calendar.js';
import { programId } from '../support/log-of-initiatives.js';
import type { Attack } from './attack.js';
import type { Trial } from './trials.js';

const PER_SOCKET = 30;

const subscription = (selection: string): string =>
  `subscription { programChanged(programId: "${programId}") { program { ${selection} } } }`;

/** A thousand dates up to a past one: future dates are refused. */
const timeline = (to: string): string => `balanceTimeline(from: "${addDays(to, -999)}", to: "${to}", every: DAY) { t c d }`;
const LAST = '2026-11-20';

const DASHBOARD = `
  id name status startsOn endsOn currentPhase { key name }
  balance { t c d grade { level key } weakest pillars { pillar plannedValue earnedValue behindDays standing } synergies { pair c d } }
  balanceTimeline(from: "2026-01-04", to: "2026-11-15", every: WEEK) { on t c d pillars { pillar standing behindDays } }
  initiatives(first: 20) { nodes { id title pillar status owner { id } milestones { id title state baseline forecast slipDays } } }`;

const subscribe = (socket: WebSocket, id: number, query: string): void =>
  socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query } }));

const rename = async (attack: Attack, times: number, everyMs: number): Promise<void> => {
  const mutation = 'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { receipt { position } userErrors { code } } }';
  for (let n = 0; n < times && !attack.isCut; n++) {
    await attack.mutate(mutation, { programId, name: `Name ${performance.now()}` });
    await attack.wait(everyMs);
  }
};

/** Opens subscriptions, then makes changes, then waits for the answers. */
async function subscribed(attack: Attack, count: number, query: (n: number) => string, changes: readonly [times: number, everyMs: number]) {
  for (let n = 0; n < count;) {
    const socket = await attack.socket(true);
    for (const end = Math.min(count, n + PER_SOCKET); n < end; n++) subscribe(socket, n, query(n));
  }
  await attack.wait(300);
  await rename(attack, ...changes);
  while (!attack.isCut && (attack.answers['next'] ?? 0) < count) await attack.wait(50);
}

const PAIRS = 5_000;
/** As many as a socket may send at once. */
const PAIRS_PER_SOCKET = 140;

/** Subscribes and completes at once: first all over one socket, then each over a new one. */
async function pairs(attack: Attack): Promise<void> {
  for (let count = PAIRS; !attack.isOver; count = PAIRS_PER_SOCKET) {
    const socket = await attack.socket(true);
    for (let n = 0; n < count && socket.readyState === socket.OPEN; n++) {
      subscribe(socket, n, subscription('name'));
      socket.send(JSON.stringify({ id: String(n), type: 'complete' }));
    }
    await attack.wait(10);
    socket.close();
  }
}

const pings =
  (init: boolean) =>
  async (attack: Attack): Promise<void> => {
    const text = 'x'.repeat(60_000);
    const flood = async (): Promise<void> => {
      while (!attack.isOver) {
        const socket = await attack.socket(init);
        socket.pause();
        while (!attack.isOver && socket.readyState === socket.OPEN) {
          for (let n = 0; n < 20; n++) socket.send(JSON.stringify({ type: 'ping', payload: { text } }));
          socket.ping('x'.repeat(125));
          await attack.wait(1);
          if (socket.bufferedAmount > 5_000_000) await attack.wait(100);
        }
      }
    };
    await Promise.all(Array.from({ length: 5 }, flood));
  };

const graphiql = `GET /graphiql HTTP/1.1\r\nhost: localhost\r\n\r\n`;

export const socketTrials: readonly Trial[] = [
  { name: 'subscribe-complete', run: pairs },
  {
    name: 'timelines',
    run: (attack) => subscribed(attack, 150, () => subscription(timeline(LAST)), [1, 0]),
  },
  {
    name: 'timelines-each-other',
    run: (attack) => subscribed(attack, 150, (n) => subscription(timeline(addDays(LAST, -n))), [1, 0]),
  },
  { name: 'dashboards', run: (attack) => subscribed(attack, 100, () => subscription(DASHBOARD), [10, 200]) },
  {
    name: 'graphiql-unread',
    run: async (attack) => {
      for (let n = 0; n < 5; n++) attack.unreadConnection(graphiql.repeat(150));
      for (let n = 0; n < 150; n++) attack.unreadConnection(graphiql);
      while (!attack.isOver) await attack.wait(100);
    },
  },
  { name: 'pings', run: pings(true) },
  { name: 'pings-before-init', run: pings(false) },
];
