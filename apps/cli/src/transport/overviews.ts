import type { Overview } from '../output/overview.js';
import type { GraphqlClient } from './graphql-client.js';

const SHOWN = `
  id name status
  currentPhase { name }
  balance {
    on t c d cappedBy nothingDueYet story
    grade { level nameZh nameEn }
    pillars { pillar standing behindDays }
  }
  driftEpisodes(state: OPEN, first: 20) { nodes { kind pillar openedOn acknowledgement } }`;
const PROGRAMS = `{ programs(first: 20) { nodes { ${SHOWN} } } }`;
const PROGRAM = `query ($id: UUID!) { program(id: $id) { ${SHOWN} } }`;

type Shown = Pick<Overview, 'id' | 'name' | 'status' | 'balance'> & {
  readonly currentPhase: { readonly name: string };
  readonly driftEpisodes: {
    readonly nodes: readonly (Omit<Overview['openDrift'][number], 'acknowledged'> & { readonly acknowledgement: string | null })[];
  };
};

const overviewOf = ({ id, name, status, balance, currentPhase, driftEpisodes }: Shown): Overview => ({
  id,
  name,
  status,
  phase: currentPhase.name,
  balance,
  openDrift: driftEpisodes.nodes.map(({ acknowledgement, ...drift }) => ({ ...drift, acknowledged: acknowledgement !== null })),
});

/** The overview of each program as of today. */
export async function overviews(client: GraphqlClient): Promise<readonly Overview[]> {
  type Answer = { readonly programs: { readonly nodes: readonly Shown[] } };
  return (await client.ask<Answer>(PROGRAMS)).programs.nodes.map(overviewOf);
}

/** The overview of one program as of today; undefined: there is no such program. */
export async function overview(client: GraphqlClient, id: string): Promise<Overview | undefined> {
  const { program } = await client.ask<{ readonly program: Shown | null }>(PROGRAM, { id });
  return program ? overviewOf(program) : undefined;
}
