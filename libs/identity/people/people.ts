import type { IdentityRefusal } from '../refusal.js';

export const INSTALLATION_ROLES = ['ADMINISTRATOR', 'AUDITOR'] as const;
/** A role for the whole installation: an administrator may do everything, an auditor reads every program. */
export type InstallationRole = (typeof INSTALLATION_ROLES)[number];

/** A person who can sign in, or could. */
export interface Account {
  /** An opaque id; events contain only this. */
  readonly id: string;
  readonly email?: string;
  readonly roles: readonly InstallationRole[];
  /** As whom the person signs in through OpenID Connect: issuer and subject, joined by a space. */
  readonly subject?: string;
  readonly addedAt: string;
  readonly deactivatedAt?: string;
  readonly forgottenAt?: string;
}

export interface NewPerson {
  /** The id of a person whom events name already; default: a new one. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly email?: string | undefined;
  readonly roles?: readonly InstallationRole[] | undefined;
  /** The issuer and subject of a person who signs in through OpenID Connect. */
  readonly subject?: string | undefined;
}

export interface AccountPage {
  readonly accounts: readonly Account[];
  /** Where the next page begins; undefined: this is the last. */
  readonly next?: string;
}

/** The people who can sign in. Names are in the directory. */
export abstract class People {
  /** Adds a person. @returns EMAIL_INVALID, EMAIL_TAKEN, PERSON_EXISTS, PERSON_FORGOTTEN, PERSON_ID_RESERVED */
  abstract add(person: NewPerson): Promise<Account | IdentityRefusal>;
  /**
   * Removes a person who was added just now and never came in. @param nameBefore the name that the directory had before; undefined: none
   */
  abstract remove(id: string, nameBefore?: string): Promise<void>;
  abstract byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Account>>;
  abstract byEmail(email: string): Promise<Account | undefined>;
  /** The person of an issuer and subject of OpenID Connect, joined by a space. */
  abstract bySubject(subject: string): Promise<Account | undefined>;
  /** A page of everyone, by id. */
  abstract page(first: number, after?: string): Promise<AccountPage>;
  /** @returns PERSON_NOT_FOUND */
  abstract setRoles(id: string, roles: readonly InstallationRole[]): Promise<Account | IdentityRefusal>;
  /** @returns PERSON_NOT_FOUND, PERSON_FORGOTTEN, EMAIL_INVALID, EMAIL_TAKEN */
  abstract setEmail(id: string, email: string | undefined): Promise<Account | IdentityRefusal>;
  /** @returns PERSON_NOT_FOUND, SUBJECT_SET if the person signs in as another subject */
  abstract setSubject(id: string, subject: string): Promise<Account | IdentityRefusal>;
  /**
   * Joins the subject of an issuer with a person who was invited and never came in; the open link is revoked. Somebody who came in may have
   * given an address that is not theirs. @returns PERSON_NOT_FOUND, SUBJECT_SET, ACCOUNT_USED
   */
  abstract linkInvited(id: string, subject: string): Promise<Account | IdentityRefusal>;
  /** Ends sessions, tokens and open invitations, those that the person made too, in the same transaction. @returns PERSON_NOT_FOUND */
  abstract deactivate(id: string): Promise<Account | IdentityRefusal>;
  /** Lets the person in again, by a new link. @returns PERSON_NOT_FOUND, PERSON_FORGOTTEN */
  abstract reactivate(id: string): Promise<Account | IdentityRefusal>;
  /**
   * Deactivates and removes everything that tells who it was; the id stays in events. Whoever has only a name here is forgotten too.
   * @returns PERSON_NOT_FOUND
   */
  abstract forget(id: string): Promise<Account | IdentityRefusal>;
}

/** The roles in a stored list. */
export const rolesIn = (list: string): readonly InstallationRole[] => INSTALLATION_ROLES.filter((role) => list.split(',').includes(role));
