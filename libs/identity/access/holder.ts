/** Whom a credential stands for, and how far. */
export interface Holder {
  /** The person's opaque id. */
  readonly id: string;
  /** May do everything in every program. */
  readonly administrator: boolean;
  /** May read every program. */
  readonly auditor?: boolean;
  /** The limits of an access token; missing: none. */
  readonly scope?: { readonly write: boolean; readonly programs?: readonly string[] };
  /** The public id of the session, if it is one. */
  readonly session?: string;
  /** The public id of the access token, if it is one. */
  readonly token?: string;
  /** The public id of the secret address of a calendar, if it is one. */
  readonly calendar?: string;
}
