import { graphql } from '../graphql/graphql';

/** What a launch needs to know of a program: its people, where the viewer may launch, and the elements of the pillars. */
export const LaunchPage = graphql(`
  query LaunchPage($id: UUID!) {
    program(id: $id) {
      id
      name
      viewerCanLaunchUnder
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
    elements {
      key
      name
      pillar
    }
  }
`);

export const LaunchInitiative = graphql(`
  mutation LaunchInitiative($input: LaunchInitiativeInput!) {
    launchInitiative(input: $input) {
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
