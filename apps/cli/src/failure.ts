/** What a command ends with when it cannot do what it was asked: the message is for the person at the terminal. */
export class Failure extends Error {
  /** @param exitCode 1: refused or incomplete · 2: wrong usage */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
    this.name = 'Failure';
  }
}
