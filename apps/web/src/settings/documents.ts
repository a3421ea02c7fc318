import { graphql } from '../graphql/graphql';

/** A program with everything that its settings show. */
export const SettingsPage = graphql(`
  query SettingsPage($id: UUID!) {
    program(id: $id) {
      id
      name
      objective
      status
      revision
      startsOn
      endsOn
      timeZone
      sponsor {
        id
        name
      }
      currentPhase {
        key
      }
      phases {
        key
        name
        endsOn
        enteredOn
        note
        approvedBy {
          id
          name
        }
        emphasis {
          leadership
          culture
          process
          technology
        }
      }
      driftPolicy {
        halfLifeDays
        lambda
        consecutive
        planTolerance
        behind {
          opensAt
          closesAt
        }
        ahead {
          opensAt
          closesAt
        }
        late {
          opensAt
          closesAt
        }
      }
      members {
        role
        since
        until
        endsOn
        initiativeId
        person {
          id
          name
        }
      }
      pillarLeads {
        pillar
        since
        person {
          id
          name
        }
      }
      initiatives(status: ACTIVE, first: 100) {
        nodes {
          id
          title
        }
      }
      viewerCan {
        assignPillarLead
        close
        correctPhaseEntry
        enterPhase
        grantRole
        rename
        reopen
        reviseDriftPolicy
        reviseObjective
        revisePhasePlan
        revokeRole
      }
    }
  }
`);

export const RenameProgram = graphql(`
  mutation RenameProgram($input: RenameProgramInput!) {
    renameProgram(input: $input) {
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

export const ReviseObjective = graphql(`
  mutation ReviseObjective($input: ReviseObjectiveInput!) {
    reviseObjective(input: $input) {
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

export const RevisePhasePlan = graphql(`
  mutation RevisePhasePlan($input: RevisePhasePlanInput!) {
    revisePhasePlan(input: $input) {
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

export const CorrectPhaseEntry = graphql(`
  mutation CorrectPhaseEntry($input: CorrectPhaseEntryInput!) {
    correctPhaseEntry(input: $input) {
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

export const ReviseDriftPolicy = graphql(`
  mutation ReviseDriftPolicy($input: ReviseDriftPolicyInput!) {
    reviseDriftPolicy(input: $input) {
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

export const AssignPillarLead = graphql(`
  mutation AssignPillarLead($input: AssignPillarLeadInput!) {
    assignPillarLead(input: $input) {
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

export const GrantRole = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
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

export const RevokeRole = graphql(`
  mutation RevokeRole($input: RevokeRoleInput!) {
    revokeRole(input: $input) {
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

export const CloseProgram = graphql(`
  mutation CloseProgram($input: CloseProgramInput!) {
    closeProgram(input: $input) {
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

export const ReopenProgram = graphql(`
  mutation ReopenProgram($input: ReopenProgramInput!) {
    reopenProgram(input: $input) {
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
