/** A text for people in both languages, as a native speaker would say it. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** Why a program does not start: what is wrong, where, and what to do. The message is the English wording. */
export class StartProblem extends Error {
  readonly zh: string;

  constructor({ zh, en }: Wording) {
    super(en);
    this.name = 'StartProblem';
    this.zh = zh;
  }
}
