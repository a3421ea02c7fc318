import { setTimeout as after } from 'node:timers/promises';
import { ADMINISTRATOR, ApiProcess, Store } from './hostile/api-process.js';
import { Attack } from './hostile/attack.js';
import { TRIALS, type Trial } from './hostile/trials.js';
import { Witness, type Question, type Seen } from './hostile/witness.js';

/*
 * Does anybody but the attacker notice an attack? Each trial starts an api in a process with a heap of 512 MB on a store of 46,000 events,
 * and a client that sends a trivial query, a mutation and /health/live ten times a second each. The attackers may be refused, that client
 * never. `npm run bench hostile` runs all trials, `npm run bench hostile:pings` one.
 */

const EVENTS = 46_000;
const EVIDENCE_EVENTS = 40_000;
const EVIDENCE = 'e'.repeat(4_000);
const STALL_MS = 250;
const MEMORY_MB = 700;
/** Code that has never run is slow: the witness runs this long before the attack begins, in milliseconds. */
const WARM_UP_MS = 1_500;

const witnessProgram = '0197ce3c-0000-7000-8000-0000000000aa';

const graphql = (name: string, query: string, variables: object = {}): Question => ({
  name,
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});

const BOUNDED: readonly Question[] = [
  graphql('query', `{ program(id: "${witnessProgram}") { name } }`),
  graphql('mutation', 'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { receipt { position } } }', {
    input: { programId: witnessProgram, name: 'Name $N' },
  }),
  { name: 'live', path: '/health/live' },
];

/** Charters the witness's own program, unless it exists. */
async function charter(api: ApiProcess): Promise<void> {
  const input = { id: witnessProgram, name: 'Innocent', sponsorId: 'ann', startsOn: '2026-01-01' };
  const query = 'mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { receipt { position } userErrors { code } } }';
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${ADMINISTRATOR}` };
  const answer = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) });
  if (!answer.ok) throw new Error(await answer.text());
  await answer.arrayBuffer();
}

function verdict(seen: Readonly<Record<string, Seen>>, { peakMB, lives, rawLines }: ApiProcess): string {
  const missed = BOUNDED.flatMap(({ name }) => {
    const { longestMs, refused, firstRefusal } = seen[name]!;
    return [
      ...(longestMs > STALL_MS ? [`${name} ${longestMs} ms`] : []),
      ...(refused > 0 ? [`${name} refused ${refused}: ${firstRefusal}`] : []),
    ];
  });
  for (const [name, { answers, refused, firstRefusal }] of Object.entries(seen))
    if (answers === refused) missed.push(`${name} was never answered: ${firstRefusal}`);
  if (peakMB >= MEMORY_MB) missed.push(`${peakMB} MB`);
  if (!lives) missed.push('died');
  if (rawLines.length > 0) missed.push(`${rawLines.length} lines of no logger, such as ${rawLines[0]}`);
  return missed.length === 0 ? 'reached' : `NOT REACHED: ${missed.join(', ')}`;
}

/**
 * Prints a line of JSON: the longest wait for each answer in ms, and the answers to the attackers. `stretchMs`: the longest time in which
 * the api's event loop did not turn, in ms of processor time, which other programs do not lengthen. `processor`: the share of the time with
 * work to do in which the api had a processor; if other programs run, its answers take longer in proportion.
 */
async function perform({ name, questions = [], run }: Trial, { folder }: Store): Promise<void> {
  const api = await ApiProcess.start(folder);
  await api.caughtUp();
  await charter(api);
  const witness = new Witness({ url: api.url, token: ADMINISTRATOR, questions: [...BOUNDED, ...questions] });
  await after(WARM_UP_MS);
  await witness.report();
  await api.stretchMs();
  const before = api.scheduled;
  const attack = new Attack(api.url);
  try {
    await run(attack);
    // Unfinished work of the attack may still delay answers.
    await after(300);
  } catch (error) {
    if (!attack.isCut && api.lives) throw error;
  } finally {
    const seen = await witness.report();
    await witness.end();
    const stalls = Object.fromEntries(Object.entries(seen).map(([question, { longestMs }]) => [`${question}Ms`, longestMs]));
    const stretchMs = await api.stretchMs();
    const { peakMB, lives, scheduled } = api;
    const [ran, waited] = [scheduled.ran - before.ran, scheduled.waited - before.waited];
    const processor = lives ? Math.round((100 * ran) / (ran + waited)) / 100 : null;
    const attackers = { ...attack.answers, megabytes: Math.round(attack.bytes / 2 ** 20) };
    console.log(JSON.stringify({ trial: name, ...stalls, stretchMs, peakMB, lives, processor, verdict: verdict(seen, api), attackers }));
    attack.end();
    await api.end('SIGKILL');
  }
}

const only = process.argv[2];
const chosen = TRIALS.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) throw new Error(`There is no trial ${only}: ${TRIALS.map(({ name }) => name).join(', ')}.`);

const stores = new Map<Trial['store'], Store>();
try {
  for (const trial of chosen) {
    const known = stores.get(trial.store);
    const store = known ?? (await (trial.store === 'evidence' ? Store.filled(EVIDENCE_EVENTS, EVIDENCE) : Store.filled(EVENTS)));
    stores.set(trial.store, store);
    await perform(trial, store);
  }
} finally {
  for (const store of stores.values()) store.remove();
}
