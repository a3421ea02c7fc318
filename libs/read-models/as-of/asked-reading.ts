import { dateAt } from '#domain/calendar.js';
import type { Page } from '../paging/page.js';
import type { Questions, Reading } from '../reading.js';
import type { Question, View } from './question.js';

/** Every question. Records, not lists: the compiler notices a forgotten one. */
const QUESTIONS: { readonly [Subject in keyof Questions]: Readonly<Record<keyof Questions[Subject], true>> } = {
  programs: { byIds: true, all: true, page: true },
  initiatives: { byIds: true, page: true, ofProgram: true, ofPrograms: true, pendingRebaselines: true },
  milestones: { byKeys: true, page: true },
  evaluations: { byIds: true, lastOf: true, page: true },
  drift: { byIds: true, page: true, openCounts: true, peaks: true },
  history: { byIds: true, page: true },
  balances: { programWithInitiatives: true, on: true, timeline: true, plannedShares: true },
};

/** A reading that asks someone else: each question travels as data, and so does its answer. */
export function askedOf(view: View, ask: (question: Question) => Promise<unknown>): Reading {
  const about = <Subject extends keyof Questions>(subject: Subject): Questions[Subject] => {
    const answering =
      (question: string) =>
      async (...asked: readonly unknown[]): Promise<unknown> => {
        const answer = await ask({ view, subject, question, asked });
        return question === 'page' ? counting(answer, () => ask({ view, subject, question, asked, counts: true })) : answer;
      };
    return Object.fromEntries(Object.keys(QUESTIONS[subject]).map((question) => [question, answering(question)])) as Questions[Subject];
  };
  return {
    cut: view.cut,
    today: (timeZone) => dateAt(view.instant, timeZone),
    programs: about('programs'),
    initiatives: about('initiatives'),
    milestones: about('milestones'),
    evaluations: about('evaluations'),
    drift: about('drift'),
    history: about('history'),
    balances: about('balances'),
  };
}

const counting = (page: unknown, totalCount: () => Promise<unknown>): Page<unknown> => ({
  ...(page as Omit<Page<unknown>, 'totalCount'>),
  totalCount: totalCount as () => Promise<number>,
});
