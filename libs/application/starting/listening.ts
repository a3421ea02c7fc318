import { createServer } from 'node:net';
import { within } from '#async/within.js';
import { escaped } from './escaped.js';
import { StartProblem, type Wording } from './start-problem.js';

/** How long a name look-up may take before a failing start stops waiting for it, in milliseconds. */
const ANSWER_MS = 1_500;

const causes: Readonly<Record<string, Wording>> = {
  EADDRINUSE: {
    en: 'another program listens there; stop it, or set PORT to another port',
    zh: '该端口已被另一个程序占用；请停掉它，或用 PORT 换一个端口',
  },
  EADDRNOTAVAIL: {
    en: 'HOST is no address of this machine; set it to one, or to 127.0.0.1 (this machine only) or 0.0.0.0 (all addresses)',
    zh: 'HOST 不是本机的地址；请设为本机地址，或 127.0.0.1（仅本机）、0.0.0.0（所有地址）',
  },
  EACCES: {
    en: 'this user may not listen on that port; set PORT to one from 1024 on',
    zh: '当前用户无权监听该端口；请把 PORT 设为 1024 或以上',
  },
};

const OTHER: Wording = {
  en: 'HOST cannot be looked up or used; set it to an address of this machine',
  zh: 'HOST 无法解析或使用；请设为本机的地址',
};

/** Turns an error of `listen` into a StartProblem; any other error is returned unchanged. */
export function listenProblem(error: Error, host: string, port: number): Error {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'bind' && syscall !== 'getaddrinfo') return error;
  return problem(code ?? '', host, port);
}

function problem(code: string, host: string, port: number): StartProblem {
  const place = escaped(`${host.includes(':') ? `[${host}]` : host}:${port}`);
  const { zh, en } = causes[code] ?? OTHER;
  return new StartProblem({ en: `Cannot listen at ${place}: ${en} (${code}).`, zh: `无法监听 ${place}：${zh}（${code}）。` });
}

/**
 * Listens for a moment to check the address, so that a program can fail before it creates anything.
 * @throws StartProblem if it cannot listen there now
 */
export async function expectListenable(host: string, port: number): Promise<void> {
  const server = createServer();
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenProblem(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
  await within(ANSWER_MS, listening, () => {
    throw problem('ETIMEDOUT', host, port);
  });
}
