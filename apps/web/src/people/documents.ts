import { graphql } from '../graphql/graphql';

/** The programs of the viewer with everybody who has a part in them. */
export const ProgramPeople = graphql(`
  query ProgramPeople {
    viewer {
      programs(first: 50) {
        nodes {
          id
          name
          status
          viewerCan {
            grantRole
          }
          members {
            role
            until
            person {
              id
              name
            }
          }
          pillarLeads {
            pillar
            person {
              id
              name
            }
          }
          initiatives(status: ACTIVE, first: 100) {
            nodes {
              id
              title
              owner {
                id
                name
              }
            }
          }
        }
      }
    }
  }
`);

/** A page of the people who can sign in, or could. For administrators and auditors of the installation. */
export const Accounts = graphql(`
  query Accounts($after: String) {
    accounts(first: 100, after: $after) {
      next
      accounts {
        email
        roles
        deactivatedAt
        forgottenAt
        person {
          id
          name
        }
      }
    }
  }
`);

export const Invitations = graphql(`
  query Invitations {
    invitations {
      id
      expiresAt
      person {
        id
        name
      }
      by {
        id
        name
      }
    }
  }
`);

export const Responsibilities = graphql(`
  query Responsibilities($personId: PersonId!) {
    responsibilities(personId: $personId) {
      roles
      leads
      program {
        id
        name
      }
      initiatives {
        id
        title
      }
    }
  }
`);

export const InvitePerson = graphql(`
  mutation InvitePerson($input: InvitePersonInput!) {
    invitePerson(input: $input) {
      link
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RevokeInvitation = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      done
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const HandOver = graphql(`
  mutation HandOver($input: HandOverInput!) {
    handOver(input: $input) {
      items {
        command
        code
        message
        program {
          id
          name
        }
        initiative {
          id
          title
        }
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const DeactivatePerson = graphql(`
  mutation DeactivatePerson($input: DeactivatePersonInput!) {
    deactivatePerson(input: $input) {
      account {
        deactivatedAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ReactivatePerson = graphql(`
  mutation ReactivatePerson($input: ReactivatePersonInput!) {
    reactivatePerson(input: $input) {
      account {
        deactivatedAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const ForgetPerson = graphql(`
  mutation ForgetPerson($input: ForgetPersonInput!) {
    forgetPerson(input: $input) {
      account {
        forgottenAt
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const SetInstallationRoles = graphql(`
  mutation SetInstallationRoles($input: SetInstallationRolesInput!) {
    setInstallationRoles(input: $input) {
      account {
        roles
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
