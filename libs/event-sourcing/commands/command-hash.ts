import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';

/**
 * The hash by which a retried command is recognised as the same command: SHA-256, as 64 hexadecimal digits, of RFC 8785 of its type and its
 * input as sent with defaults. It leaves out commandId, expectedRevision, times, made ids and folded inputs.
 * @throws TypeError for an input that JSON cannot hold
 */
export const commandHash = (type: string, input: object): string => hash('sha256', canonicalJson({ type, input }), 'hex');
