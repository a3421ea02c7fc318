import { graphql } from '../graphql/graphql';

/** One initiative with everything that its page shows. */
export const InitiativePage = graphql(`
  query InitiativePage($id: UUID!) {
    initiative(id: $id) {
      id
      title
      pillar
      element {
        key
        name
      }
      unit
      weight
      status
      revision
      owner {
        id
        name
      }
      owners {
        effectiveOn
        until
        person {
          id
          name
        }
      }
      viewerCan {
        assignOwner
        cancel
        complete
        move
        pause
        planMilestone
        proposeRebaseline
        reopen
        resume
        retitle
        reweigh
      }
      program {
        id
        name
        timeZone
        status
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
            owner {
              id
              name
            }
          }
        }
      }
      milestones {
        id
        title
        weight
        state
        baseline
        originalBaseline
        forecast
        forecastConfirmedAt
        achievedOn
        evidence
        slipDays
        blockedBy {
          id
          title
          initiative {
            id
          }
        }
        reschedules {
          at
          by {
            id
            name
          }
          from
          to
          reasonCode
          reason
        }
        achievements {
          achievedOn
          at
          by {
            id
            name
          }
          evidence
          reopenReason
          reopenedAt
        }
        viewerCan {
          achieve
          confirmForecast
          descope
          reopen
          reschedule
          restore
          retitle
          reweigh
        }
      }
      rebaselines {
        id
        state
        reason
        note
        proposedAt
        proposedBy {
          id
          name
        }
        decidedAt
        decidedBy {
          id
          name
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
    }
  }
`);

/** What happened in an initiative, the latest first. */
export const InitiativeHistory = graphql(`
  query InitiativeHistory($programId: UUID!, $initiativeId: UUID!, $last: Int!, $before: String) {
    program(id: $programId) {
      id
      history(initiativeId: $initiativeId, last: $last, before: $before) {
        totalCount
        pageInfo {
          hasPreviousPage
          startCursor
        }
        nodes {
          id
          summary
          occurredAt
          recordedAt
          actor {
            id
            name
          }
        }
      }
    }
  }
`);

export const AssignOwner = graphql(`
  mutation AssignOwner($input: AssignOwnerInput!) {
    assignOwner(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const MoveInitiative = graphql(`
  mutation MoveInitiative($input: MoveInitiativeInput!) {
    moveInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const ReweighInitiative = graphql(`
  mutation ReweighInitiative($input: ReweighInitiativeInput!) {
    reweighInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const RetitleInitiative = graphql(`
  mutation RetitleInitiative($input: RetitleInitiativeInput!) {
    retitleInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const PauseInitiative = graphql(`
  mutation PauseInitiative($input: PauseInitiativeInput!) {
    pauseInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const ResumeInitiative = graphql(`
  mutation ResumeInitiative($input: ResumeInitiativeInput!) {
    resumeInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const CompleteInitiative = graphql(`
  mutation CompleteInitiative($input: CompleteInitiativeInput!) {
    completeInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const CancelInitiative = graphql(`
  mutation CancelInitiative($input: CancelInitiativeInput!) {
    cancelInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const ReopenInitiative = graphql(`
  mutation ReopenInitiative($input: ReopenInitiativeInput!) {
    reopenInitiative(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const ProposeRebaseline = graphql(`
  mutation ProposeRebaseline($input: ProposeRebaselineInput!) {
    proposeRebaseline(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const ApproveRebaseline = graphql(`
  mutation ApproveRebaseline($input: ApproveRebaselineInput!) {
    approveRebaseline(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);

export const RejectRebaseline = graphql(`
  mutation RejectRebaseline($input: RejectRebaselineInput!) {
    rejectRebaseline(input: $input) {
      receipt {
        events
        revision
      }
      userErrors {
        code
        message
        field
        conflict {
          summary
          recordedAt
        }
      }
      warnings {
        message
      }
    }
  }
`);
