import { graphql } from './graphql';

/** Who is signed in, and what they are in which programs. */
export const Session = graphql(`
  query Session {
    viewer {
      person {
        id
        name
      }
      installationRoles
      roles {
        program {
          id
          name
        }
        roles
        leads
      }
    }
  }
`);

/** Each change in a program, or in any that the viewer may see. */
export const Changes = graphql(`
  subscription Changes($programId: UUID) {
    programChanged(programId: $programId) {
      entry {
        id
        type
        stream
        actor {
          id
          name
        }
        recordedAt
        summary
      }
      program {
        id
        revision
      }
    }
  }
`);
