import { graphql } from '../graphql/graphql';

/** What belongs to the viewer alone. */
export const AccountPage = graphql(`
  query AccountPage($personId: PersonId!) {
    account(personId: $personId) {
      email
      person {
        id
        name
      }
    }
    viewer {
      sessions {
        id
        device
        madeAt
        seenAt
        expiresAt
        isCurrent
      }
      tokens {
        id
        name
        write
        programIds
        madeAt
        usedAt
        expiresAt
        revokedAt
      }
      calendarAddresses {
        id
        programId
        madeAt
        usedAt
      }
      programs(first: 100) {
        nodes {
          id
          name
        }
      }
    }
  }
`);

export const SetPersonName = graphql(`
  mutation SetPersonName($input: SetPersonNameInput!) {
    setPersonName(input: $input) {
      person {
        id
        name
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const SetPersonEmail = graphql(`
  mutation SetPersonEmail($input: SetPersonEmailInput!) {
    setPersonEmail(input: $input) {
      account {
        email
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const EndSession = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      done
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const SignOutEverywhere = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      done
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const MakeLink = graphql(`
  mutation MakeLink($input: MakeLinkInput!) {
    makeLink(input: $input) {
      link
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const MakeAccessToken = graphql(`
  mutation MakeAccessToken($input: MakeAccessTokenInput!) {
    makeAccessToken(input: $input) {
      token
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RevokeAccessToken = graphql(`
  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
    revokeAccessToken(input: $input) {
      accessToken {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const MakeCalendarAddress = graphql(`
  mutation MakeCalendarAddress($input: MakeCalendarAddressInput!) {
    makeCalendarAddress(input: $input) {
      address
      userErrors {
        code
        message
        field
      }
    }
  }
`);

export const RevokeCalendarAddress = graphql(`
  mutation RevokeCalendarAddress($input: RevokeCalendarAddressInput!) {
    revokeCalendarAddress(input: $input) {
      calendarAddress {
        id
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`);
