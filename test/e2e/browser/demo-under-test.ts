import { Cli } from '../../support/cli.js';
import { freePort } from '../../support/free-port.js';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserUnderTest, Session, Visit, Visitor } from './browser-under-test.js';

/** A milestone that a test planned. */
export interface Planned {
  readonly initiativeId: string;
  readonly programId: string;
  readonly milestoneId: string;
}

export interface RecordedMilestone {
  readonly state: string;
  readonly forecast: string;
  readonly achievedOn: string | null;
  readonly evidence: string | null;
  readonly forecastConfirmedAt: string | null;
  readonly reschedules: readonly { readonly to: string; readonly reason: string; readonly reasonCode: string }[];
}

export type Role = 'PMO' | 'owner' | 'lead' | 'auditor';

/** `evenkeel demo` in a process of its own: the example program, and links by which one becomes its people. */
export class DemoUnderTest {
  private readonly sessions = new Map<Role, Session>();

  private constructor(
    private readonly cli: Cli,
    private readonly folder: string,
    readonly url: string,
    private readonly links: Readonly<Record<Role, string>>,
  ) {}

  /** @param language of the example, and of what the demo prints */
  static async start(language: 'en' | 'zh' = 'en'): Promise<DemoUnderTest> {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-browser-'));
    const cli = new Cli(['demo', '--lang', language], { PORT: await freePort(), EVENKEEL_DATA: folder });
    await cli.says('stdout', 'Ctrl-C');
    const text = cli.written('stdout');
    const links = Object.fromEntries(
      ROLES.map((role) => [role, found(text, new RegExp(`^ +${PRINTED[role][language]} +(http\\S+)`, 'm'))]),
    );
    return new DemoUnderTest(cli, folder, new URL(links['PMO']!).origin, links as Record<Role, string>);
  }

  /** A window of somebody who is signed in: by their link at first, later by the cookie that it gave. */
  async visitAs(role: Role, browser: BrowserUnderTest, visit: Visit = {}): Promise<Visitor> {
    const session = this.sessions.get(role);
    const visitor = await browser.visit({ ...visit, ...(session && { as: session }) });
    if (session) return visitor;
    await visitor.page.goto(this.links[role]);
    await visitor.page.locator('form button').first().click();
    await visitor.page.waitForURL((url) => !url.pathname.startsWith('/invitation'));
    this.sessions.set(role, await visitor.session());
    return visitor;
  }

  /** The token of the administrator. */
  get token(): string {
    return readFileSync(join(this.folder, 'admin.token'), 'utf8').trim();
  }

  /** Asks the api as the administrator. @throws Error with the answer if it has errors */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const answer = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /**
   * Plans a milestone in the initiative of the owner, so that no test depends on what another one did.
   * @param due its baseline and first forecast
   */
  async plan(title: string, due: string): Promise<Planned> {
    const { initiatives } = await this.ask<{ initiatives: { nodes: [{ id: string; program: { id: string } }] } }>(
      `{ initiatives(filter: { search: "Change and release" }) { nodes { id program { id } } } }`,
    );
    const [initiative] = initiatives.nodes;
    const { planMilestone } = await this.ask<{ planMilestone: { milestone: { id: string } } }>(
      `mutation ($input: PlanMilestoneInput!) { planMilestone(input: $input) { milestone { id } userErrors { message } } }`,
      { input: { initiativeId: initiative.id, title, due } },
    );
    return { initiativeId: initiative.id, programId: initiative.program.id, milestoneId: planMilestone.milestone.id };
  }

  /** What is recorded of a milestone. */
  async milestone({ initiativeId, milestoneId }: Planned): Promise<RecordedMilestone> {
    const { milestone } = await this.ask<{ milestone: RecordedMilestone }>(
      `query ($initiativeId: UUID!, $id: UUID!) {
        milestone(initiativeId: $initiativeId, id: $id) { state forecast achievedOn evidence forecastConfirmedAt reschedules { to reason reasonCode } }
      }`,
      { initiativeId, id: milestoneId },
    );
    return milestone;
  }

  /** How many events of a type the milestone has. */
  async count(type: string, { programId, milestoneId }: Planned): Promise<number> {
    const { program } = await this.ask<{ program: { history: { totalCount: number } } }>(
      `query ($id: UUID!, $milestoneId: UUID!, $types: [String!]) {
        program(id: $id) { history(milestoneId: $milestoneId, types: $types) { totalCount } }
      }`,
      { id: programId, milestoneId, types: [type] },
    );
    return program.history.totalCount;
  }

  async stop(): Promise<void> {
    this.cli.kill('SIGTERM');
    await this.cli.ended();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the demo calls them. */
const PRINTED: Readonly<Record<Role, Readonly<Record<'en' | 'zh', string>>>> = {
  PMO: { en: 'PMO', zh: 'PMO' },
  owner: { en: 'owner', zh: '举措负责人' },
  lead: { en: 'lead', zh: '支柱负责人' },
  auditor: { en: 'auditor', zh: '审计员' },
};
const ROLES = Object.keys(PRINTED) as Role[];

function found(text: string, pattern: RegExp): string {
  const [, part] = pattern.exec(text) ?? [];
  if (part === undefined) throw new Error(`The demo did not print ${String(pattern)}:\n${text}`);
  return part;
}
