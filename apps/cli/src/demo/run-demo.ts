import { argumentsOf, startOptions } from '#application/starting/start-options.js';
import { expectListenable } from '#application/starting/listening.js';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { utf8Text } from '#application/intake/utf8.js';
import { loadIntoEmpty } from '../example/load-into-empty.js';
import { Failure } from '../failure.js';
import { sayIn } from '#application/starting/language.js';
import type { Language } from '#domain/language.js';
import { picture } from '../output/overview.js';
import type { Terminal } from '../terminal.js';
import { configurationOf } from '../transport/configuration.js';
import { GraphqlClient } from '../transport/graphql-client.js';
import { ApiProcess } from './api-process.js';
import { demoLinks } from './demo-links.js';
import { overviews } from '../transport/overviews.js';

const READY_TIMEOUT_MS = 60_000;

/** Loads the example if the store is empty, starts the api, prints the overview, and returns once the api has been told to stop. */
export async function runDemo(language: Language, outer: Terminal): Promise<void> {
  const terminal = { ...outer, language, say: sayIn(language) };
  const { environment, say } = terminal;
  const { DATABASE_URL, HOST: host, PORT: port } = configurationOf(terminal);
  if (DATABASE_URL !== undefined)
    throw new Failure(
      say(
        '演示在本机的数据目录上运行：请去掉 EVENTSTORE_URL 与 DATABASE_URL',
        'the demo runs on a data folder: leave out EVENTSTORE_URL and DATABASE_URL',
      ),
      2,
    );
  await expectListenable(host, port);
  await loadIntoEmpty(language, terminal);

  // Only warnings and errors are logged here, not requests.
  const api = new ApiProcess(
    terminal.installation.api,
    { LOG_LEVEL: 'warn', ...environment },
    argumentsOf(terminal.said ?? startOptions(false, false)),
  );
  const stopped = untilStopped(api);
  const url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
  if (!(await api.ready(url, READY_TIMEOUT_MS))) {
    api.stop();
    const { byRequest, ending } = await stopped;
    if (byRequest) return;
    throw new Failure(say(`api 没有启动（${ending}）`, `the api did not start (${ending})`));
  }
  await show(url, host, terminal).catch((error: unknown) => {
    api.stop();
    throw error;
  });
  const { byRequest, ending } = await stopped;
  if (!byRequest && ending !== 0) throw new Failure(say(`api 意外停止（${ending}）`, `the api stopped unexpectedly (${ending})`));
  terminal.note(say('已停止。', 'Stopped.'));
}

/** Waits for the end. A terminal sends Ctrl-C to both processes; other signals are passed on to the api. */
function untilStopped(api: ApiProcess): Promise<{ readonly byRequest: boolean; readonly ending: number | NodeJS.Signals }> {
  let byRequest = false;
  const stop = (): void => {
    byRequest = true;
    api.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return api.ended.then((ending) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
    return { byRequest, ending };
  });
}

async function show(url: string, host: string, terminal: Terminal): Promise<void> {
  const { environment, language, say } = terminal;
  const configured = environment.EVENKEEL_ADMIN_TOKEN;
  const tokenFile = join(resolve(environment.EVENKEEL_DATA ?? './data'), 'admin.token');
  const token = configured ?? utf8Text(await readFile(tokenFile), tokenFile).trim();
  const client = new GraphqlClient({ url, token, language });
  const programs = await overviews(client);
  for (const program of programs) terminal.print(`\n${picture(program, say)}`);
  const links = await demoLinks(client, host, say);
  const shown = configured === undefined ? token : say('（EVENKEEL_ADMIN_TOKEN 的值）', '(the value of EVENKEEL_ADMIN_TOKEN)');
  if (links.length > 0)
    terminal.print(
      `\n  ${say('以下列人员的身份打开 Evenkeel（每个链接只能使用一次）：', 'Open Evenkeel as one of them (each link works once):')}\n${links.join('\n')}`,
    );
  terminal.print(`
  Evenkeel  ${url}/
  GraphQL   ${url}/graphql
  GraphiQL  ${url}/graphiql   ${say('在 “Headers” 中填入：', 'put into “Headers”:')}
            {"authorization": "Bearer ${shown}"}
  ${say('数据源  ', 'Feeds   ')}  ${url}/feeds   ${say('供 Excel、Power BI、Grafana 等读取的表格', 'tables for Excel, Power BI, Grafana and others')}
  ${say('健康检查', 'Health  ')}  ${url}/health/ready
  ${say('命令行', 'CLI   ')}    EVENKEEL_URL=${url} EVENKEEL_TOKEN="${configured === undefined ? token : '$EVENKEEL_ADMIN_TOKEN'}" npx evenkeel status

  ${say('按 Ctrl-C 停止。', 'Ctrl-C stops it.')}`);
}
