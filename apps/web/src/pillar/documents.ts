import { graphql } from '../graphql/graphql';

/** One pillar of a program today. */
export const PillarPage = graphql(`
  query PillarPage($id: UUID!) {
    program(id: $id) {
      id
      name
      status
      startsOn
      endsOn
      timeZone
      viewerCanLaunchUnder
      pillarLeads {
        pillar
        since
        person {
          id
          name
        }
      }
      balance {
        on
        nothingDueYet
        story
        pillars {
          pillar
          behindDays
          cause
          plannedValue
          earnedValue
        }
      }
    }
  }
`);

/** What was planned and what was earned at each step of a range, and what today's forecasts lead to. */
export const PillarValue = graphql(`
  query PillarValue(
    $id: UUID!
    $from: LocalDate!
    $to: LocalDate!
    $every: Every!
    $perspective: Perspective!
    $isForeseen: Boolean!
    $o1: LocalDate!
    $o2: LocalDate!
    $o3: LocalDate!
    $o4: LocalDate!
    $o5: LocalDate!
    $o6: LocalDate!
  ) {
    program(id: $id) {
      id
      balanceTimeline(from: $from, to: $to, every: $every, perspective: $perspective) {
        ...ValuePoint
      }
      o1: balanceOutlook(to: $o1) @include(if: $isForeseen) {
        ...ValuePoint
      }
      o2: balanceOutlook(to: $o2) @include(if: $isForeseen) {
        ...ValuePoint
      }
      o3: balanceOutlook(to: $o3) @include(if: $isForeseen) {
        ...ValuePoint
      }
      o4: balanceOutlook(to: $o4) @include(if: $isForeseen) {
        ...ValuePoint
      }
      o5: balanceOutlook(to: $o5) @include(if: $isForeseen) {
        ...ValuePoint
      }
      o6: balanceOutlook(to: $o6) @include(if: $isForeseen) {
        ...ValuePoint
      }
    }
  }

  fragment ValuePoint on Balance {
    on
    pillars {
      pillar
      plannedValue
      earnedValue
      behindDays
    }
  }
`);

/** What is due soon, or should have been done. */
export const PillarDue = graphql(`
  query PillarDue($filter: MilestoneFilter!, $first: Int!) {
    milestones(filter: $filter, orderBy: { field: FORECAST }, first: $first) {
      nodes {
        id
        title
        state
        baseline
        forecast
        achievedOn
        slipDays
        initiative {
          id
          title
          owner {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
