import { flatMilestone, type FlatMilestone } from '#read-models/feeds/flat-milestone.js';
import type { MilestoneListFilter } from '#read-models/milestones/milestone-filter.js';
import type { Reading } from '#read-models/readings.js';

/** The largest page of a list. */
const PAGE = 100;

/** The rows of milestones, page by page. */
export async function* milestonePages(reading: Reading, filter: MilestoneListFilter): AsyncGenerator<readonly FlatMilestone[]> {
  for (let after: string | undefined, more = true; more;) {
    const page = await reading.milestones.page(filter, null, { first: PAGE, after });
    const found = page.edges.map(({ node }) => node);
    const programs = await reading.programs.byIds([...new Set(found.map(({ initiative }) => initiative.programId))]);
    yield found.flatMap(({ initiative, milestone }) => {
      const program = programs.get(initiative.programId);
      return program ? [flatMilestone(program, initiative, milestone, reading.today(program.timeZone))] : [];
    });
    after = page.edges.at(-1)?.cursor;
    more = page.hasNextPage;
  }
}
