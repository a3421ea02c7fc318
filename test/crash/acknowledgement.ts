/** What the process under test reports about an append: the position of its last event, and the ids in order. One line of JSON. */
export interface Acknowledgement {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly ids: readonly string[];
}

export const acknowledgement = {
  write: (appended: Acknowledgement): string => `${JSON.stringify(appended)}\n`,
  /** Reads the complete lines of a text: the last line may have been cut off. */
  readAll: (text: string): Acknowledgement[] =>
    text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Acknowledgement),
};
