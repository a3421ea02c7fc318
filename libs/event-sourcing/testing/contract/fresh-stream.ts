import { newUuid } from '../../uuid.js';

/** A stream name that no other check and no earlier run has used. */
export const freshStream = (): string => `contract-${newUuid()}`;
