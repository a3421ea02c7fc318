import { graphql } from '../graphql/graphql';

export const AchieveMilestone = graphql(`
  mutation AchieveMilestone($input: AchieveMilestoneInput!) {
    achieveMilestone(input: $input) {
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

export const ConfirmForecast = graphql(`
  mutation ConfirmForecast($input: ConfirmForecastInput!) {
    confirmForecast(input: $input) {
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

export const RescheduleMilestone = graphql(`
  mutation RescheduleMilestone($input: RescheduleMilestoneInput!) {
    rescheduleMilestone(input: $input) {
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

export const ReopenMilestone = graphql(`
  mutation ReopenMilestone($input: ReopenMilestoneInput!) {
    reopenMilestone(input: $input) {
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

export const DescopeMilestone = graphql(`
  mutation DescopeMilestone($input: DescopeMilestoneInput!) {
    descopeMilestone(input: $input) {
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

export const RestoreMilestone = graphql(`
  mutation RestoreMilestone($input: RestoreMilestoneInput!) {
    restoreMilestone(input: $input) {
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

export const RetitleMilestone = graphql(`
  mutation RetitleMilestone($input: RetitleMilestoneInput!) {
    retitleMilestone(input: $input) {
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

export const ReweighMilestone = graphql(`
  mutation ReweighMilestone($input: ReweighMilestoneInput!) {
    reweighMilestone(input: $input) {
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

export const PlanMilestone = graphql(`
  mutation PlanMilestone($input: PlanMilestoneInput!) {
    planMilestone(input: $input) {
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

export const UpdateMilestones = graphql(`
  mutation UpdateMilestones($input: UpdateMilestonesInput!) {
    updateMilestones(input: $input) {
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
