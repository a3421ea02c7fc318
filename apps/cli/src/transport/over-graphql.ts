import { within } from '#async/within.js';
import { Failure } from '../failure.js';
import type { Evenkeel, ImportAnswer, LinesToImport, ProjectionLine } from './evenkeel.js';
import type { Overview } from '../output/overview.js';
import { overview } from './overviews.js';
import type { GraphqlClient } from './graphql-client.js';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface UserError {
  readonly code: string;
  readonly message: string;
}

const IMPORT = `mutation ($input: ImportStatusLinesInput!) {
  importStatusLines(input: $input) {
    accepted unchanged evaluated rejected { line code message } warnings { line code message } userErrors { code message }
  }
}`;
const TIME_ZONE = `query ($id: UUID!) { program(id: $id) { timeZone } }`;
const PROGRAMS = `query ($after: String) { programs(first: 100, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } } }`;
const SET_NAME = `mutation ($input: SetPersonNameInput!) { setPersonName(input: $input) { userErrors { code message } } }`;
const PROJECTIONS = `{ projections { name version state position behind error failedAt } }`;
const REBUILD = `mutation ($input: RebuildProjectionInput!) { rebuildProjection(input: $input) { userErrors { code message } } }`;
const REBUILDING = `{ projections { name state error rebuild { done total } } }`;

const REBUILD_POLL_MS = 250;

interface RebuildingProjection {
  readonly name: string;
  readonly state: string;
  readonly error: string | null;
  readonly rebuild: { readonly done: number; readonly total: number } | null;
}

/** An installation that runs in another process. */
export class OverGraphql implements Evenkeel {
  constructor(private readonly client: GraphqlClient) {}

  async importLines(input: LinesToImport): Promise<ImportAnswer> {
    type Answer = { readonly importStatusLines: ImportAnswer & { readonly userErrors: readonly UserError[] } };
    const { importStatusLines: answer } = await this.client.ask<Answer>(IMPORT, { input });
    failOn(answer.userErrors);
    return answer;
  }

  async timeZone(id: string): Promise<string | undefined> {
    type Answer = { readonly program: { readonly timeZone: string } | null };
    return (await this.client.ask<Answer>(TIME_ZONE, { id })).program?.timeZone;
  }

  async programs(): Promise<readonly Named[]> {
    type Page = {
      readonly nodes: readonly Named[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
    const found: Named[] = [];
    for (let after: string | null = null; ;) {
      const { programs }: { readonly programs: Page } = await this.client.ask(PROGRAMS, { after });
      found.push(...programs.nodes);
      if (!programs.pageInfo.hasNextPage) return found;
      after = programs.pageInfo.endCursor;
    }
  }

  overview(programId: string): Promise<Overview | undefined> {
    return overview(this.client, programId);
  }

  async setName(personId: string, name: string): Promise<void> {
    type Answer = { readonly setPersonName: { readonly userErrors: readonly UserError[] } };
    const { setPersonName } = await this.client.ask<Answer>(SET_NAME, { input: { personId, name } });
    failOn(setPersonName.userErrors);
  }

  async projections(): Promise<readonly ProjectionLine[]> {
    return (await this.client.ask<{ readonly projections: readonly ProjectionLine[] }>(PROJECTIONS)).projections;
  }

  async rebuild(name: string, onProgress: (done: number, total: number) => void): Promise<void> {
    // The api answers when the rebuild is done, or after a while; until then `projections` shows its progress.
    let asked: 'asked' | undefined = 'asked';
    const answer = this.#askToRebuild(name).finally(() => (asked = undefined));
    // If asking for the progress fails first, a later rejection must not count as unhandled.
    answer.catch(() => undefined);
    for (;;) {
      await within(REBUILD_POLL_MS, answer, () => undefined);
      const projection = await this.#projection(name);
      if (projection?.rebuild) onProgress(projection.rebuild.done, projection.rebuild.total);
      if (asked) continue;
      if (projection?.state === 'REBUILDING') continue;
      await answer;
      // The projection has stopped, or no projector is running to rebuild it.
      if (projection?.error != null || projection?.state === 'STOPPED') throw new Failure(`${name}: ${projection.error ?? 'STOPPED'}`);
      return;
    }
  }

  async #askToRebuild(name: string): Promise<void> {
    type Answer = { readonly rebuildProjection: { readonly userErrors: readonly UserError[] } };
    failOn((await this.client.ask<Answer>(REBUILD, { input: { name } })).rebuildProjection.userErrors);
  }

  async #projection(name: string): Promise<RebuildingProjection | undefined> {
    type Answer = { readonly projections: readonly RebuildingProjection[] };
    return (await this.client.ask<Answer>(REBUILDING)).projections.find((projection) => projection.name === name);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function failOn([error]: readonly UserError[]): void {
  if (error) throw new Failure(`${error.message} (${error.code})`);
}
