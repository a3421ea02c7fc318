/** What the process under test says of an append: where its last event is, and the ids in order. One line of JSON. */
export interface Acknowledgement {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly ids: readonly string[];
}

export const acknowledgement = {
  write: (appended: Acknowledgement): string => `${JSON.stringify(appended)}\n`,
  /** The whole lines of a text: the last one may have been cut off. */
  readAll: (text: string): Acknowledgement[] =>
    text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Acknowledgement),
};
