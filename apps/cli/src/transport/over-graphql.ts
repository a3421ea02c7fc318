import { Failure } from '../failure.js';
import type { Evenkeel, ImportAnswer, LinesToImport, ProjectionLine } from './evenkeel.js';
import type { GraphqlClient } from './graphql-client.js';

interface UserError {
  readonly code: string;
  readonly message: string;
}

const IMPORT = `mutation ($input: ImportStatusLinesInput!) {
  importStatusLines(input: $input) {
    accepted unchanged rejected { line code message } warnings { line code message } userErrors { code message }
  }
}`;
const SET_NAME = `mutation ($input: SetPersonNameInput!) { setPersonName(input: $input) { userErrors { code message } } }`;
const PROJECTIONS = `{ projections { name version state position behind error failedAt } }`;
const REBUILD = `mutation ($input: RebuildProjectionInput!) {
  rebuildProjection(input: $input) { projection { name state error } userErrors { code message } }
}`;

const REBUILD_POLL_MS = 500;

/** An installation that runs elsewhere. */
export class OverGraphql implements Evenkeel {
  constructor(private readonly client: GraphqlClient) {}

  async importLines(input: LinesToImport): Promise<ImportAnswer> {
    type Answer = { readonly importStatusLines: ImportAnswer & { readonly userErrors: readonly UserError[] } };
    const { importStatusLines: answer } = await this.client.ask<Answer>(IMPORT, { input });
    failOn(answer.userErrors);
    return answer;
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
    type Answer = { readonly rebuildProjection: { readonly userErrors: readonly UserError[] } };
    const { rebuildProjection } = await this.client.ask<Answer>(REBUILD, { input: { name } });
    failOn(rebuildProjection.userErrors);
    let total = 0;
    for (;;) {
      const projection = (await this.projections()).find((other) => other.name === name);
      if (projection?.state === 'STOPPED') throw new Failure(`${name}: ${projection.error ?? 'stopped'}`);
      if (projection?.state !== 'REBUILDING') return;
      total = Math.max(total, projection.behind);
      onProgress(total - projection.behind, total);
      await new Promise((resolve) => setTimeout(resolve, REBUILD_POLL_MS));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function failOn([error]: readonly UserError[]): void {
  if (error) throw new Failure(`${error.message} (${error.code})`);
}
