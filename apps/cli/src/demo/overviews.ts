import type { Overview } from '../output/overview.js';
import type { GraphqlClient } from '../transport/graphql-client.js';

const QUERY = `{
  programs(first: 20) {
    nodes {
      id name
      currentPhase { name }
      balance {
        on t c d cappedBy
        grade { level nameZh nameEn }
        pillars { pillar standing behindDays cause oldestOpenBaseline planScheduleOn }
      }
      driftEpisodes(state: OPEN, first: 20) { nodes { kind pillar openedOn acknowledgement } }
    }
  }
}`;

interface Answer {
  readonly programs: {
    readonly nodes: readonly (Pick<Overview, 'id' | 'name' | 'balance'> & {
      readonly currentPhase: { readonly name: string };
      readonly driftEpisodes: {
        readonly nodes: readonly (Omit<Overview['openDrift'][number], 'acknowledged'> & { readonly acknowledgement: string | null })[];
      };
    })[];
  };
}

/** What the picture of each program shows, as of today. */
export async function overviews(client: GraphqlClient): Promise<readonly Overview[]> {
  const { programs } = await client.ask<Answer>(QUERY);
  return programs.nodes.map(({ id, name, balance, currentPhase, driftEpisodes }) => ({
    id,
    name,
    phase: currentPhase.name,
    balance,
    openDrift: driftEpisodes.nodes.map(({ acknowledgement, ...drift }) => ({ ...drift, acknowledged: acknowledgement !== null })),
  }));
}
