import { dateAt } from '#domain/calendar.js';
import type { Page } from '../paging/page.js';
import type { Reading } from '../reading.js';
import { bySubject, questionsAbout, type Questions, type Subject } from '../registry.js';
import type { Question, AsOfSnapshot } from './question.js';

/** A reading whose questions another thread answers: questions and answers are passed as data. */
export function askedOf(view: AsOfSnapshot, ask: (question: Question) => Promise<unknown>): Reading {
  const answering =
    (subject: Subject, question: string) =>
    async (...asked: readonly unknown[]): Promise<unknown> => {
      const answer = await ask({ view, subject, question, asked });
      return question === 'page' ? counting(answer, () => ask({ view, subject, question, asked, counts: true })) : answer;
    };
  const about = (subject: Subject): object =>
    Object.fromEntries(questionsAbout(subject).map((question) => [question, answering(subject, question)]));
  return {
    ...(bySubject(about) as unknown as Questions),
    cut: view.cut,
    today: (timeZone) => dateAt(view.instant, timeZone),
  };
}

const counting = (page: unknown, totalCount: () => Promise<unknown>): Page<unknown> => ({
  ...(page as Omit<Page<unknown>, 'totalCount'>),
  totalCount: totalCount as () => Promise<number>,
});
