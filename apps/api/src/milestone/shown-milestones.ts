import type { MilestoneListFilter, MilestoneOrder } from '#read-models/milestones/milestone-filter.js';
import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import type { EitherWay } from '#read-models/paging/page.js';
import type { Connection } from '#read-models/schema/connection.js';
import type { ReadingLoaders } from '../graphql/loaders.js';
import { shownPage } from '../graphql/paging.args.js';

/** A page of milestones for GraphQL, each within its initiative. */
export async function shownMilestones(
  loaders: ReadingLoaders,
  filter: MilestoneListFilter,
  order: MilestoneOrder | null | undefined,
  paging: EitherWay,
): Promise<Connection<MilestoneType>> {
  const page = await loaders.reading.milestones.page(filter, order, paging);
  const initiatives = await loaders.initiativesOf(page.edges.map((edge) => edge.node.initiative));
  return shownPage(page, ({ milestone }, i) => new MilestoneType(initiatives[i]!, milestone));
}
