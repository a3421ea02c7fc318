import { graphql } from '../graphql/graphql';

export const CharterProgram = graphql(`
  mutation CharterProgram($input: CharterProgramInput!) {
    charterProgram(input: $input) {
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
