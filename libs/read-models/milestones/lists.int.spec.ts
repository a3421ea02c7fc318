import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  baselineOf,
  ownerOn,
  pillarOf,
  standingAchievement,
  weightOf,
  type InitiativeState,
  type Milestone,
} from '#domain/initiative/state.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { ProgramState } from '#domain/program/state.js';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { appendAll } from '#testing/projection-engine/interleaved.js';
import { onEachDatabase } from '#testing/projection-engine/on-each-database.js';
import { settled, startViews, viewsFile, type ViewsUnderTest } from '#testing/projection-engine/views-under-test.js';
import { sortKey } from '../collation/sort-key.js';
import { INITIATIVE_ORDER_FIELDS, type InitiativeListFilter } from '../initiatives/initiative-filter.js';
import type { ChangedInitiative, ChangedMilestone } from '../initiatives/last-change.js';
import type { EitherWay, Page } from '../paging/page.js';
import { PROJECTIONS } from '../registry.js';
import { Readings, type Reading } from '../readings.js';
import { RandomHistory } from '../testing/random-history.js';
import { MILESTONE_ORDER_FIELDS, type MilestoneListFilter, type MilestoneOrderField } from './milestone-filter.js';
import { milestoneState, slipDays } from './milestone-view.js';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const history = new RandomHistory(seed, 700);
/** An instant at which the three programs have two different dates. */
const NOW = '2024-03-10T20:00:00.000Z';

const NAMED = uuidFrom('program', 'named');
const BUDGET = uuidFrom('initiative', 'budget');
/** A program, two initiatives and their milestones that have titles to search for. */
function writeNamed({ written, initiativeIds }: RandomHistory): void {
  const when = { at: '2024-01-02T00:00:00.000Z' };
  written.charter(NAMED, { name: 'Déploiement ERP', startsOn: '2024-01-10' }, when);
  const titled: readonly (readonly [id: string, title: string, milestones: readonly string[]])[] = [
    [BUDGET, 'Budget 预算管理', ['Première étape', '预算审批', 'Budgetfreigabe', '上线']],
    [uuidFrom('initiative', 'people'), 'People', ['预 算', 'Étape 2', 'Rückbau budgétaire']],
  ];
  for (const [id, title, milestones] of titled) {
    initiativeIds.push(id);
    written.initiative(id, NAMED, { type: 'InitiativeLaunched', data: { title, pillar: 'PROCESS', weight: 1 } }, when);
    for (const [i, of] of milestones.entries()) {
      const data = { milestoneId: uuidFrom(id, i), title: of, due: '2024-06-01', weight: 1 };
      written.initiative(id, NAMED, { type: 'MilestonePlanned', data }, when);
    }
  }
  const renamed = { type: 'MilestoneRetitled', data: { milestoneId: uuidFrom(BUDGET, 3), title: '切换' } } as const;
  written.initiative(BUDGET, NAMED, renamed, { at: '2024-01-03T00:00:00.000Z' });
}
writeNamed(history);

const store = new InMemoryEventStore();
beforeAll(() => appendAll(store, history.written.events));
afterAll(() => store.close());

interface Known {
  readonly program: ProgramState;
  readonly initiative: ChangedInitiative;
  readonly milestone: ChangedMilestone;
  readonly today: string;
}

const slip = ({ program, initiative, milestone, today }: Known): number => slipDays(program, initiative, milestone, today);
const state = ({ initiative, milestone, today }: Known): string => milestoneState(initiative, milestone, today);
const within = (value: string | undefined, from: string, to: string): boolean => value !== undefined && value >= from && value <= to;
const achievedOn = (milestone: Milestone): string | undefined => standingAchievement(milestone)?.on;

/** Each filter beside the same rule in JavaScript. */
const FILTERS: readonly (readonly [MilestoneListFilter, (known: Known) => boolean])[] = [
  [{}, () => true],
  [{ programs: history.programIds.slice(1) }, ({ program }) => history.programIds.indexOf(program.id) > 0],
  [
    { programs: [history.programIds[0]!], states: ['OVERDUE'] },
    (one) => one.program.id === history.programIds[0] && state(one) === 'OVERDUE',
  ],
  [{ among: history.programIds.slice(0, 2) }, ({ program }) => history.programIds.slice(0, 2).includes(program.id)],
  [{ pillars: ['CULTURE', 'PROCESS'] }, ({ initiative }) => ['CULTURE', 'PROCESS'].includes(pillarOf(initiative))],
  [{ pillars: [] }, () => false],
  ...(['PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED'] as const).map(
    (asked) => [{ states: [asked] }, (one: Known) => state(one) === asked] as const,
  ),
  [{ states: ['OVERDUE', 'DESCOPED'] }, (one) => ['OVERDUE', 'DESCOPED'].includes(state(one))],
  [{ states: ['PLANNED', 'OVERDUE'] }, (one) => ['PLANNED', 'OVERDUE'].includes(state(one))],
  [{ owners: ['ana', 'bo'] }, ({ initiative, today }) => ['ana', 'bo'].includes(ownerOn(initiative, today)!)],
  [{ owners: [] }, () => false],
  [{ unowned: true }, ({ initiative, today }) => ownerOn(initiative, today) === null],
  [{ unowned: false }, ({ initiative, today }) => ownerOn(initiative, today) !== null],
  [{ forecast: { from: '2024-03-01', to: '2024-04-15' } }, ({ milestone }) => within(milestone.forecast, '2024-03-01', '2024-04-15')],
  [{ baseline: { from: '2024-03-01', to: '2024-04-15' } }, ({ milestone }) => within(baselineOf(milestone), '2024-03-01', '2024-04-15')],
  [{ achieved: { to: '2024-03-15' } }, ({ milestone }) => within(achievedOn(milestone), '', '2024-03-15')],
  [{ slipDays: { atLeast: 5 } }, (one) => slip(one) >= 5],
  [{ slipDays: { atLeast: -3, atMost: 3 } }, (one) => slip(one) >= -3 && slip(one) <= 3],
  [{ changedSince: '2024-03-01T01:00:00+01:00' }, ({ milestone }) => milestone.changedAt >= '2024-03-01T00:00:00.000Z'],
];

const KEYS: Readonly<Record<MilestoneOrderField, (known: Known) => string | number>> = {
  FORECAST: ({ milestone }) => milestone.forecast,
  BASELINE: ({ milestone }) => baselineOf(milestone),
  SLIP: slip,
  TITLE: ({ milestone }) => sortKey(milestone.title),
  WEIGHT: ({ milestone }) => weightOf(milestone),
  LAST_CHANGE: ({ milestone }) => milestone.changedAt,
};

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const idOf = ({ initiative, milestone }: { initiative: InitiativeState; milestone: Milestone }): string =>
  `${initiative.id} ${milestone.id}`;

/** Walks a whole list, page by page. */
async function walk<T>(page: (paging: EitherWay) => Promise<Page<T>>, backwards: boolean): Promise<T[]> {
  const seen: T[] = [];
  for (let cursor: string | undefined; ;) {
    const { edges, hasNextPage, hasPreviousPage } = await page(backwards ? { last: 37, before: cursor } : { first: 37, after: cursor });
    const nodes = edges.map(({ node }) => node);
    if (backwards) seen.unshift(...nodes);
    else seen.push(...nodes);
    cursor = (backwards ? edges[0] : edges.at(-1))?.cursor;
    if (!(backwards ? hasPreviousPage : hasNextPage)) return seen;
  }
}

onEachDatabase(() => {
  let place: ReturnType<typeof viewsFile>;
  let views: ViewsUnderTest;
  let reading: Reading;
  let all: readonly Known[];
  beforeAll(async () => {
    place = viewsFile();
    views = await startViews(place.file, store, PROJECTIONS);
    await settled(views.views, store);
    reading = new Readings(views.read, () => NOW).live;
    const programs = await reading.programs.byIds([...history.programIds, NAMED]);
    all = [...(await reading.initiatives.byIds(history.initiativeIds)).values()].flatMap((initiative) => {
      const program = programs.get(initiative.programId)!;
      const { milestones } = initiative as ChangedInitiative;
      return milestones.map((milestone) => ({
        ...{ program, initiative: initiative as ChangedInitiative, milestone },
        today: reading.today(program.timeZone),
      }));
    });
  });
  afterAll(async () => {
    await views.close();
    place.remove();
  });

  describe(`lists over all programs (seed ${seed})`, () => {
    it('have milestones of every kind to tell apart', () => {
      expect(new Set(all.map(state)).size).toBe(4);
      expect(new Set(all.map(({ today }) => today)).size).toBe(2);
    });

    it.each(FILTERS)('hold the milestones that fit %j, and count them', async (filter, fits) => {
      const seen = await walk((paging) => reading.milestones.page(filter, null, paging), false);
      const expected = all.filter(fits);
      expect(seen.map(idOf).sort()).toEqual(expected.map(idOf).sort());
      expect(await (await reading.milestones.page(filter, null, { first: 1 })).totalCount()).toBe(expected.length);
    });

    it.each(FILTERS)('hold the initiatives that have milestones that fit %j', async (filter, fits) => {
      const { states: _, changedSince: __, ...rest } = filter;
      if (Object.keys(filter).some((part) => ['states', 'changedSince'].includes(part))) return;
      const seen = await walk((paging) => reading.initiatives.page(rest as InitiativeListFilter, null, paging), false);
      const withMilestones = new Set(all.map(({ initiative }) => initiative.id));
      const expected = new Set(all.filter(fits).map(({ initiative }) => initiative.id));
      expect(
        seen
          .map(({ id }) => id)
          .filter((id) => withMilestones.has(id))
          .sort(),
      ).toEqual([...expected].sort());
    });

    it.each([
      ['etape', ['Première étape', 'Étape 2']],
      ['ETA pre', ['Première étape']],
      ['budg', ['Première étape', '预算审批', 'Budgetfreigabe', '切换', 'Rückbau budgétaire']],
      ['budgetf', ['Budgetfreigabe']],
      ['预算', ['Première étape', '预算审批', 'Budgetfreigabe', '切换']],
      ['算', ['Première étape', '预算审批', 'Budgetfreigabe', '切换', '预 算']],
      ['erp 审批', ['预算审批']],
      ['deploiement people', ['预 算', 'Étape 2', 'Rückbau budgétaire']],
      ['上线', []],
      ['tape', []],
      ['！', []],
      [uuidFrom(BUDGET, 1), ['预算审批']],
      [BUDGET.slice(0, 13), ['Première étape', '预算审批', 'Budgetfreigabe', '切换']],
    ])('find by %s the milestones %j', async (search, titles) => {
      const page = await reading.milestones.page({ search }, null, {});
      expect(page.edges.map(({ node }) => node.milestone.title).sort()).toEqual(titles.toSorted());
      expect(await page.totalCount()).toBe(titles.length);
    });

    it.each([
      ['budget', ['Budget 预算管理']],
      ['ERP', ['Budget 预算管理', 'People']],
      ['erp 管理', ['Budget 预算管理']],
      ['etape', []],
      [BUDGET, ['Budget 预算管理']],
    ])('find by %s the initiatives %j', async (search, titles) => {
      const page = await reading.initiatives.page({ search }, null, {});
      expect(page.edges.map(({ node }) => node.title).sort()).toEqual(titles.toSorted());
    });

    it('find all by a blank text', async () => {
      expect(await (await reading.milestones.page({ search: ' ' }, null, {})).totalCount()).toBe(all.length);
    });

    it.each(MILESTONE_ORDER_FIELDS.flatMap((field) => (['ASC', 'DESC'] as const).map((direction) => [field, direction] as const)))(
      'come by %s %s, from both ends',
      async (field, direction) => {
        const sign = direction === 'ASC' ? 1 : -1;
        const expected = all.toSorted((a, b) => sign * (compare(KEYS[field](a), KEYS[field](b)) || compare(idOf(a), idOf(b)))).map(idOf);
        for (const backwards of [false, true]) {
          const seen = await walk((paging) => reading.milestones.page({}, { field, direction }, paging), backwards);
          expect(seen.map(idOf)).toEqual(expected);
        }
      },
    );

    it.each(MILESTONE_ORDER_FIELDS)('are filtered alike by %s', async (field) => {
      const programs = history.programIds.slice(1);
      const filter = {
        programs,
        pillars: ['CULTURE', 'PROCESS'],
        states: ['OVERDUE', 'ACHIEVED'],
        forecast: { to: '2024-04-15' },
      } as const;
      const expected = all.filter(
        (one) =>
          programs.includes(one.program.id) &&
          ['CULTURE', 'PROCESS'].includes(pillarOf(one.initiative)) &&
          ['OVERDUE', 'ACHIEVED'].includes(state(one)) &&
          one.milestone.forecast <= '2024-04-15',
      );
      const seen = await walk((paging) => reading.milestones.page(filter, { field, direction: 'ASC' }, paging), false);
      expect(seen.map(idOf).sort()).toEqual(expected.map(idOf).sort());
      expect(await (await reading.milestones.page(filter, { field, direction: 'ASC' }, {})).totalCount()).toBe(expected.length);
    });

    it.each(INITIATIVE_ORDER_FIELDS)('give the same initiatives by %s from both ends', async (field) => {
      const forwards = await walk((paging) => reading.initiatives.page({}, { field, direction: 'ASC' }, paging), false);
      const backwards = await walk((paging) => reading.initiatives.page({}, { field, direction: 'ASC' }, paging), true);
      expect(forwards.map(({ id }) => id)).toEqual(backwards.map(({ id }) => id));
      expect(forwards.map(({ id }) => id).sort()).toEqual(history.initiativeIds.toSorted());
    });
  });
});
