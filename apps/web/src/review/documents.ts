import { graphql } from '../graphql/graphql';

/** Everything that may wait for a decision of the viewer, over all programs. */
export const Review = graphql(`
  query Review($first: Int!, $longOverdueDays: Int!) {
    rebaselines(filter: { states: [PENDING] }, first: $first, orderBy: { field: PROPOSED }) {
      totalCount
      nodes {
        id
        reason
        proposedAt
        proposedBy {
          id
          name
        }
        viewerCan {
          approve
          reject
        }
        changes {
          from
          to
          milestone {
            id
            title
          }
        }
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
      }
    }
    driftEpisodes(filter: { states: [OPEN], acknowledged: false }, first: $first, orderBy: { field: OPENED }) {
      totalCount
      nodes {
        id
        kind
        pillar
        openedOn
        programClosed
        program {
          id
          name
          timeZone
        }
      }
    }
    portfolio(status: ACTIVE) {
      programId
      name
      on
      nextGate {
        phaseKey
        phaseName
        endsOn
        daysOver
      }
      program {
        id
        revision
        phases {
          key
          name
        }
        viewerCan {
          enterPhase
          close
        }
      }
    }
    initiatives(filter: { unowned: true, statuses: [ACTIVE, PAUSED] }, first: $first, orderBy: { field: WEIGHT, direction: DESC }) {
      totalCount
      nodes {
        id
        title
        pillar
        revision
        viewerCan {
          assignOwner
        }
        program {
          id
          name
          timeZone
        }
      }
    }
    milestones(
      filter: { states: [OVERDUE], slipDays: { atLeast: $longOverdueDays } }
      first: $first
      orderBy: { field: SLIP, direction: DESC }
    ) {
      totalCount
      nodes {
        id
        title
        state
        baseline
        forecast
        slipDays
        viewerCan {
          achieve
          reschedule
        }
        initiative {
          id
          title
          pillar
          revision
          owner {
            id
            name
          }
          program {
            id
            name
            timeZone
          }
        }
      }
    }
  }
`);

/** Who could answer for something in a program, and what could correct its drift. */
export const Candidates = graphql(`
  query Candidates($programId: UUID!) {
    program(id: $programId) {
      id
      members {
        until
        person {
          id
          name
        }
      }
      pillarLeads {
        person {
          id
          name
        }
      }
      initiatives(status: ACTIVE, first: 100) {
        nodes {
          id
          title
          pillar
          owner {
            id
            name
          }
        }
      }
    }
  }
`);

export const AcknowledgeDrift = graphql(`
  mutation AcknowledgeDrift($input: AcknowledgeDriftInput!) {
    acknowledgeDrift(input: $input) {
      receipt {
        events
      }
      userErrors {
        code
        message
        field
      }
      warnings {
        message
      }
    }
  }
`);

export const EnterPhase = graphql(`
  mutation EnterPhase($input: EnterPhaseInput!) {
    enterPhase(input: $input) {
      receipt {
        events
      }
      userErrors {
        code
        message
        field
      }
      warnings {
        message
      }
    }
  }
`);
