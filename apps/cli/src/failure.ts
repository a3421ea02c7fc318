import { escaped } from '#application/starting/escaped.js';

/** What a command ends with when it cannot do what it was asked: the message is for the person at the terminal. */
export class Failure extends Error {
  /**
   * @param message its lines; each may hold text from outside, which is escaped
   * @param exitCode 1: refused or incomplete · 2: wrong usage
   */
  constructor(
    message: string | readonly string[],
    readonly exitCode: 1 | 2 = 1,
  ) {
    super([message].flat().map(escaped).join('\n'));
    this.name = 'Failure';
  }
}
