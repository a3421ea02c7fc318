import { escaped } from '#application/starting/escaped.js';

/** Ends a command that cannot do what was asked; the message is for the person at the terminal. */
export class Failure extends Error {
  /**
   * @param message the lines of the message; text from outside in them is escaped
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
