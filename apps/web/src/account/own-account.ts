import type { ResultOf } from '../graphql/graphql';
import type { AccountPage } from './documents';

/** What belongs to the person who is signed in. */
export type OwnAccount = ResultOf<typeof AccountPage>;

/** The time zone of this device: what belongs to nobody's program is shown in it. */
export const hereZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
