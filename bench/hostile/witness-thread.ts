import { Agent, request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import type { Question, Seen, WitnessSettings } from './witness.js';

/*
 * Asks an innocent client's questions, ten times a second each, in a thread of its own, so that the attackers' work in the bench's main
 * thread delays nothing here. A late answer delays the next question, so the longest wait is the longest silence.
 */

const EVERY_MS = 100;

const { url, token, questions } = workerData as WitnessSettings;
const agent = new Agent({ keepAlive: true });

/** Asks a question. @returns what is wrong with the answer; undefined: nothing */
async function ask({ path, body }: Question): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const sent = request(`${url}${path}`, { agent, method: body === undefined ? 'GET' : 'POST', headers });
  const answered = new Promise<string | undefined>((resolve) => {
    sent.once('error', (error) => resolve(error.message));
    sent.once('response', (response) => {
      text(response).then(
        (said) => resolve(response.statusCode === 200 && !said.includes('"errors":') ? undefined : `${response.statusCode} ${said}`),
        (error: Error) => resolve(error.message),
      );
    });
  });
  sent.end(body?.replaceAll('$N', String(n++)));
  return answered;
}

let n = 0;
/** The results by the question's name. */
let seen = new Map<string, Seen>();
const askedAt = new Map<string, number>();
const nothing: Seen = { answers: 0, longestMs: 0, refused: 0, firstRefusal: undefined };

/** The results since the last report; an unanswered question counts with its waiting time so far. */
function report(): Record<string, Seen> {
  const now = performance.now();
  const found = questions.map(({ name }) => {
    const known = seen.get(name) ?? nothing;
    const waited = askedAt.has(name) ? now - askedAt.get(name)! : 0;
    return [name, { ...known, longestMs: Math.round(Math.max(known.longestMs, waited)) }] as const;
  });
  seen = new Map();
  return Object.fromEntries(found);
}

async function askForEver(question: Question): Promise<never> {
  const { name } = question;
  for (;;) {
    const startedAt = performance.now();
    askedAt.set(name, startedAt);
    const refusal = await ask(question);
    askedAt.delete(name);
    const took = performance.now() - startedAt;
    const { answers, longestMs, refused, firstRefusal } = seen.get(name) ?? nothing;
    seen.set(name, {
      answers: answers + 1,
      longestMs: Math.max(longestMs, took),
      refused: refused + (refusal === undefined ? 0 : 1),
      firstRefusal: firstRefusal ?? refusal?.slice(0, 200),
    });
    await after(Math.max(refusal === undefined ? 0 : EVERY_MS, EVERY_MS - took));
  }
}

parentPort!.on('message', () => parentPort!.postMessage(report()));
for (const question of questions) void askForEver(question);
