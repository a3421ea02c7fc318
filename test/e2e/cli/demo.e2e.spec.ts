import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Cli, type Ended, evenkeel } from '../../support/cli.js';
import { freePort } from '../../support/free-port.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

describe('evenkeel demo', () => {
  const { folder, remove } = temporaryFolder();
  let environment: Record<string, string>;
  let demo: Cli;

  beforeAll(async () => {
    environment = { EVENKEEL_DATA: join(folder, 'data'), PORT: await freePort() };
    demo = new Cli(['demo', '--lang', 'zh'], environment);
    await demo.says('stdout', 'Ctrl-C');
  });
  afterAll(async () => {
    // Ending the demo also ends the demo's api.
    demo.kill('SIGTERM');
    await demo.ended();
    remove();
  });

  const token = () => readFileSync(join(environment.EVENKEEL_DATA!, 'admin.token'), 'utf8').trim();
  const throughApi = (): Record<string, string> => ({ EVENKEEL_URL: `http://127.0.0.1:${environment.PORT}`, EVENKEEL_TOKEN: token() });

  it('prints the four pillars with standing and days behind, the balance with its grade, open drift, and where to go', () => {
    const shown = demo.written('stdout');
    for (const pillar of ['领导力', '文化', '流程', '技术'])
      expect(shown).toMatch(new RegExp(`${pillar} +[█░]{20} [01]\\.\\d\\d  (落后|超前|按计划)`));
    expect(shown).toMatch(/平衡 D 0\.\d\d = .* · \d+ 级 \S+/);
    // Which of the two lines is shown depends on today's date.
    expect(shown).toMatch(/^ {2}(偏移：(\S+ )?(落后|超前|整体延误) · 自 \d{4}-\d\d-\d\d · (尚未知悉|已知悉)|没有未关闭的偏移)$/m);
    expect(shown).toContain(`http://127.0.0.1:${environment.PORT}/graphiql`);
    expect(shown).toContain(`{"authorization": "Bearer ${token()}"}`);
    expect(statSync(join(environment.EVENKEEL_DATA!, 'admin.token')).mode & 0o777).toBe(0o600);
  });

  it('prints a link for a PMO, an owner, a lead and an auditor, by which one becomes them in the web app', async () => {
    const links = [...demo.written('stdout').matchAll(/^ {2}\S+ +(http:\S+\/invitation\/\S+) {3}(\S+)$/gm)];
    expect(links.map(([, , name]) => name)).toEqual(['何婧', expect.any(String), expect.any(String), expect.any(String)]);
    const pages: (string | null)[] = [];
    for (const [, link, name] of links) {
      const origin = new URL(link!).origin;
      const pressed = await fetch(link!, { method: 'POST', headers: { origin }, redirect: 'manual' });
      const [cookie] = pressed.headers.get('set-cookie')!.split(';', 1);
      pages.push(pressed.headers.get('location'));
      const opened = await fetch(`${origin}${pages.at(-1)}`, { headers: { cookie: cookie!, accept: 'text/html' } });
      expect([opened.status, opened.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("script-src 'self'")]);
      expect(await opened.text()).toContain('<div id="app">');
      const welcome = await fetch(`${origin}/welcome`, { headers: { cookie: cookie!, 'accept-language': 'zh' } });
      expect(await welcome.text()).toContain(`${name}，您已登录`);
    }
    expect(pages).toEqual(['/', '/my-work', '/', '/']);
  });

  it('knows every document that its web app sends', async () => {
    const { EVENKEEL_URL: url, EVENKEEL_TOKEN: bearer } = throughApi();
    const worker = await (await fetch(`${url}/sw.js`)).text();
    const { version } = (await (await fetch(`${url}/version.json`)).json()) as { version: string };
    expect(worker).toContain(version);
    const scripts = [...worker.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
    const texts = await Promise.all(scripts.map(async (path) => (await fetch(url + path)).text()));
    const ids = new Set(texts.flatMap((text) => [...text.matchAll(/sha256:[0-9a-f]{64}/g)].map(([id]) => id)));
    expect(ids.size).toBeGreaterThan(1);
    for (const documentId of ids) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${bearer}` };
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ documentId }) });
      // Whatever is wrong with a request without variables, its document is known.
      expect(await answer.text()).not.toMatch(/DOCUMENT_UNKNOWN|Syntax Error|Cannot query field/);
    }
  });

  it('says clearly that the port is taken', async () => {
    const second = await evenkeel(['demo'], { ...environment, EVENKEEL_DATA: join(folder, 'other') });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`127.0.0.1:${environment.PORT}: another program listens there`);
  });

  it('serves the other commands while it holds the data', async () => {
    const refused = await evenkeel(['status'], environment);
    expect(refused).toMatchObject({ code: 1 });
    const status = await evenkeel(['status'], throughApi());
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toContain('journal');
    const [, name] = /^(?:.*\n)*?\n(\S.*)\n\d{4}-\d\d-\d\d · /.exec(demo.written('stdout'))!;
    const told = await evenkeel(['status', name!], { ...throughApi(), LANG: 'zh_CN.UTF-8' });
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(/“技术”支柱.*。/);
    expect(await evenkeel(['status', 'nothing'], throughApi())).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing') });
    expect(await evenkeel(['people', 'set', 'p101', '周总'], throughApi())).toMatchObject({ code: 0 });
    const wrong = await evenkeel(['status'], { ...throughApi(), EVENKEEL_TOKEN: 'x'.repeat(20) });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('UNAUTHENTICATED');
  });

  it('takes a history through the api, once', async () => {
    const importing = () =>
      evenkeel(['import', 'history', 'test/support/kubernetes-excerpt.ndjson', '--program', 'Kubernetes'], throughApi());
    const accepted = ({ stdout }: Ended) => /^accepted\t(\d+)$/m.exec(stdout)?.[1];
    const first = await importing();
    expect(first.code).toBe(0);
    expect(Number(accepted(first))).toBeGreaterThan(60);
    expect(accepted(await importing())).toBe('0');
  });

  it('stops at Ctrl-C and lets go of the data', async () => {
    demo.kill('SIGINT');
    const { code, stderr } = await demo.ended();
    expect(code).toBe(0);
    expect(stderr).toContain('已停止');
    expect((await evenkeel(['status'], environment)).code).toBe(0);
  });

  it('tells what is missing, and goes on with it when it is told to', async () => {
    for (const name of readdirSync(environment.EVENKEEL_DATA!))
      if (name.startsWith('vault.sqlite')) rmSync(join(environment.EVENKEEL_DATA!, name));
    const views = join(environment.EVENKEEL_DATA!, 'views.sqlite');
    const file = new Database(views);
    // Only the api opens the views and can notice the problem; it starts with the demo's options.
    file.exec("update projection_checkpoints set position = '0000000000999999'");
    file.close();
    const refused = await evenkeel(['demo'], environment);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/vault\.sqlite is missing.*--accept-loss/s)]);
    demo = new Cli(['demo', '--accept-loss'], environment);
    await demo.says('stdout', 'Ctrl-C');
    expect(readdirSync(environment.EVENKEEL_DATA!).some((name) => name.endsWith('.kept.sqlite'))).toBe(true);
    demo.kill('SIGINT');
    expect((await demo.ended()).code).toBe(0);
  });
});
