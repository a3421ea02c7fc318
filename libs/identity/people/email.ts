import { domainToASCII } from 'node:url';

/** The longest address that a mail server takes (RFC 5321, 4.5.3.1.3). */
const LONGEST = 254;

/** An e-mail address, as it was given and in the form by which addresses are compared. */
export interface Email {
  readonly given: string;
  readonly key: string;
}

/**
 * Reads an e-mail address. Capitals do not distinguish addresses, nor do an international domain and its ASCII form (IDNA); a plus sign
 * does. @returns undefined if it is none
 */
export function emailOf(text: string): Email | undefined {
  const given = text.trim().normalize('NFC');
  const at = given.lastIndexOf('@');
  const [local, domain] = [given.slice(0, at), given.slice(at + 1)];
  if (at < 1 || given.length > LONGEST || /[\s\p{C}"(),:;<>@[\]\\]/u.test(local) || /^\.|\.\.|\.$/.test(local)) return undefined;
  const ascii = domainToASCII(domain.replace(/\.$/, ''));
  // Only names with a dot: an address at a host of its own, such as ann@localhost, reaches nobody from here.
  if (!/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(ascii)) return undefined;
  return { given, key: `${local.toLowerCase()}@${ascii}` };
}
