import { graphql } from '../graphql/graphql';

/** A program with its standing today and what waits for a decision. */
export const ProgramPage = graphql(`
  query ProgramPage($id: UUID!) {
    program(id: $id) {
      id
      name
      objective
      status
      revision
      startsOn
      endsOn
      timeZone
      phaseOverdueDays
      sponsor {
        id
        name
      }
      currentPhase {
        key
        name
        endsOn
      }
      phases {
        key
        name
        endsOn
        enteredOn
      }
      pillarLeads {
        pillar
        person {
          id
          name
        }
      }
      driftPolicy {
        halfLifeDays
      }
      viewerCan {
        assignPillarLead
        close
        enterPhase
        grantRole
        rename
        reopen
        reviseDriftPolicy
        reviseObjective
        revisePhasePlan
        revokeRole
      }
      viewerCanLaunchUnder
      balance {
        on
        d
        t
        c
        nothingDueYet
        grade {
          level
          name
        }
        story
        pillars {
          pillar
          behindDays
          cause
        }
      }
      driftEpisodes(first: 100) {
        nodes {
          id
          kind
          pillar
          state
          openedOn
          closedOn
          programClosed
          acknowledgement
          acknowledgedBy {
            id
            name
          }
          correctiveInitiative {
            id
            title
          }
        }
      }
      pendingRebaselines {
        id
        reason
        proposedAt
        proposedBy {
          id
          name
        }
        initiative {
          id
          title
          revision
        }
        changes {
          from
          to
          milestone {
            id
            title
          }
        }
        viewerCan {
          approve
          reject
        }
      }
      unowned: initiatives(unowned: true, status: ACTIVE, first: 20) {
        nodes {
          id
          title
          pillar
        }
        pageInfo {
          hasNextPage
        }
      }
    }
    first: milestones(filter: { programs: [$id], states: [PLANNED, OVERDUE] }, orderBy: { field: BASELINE }, first: 1) {
      nodes {
        id
        title
        baseline
      }
    }
  }
`);

/** The balance at each step of a range, and where today's forecasts lead on six dates after today. */
export const ProgramBalance = graphql(`
  query ProgramBalance(
    $id: UUID!
    $from: LocalDate!
    $to: LocalDate!
    $every: Every!
    $perspective: Perspective!
    $decided: InstantRange!
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
        ...BalancePoint
      }
      o1: balanceOutlook(to: $o1) @include(if: $isForeseen) {
        ...BalancePoint
      }
      o2: balanceOutlook(to: $o2) @include(if: $isForeseen) {
        ...BalancePoint
      }
      o3: balanceOutlook(to: $o3) @include(if: $isForeseen) {
        ...BalancePoint
      }
      o4: balanceOutlook(to: $o4) @include(if: $isForeseen) {
        ...BalancePoint
      }
      o5: balanceOutlook(to: $o5) @include(if: $isForeseen) {
        ...BalancePoint
      }
      o6: balanceOutlook(to: $o6) @include(if: $isForeseen) {
        ...BalancePoint
      }
    }
    rebaselines(
      filter: { programs: [$id], states: [APPROVED], decided: $decided }
      orderBy: { field: DECIDED, direction: DESC }
      first: 100
    ) {
      nodes {
        id
        decidedAt
        initiative {
          id
          title
        }
      }
    }
  }

  fragment BalancePoint on Balance {
    on
    d
    nothingDueYet
    pillars {
      pillar
      standing
      behindDays
    }
  }
`);

/** One page of the milestones of a program, for the slip chart. */
export const ProgramMilestones = graphql(`
  query ProgramMilestones($filter: MilestoneFilter!, $after: String) {
    milestones(filter: $filter, orderBy: { field: BASELINE }, first: 100, after: $after) {
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
        achievedOn
        slipDays
        initiative {
          id
          title
          pillar
        }
      }
    }
  }
`);

/** Why forecasts moved. */
export const ProgramSlips = graphql(`
  query ProgramSlips($filter: MilestoneFilter!) {
    slipSummary(filter: $filter) {
      count
      late
      mean
      median
      p90
      byReason {
        reasonCode
        days
        moves
        milestones
      }
    }
  }
`);

/** What became known lately. */
export const ProgramWeek = graphql(`
  query ProgramWeek($id: UUID!, $from: DateTime!, $last: Int!) {
    program(id: $id) {
      id
      history(from: $from, last: $last) {
        nodes {
          id
          summary
          occurredAt
          actor {
            id
            name
          }
        }
        pageInfo {
          hasPreviousPage
        }
      }
    }
  }
`);

/** One page of the initiatives of a program. */
export const ProgramInitiatives = graphql(`
  query ProgramInitiatives($id: UUID!, $after: String, $pillar: Pillar) {
    program(id: $id) {
      id
      initiatives(first: 100, after: $after, pillar: $pillar) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          title
          pillar
          status
          unit
          owner {
            id
            name
          }
        }
      }
    }
  }
`);

/** What would change most if it were done today. */
export const ProgramLeverage = graphql(`
  query ProgramLeverage($id: UUID!) {
    program(id: $id) {
      id
      leverage(first: 5) {
        behindDays
        lateDays
        pillar
        milestone {
          id
          title
          initiative {
            id
            owner {
              id
              name
            }
          }
        }
      }
    }
  }
`);
