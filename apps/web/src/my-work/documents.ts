import { graphql } from '../graphql/graphql';

/** What a person owes: open milestones of the initiatives that they own, soonest first. */
export const MyWork = graphql(`
  query MyWork($owner: PersonId!, $first: Int!, $after: String) {
    milestones(filter: { owners: [$owner], states: [OVERDUE, PLANNED] }, orderBy: { field: FORECAST }, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        title
        state
        baseline
        forecast
        forecastConfirmedAt
        slipDays
        initiative {
          id
          title
          pillar
          revision
          program {
            id
            name
            timeZone
          }
        }
        viewerCan {
          achieve
          confirmForecast
          reschedule
        }
      }
    }
  }
`);
