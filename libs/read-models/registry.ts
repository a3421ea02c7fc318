import type { Projection } from '#event-sourcing/folds/projection.js';
import { Aggregates } from './aggregates/aggregates.js';
import { Balances } from './balance/balances.js';
import { driftProjection } from './drift/drift-projection.js';
import { Drift } from './drift/drift.js';
import { evaluationProjection } from './evaluations/evaluation-projection.js';
import { Evaluations } from './evaluations/evaluations.js';
import { Feeds } from './feeds/feeds.js';
import { History } from './history/history.js';
import { Rebaselines } from './initiatives/rebaselines.js';
import { initiativeProjection } from './initiatives/initiative-projection.js';
import { Initiatives } from './initiatives/initiatives.js';
import { Milestones } from './milestones/milestones.js';
import { Portfolio } from './portfolio/portfolio.js';
import { programProjection } from './programs/program-projection.js';
import { Programs } from './programs/programs.js';
import type { Folding, ReadModel } from './read-model.js';

/**
 * Every read model once. The questions, their answers about the past, the folding of the past and the list of projections are all derived
 * from this list. A program's projection comes before those of things that belong to a program.
 */
export const READ_MODELS = {
  programs: { queries: Programs, projection: programProjection, streams: 'ONE_PER_PROGRAM', documents: 'ONE_PER_STREAM' },
  initiatives: { queries: Initiatives, projection: initiativeProjection, streams: 'MANY_PER_PROGRAM', documents: 'ONE_PER_STREAM' },
  evaluations: {
    queries: Evaluations,
    projection: evaluationProjection,
    streams: 'ONE_PER_PROGRAM',
    documents: { listedIn: 'evaluation_rows' },
  },
  drift: { queries: Drift, projection: driftProjection, streams: 'ONE_PER_PROGRAM', documents: { listedIn: 'episode_rows' } },
  milestones: { queries: Milestones },
  rebaselines: { queries: Rebaselines },
  history: { queries: History },
  balances: { queries: Balances },
  portfolio: { queries: Portfolio },
  aggregates: { queries: Aggregates },
  feeds: { queries: Feeds },
} as const satisfies Readonly<Record<string, ReadModel>>;

type ReadModels = typeof READ_MODELS;
export type Subject = keyof ReadModels;

/** The public members of a class, whatever implements them. */
type Asked<T> = Pick<T, keyof T>;

/** Every question, by subject. Questions and answers are plain data, except a page's `totalCount`. */
export type Questions = { readonly [S in Subject]: Asked<InstanceType<ReadModels[S]['queries']>> };

/** The names of the projections and of the journal: what callers can wait for. */
export type ProjectionName = { [S in Subject]: ReadModels[S] extends Folding ? S : never }[Subject] | 'journal';

const models: readonly ReadModel[] = Object.values(READ_MODELS);
const foldings: readonly Folding[] = models.flatMap((model) => (model.projection === undefined ? [] : [model]));

/** Every projection that the daemon runs beside the journal. */
export const PROJECTIONS: readonly Projection[] = foldings.map(({ projection }) => projection);

/** How a projection's documents are found in the journal. */
export function foldingOf({ name }: Pick<Projection, 'name'>): Folding {
  const found = foldings.find(({ projection }) => projection.name === name);
  if (!found) throw new Error(`There is no projection ${name}`);
  return found;
}

/** The names of a subject's questions: the methods of its class. */
export const questionsAbout = (subject: Subject): readonly string[] =>
  Object.getOwnPropertyNames(READ_MODELS[subject].queries.prototype).filter((name) => name !== 'constructor');

/** Makes one object for each subject. */
export const bySubject = <T>(make: (subject: Subject) => T): Readonly<Record<Subject, T>> =>
  Object.fromEntries((Object.keys(READ_MODELS) as Subject[]).map((subject) => [subject, make(subject)])) as Record<Subject, T>;
