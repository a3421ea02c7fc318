import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/**
 * What makes a repeated command the same command: SHA-256, as 64 hexadecimal digits, of RFC 8785 of its type and its input
 * as sent with defaults. commandId, expectedRevision, times, made ids and folded inputs are no part of it.
 * @throws TypeError for an input that JSON cannot hold.
 */
export const commandHash = (type: string, input: object): string => hash('sha256', canonicalJson({ type, input }), 'hex');
