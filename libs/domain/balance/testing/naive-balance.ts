import { daysBetween, fromDay, later, toDay, type DayNumber, type LocalDate } from '../../calendar.js';
import type { InitiativeState, Milestone, Withdrawal } from '../../initiative/state.js';
import { PILLARS, type Pillar } from '../../pillars.js';
import type { DriftPolicy, PlannedPhase } from '../../program/events.js';
import type { PhaseEntry, ProgramState } from '../../program/state.js';
import type { Balance, Perspective, PillarBalance } from '../balance.js';

type Numbers = readonly number[];

/**
 * A second, naive implementation of the definitions, date by date and without any code of the sweep, which is compared with it. Slow, and
 * meant to be read beside docs/balance.md.
 * @returns a function that computes the balance of one program on a date under one perspective
 */
export function naiveBalances(
  program: ProgramState,
  initiatives: readonly InitiativeState[],
  perspective: Perspective,
): (t: LocalDate) => Balance | null {
  const then = perspective === 'AS_KNOWN_THEN';
  // What a past day required does not depend on the date that asks: cached, or each date would fold every earlier day again.
  const wanted = new Map<DayNumber, Numbers>();
  const wantsOn = (day: DayNumber): Numbers => {
    const wants = wanted.get(day) ?? askedOn(stateOn(program, initiatives, fromDay(day), then)).wants;
    wanted.set(day, wants);
    return wants;
  };
  return (t) => {
    if (t < program.startsOn || (then && t < program.charteredOn)) return null;
    if (program.closures.some(({ from, until }) => from < t && (until === undefined || (then && t < until)))) return null;
    const first = toDay(then ? later(program.charteredOn, program.startsOn) : program.startsOn);
    const since = (i: number, planned: number): LocalDate => {
      let day = toDay(t);
      while (day > first && wantsOn(day - 1)[i]! > planned) day--;
      return fromDay(day);
    };
    return balanceOf(stateOn(program, initiatives, t, then), t, since);
  };
}

interface State {
  readonly plan: readonly PlannedPhase[];
  readonly policy: DriftPolicy;
  readonly k: number;
  readonly values: readonly Value[];
  readonly total: number;
  readonly nothing: (sum: number) => boolean;
}

/** The state at the end of a day. */
function stateOn(program: ProgramState, initiatives: readonly InitiativeState[], day: LocalDate, then: boolean): State {
  const charter: PhaseEntry = { phase: program.plans[0]!.value[0]!.key, on: program.startsOn, known: program.charteredOn };
  const gates = [charter, ...program.entries.map((entry) => (then ? entryAsKnown(entry, day) : entry))]
    .map((entry) => ({ ...entry, counts: then && entry.known > entry.on ? entry.known : entry.on }))
    .filter(({ counts }) => counts <= day);
  const plan = at(program.plans, day).value;
  const entered = gates.map(({ phase }) => plan.findIndex(({ key }) => key === phase)).filter((index) => index >= 0);
  const values = initiatives.flatMap((initiative) => valuesOf(initiative, day, then, gates));
  const total = sum(values.map(({ v }) => v));
  const nothing = (x: number): boolean => x <= 1e-12 * total;
  return { plan, policy: at(program.policies, day).value, k: entered.at(-1) ?? 0, values, total, nothing };
}

function askedOn({ plan, policy, k, values, nothing }: State): { readonly asked: Numbers; readonly wants: Numbers } {
  const inPhase = plan.map((_, j) => sum(values.filter(({ baseline }) => phaseOf(plan, baseline) === j).map(({ v }) => v)));
  const empty = nothing(sum(inPhase.slice(0, k + 1)));
  const asked = PILLARS.map((_, i) => {
    const all = sum(inPhase.slice(0, k + 1).map((value, j) => plan[j]!.emphasis[i]! * value));
    return empty || nothing(all) ? 0 : all;
  });
  const emphasis = PILLARS.map((_, i) => sum(plan.slice(0, k + 1).map((phase) => phase.emphasis[i]!)));
  const wants = asked.map((all, i) => (empty && emphasis[i]! > 0 ? Infinity : policy.planTolerance * all));
  return { asked, wants };
}

/** @param since returns the first day of the period up to t in which more was required of a pillar than is planned */
function balanceOf(state: State, t: LocalDate, since: (pillar: number, planned: number) => LocalDate): Balance {
  const { plan, policy, k, values, total, nothing } = state;
  const { asked, wants } = askedOn(state);
  const rows = PILLARS.map((pillar, i) => {
    const own = values.filter((value) => value.pillar === pillar);
    const all = sum(own.map(({ v }) => v));
    const none = nothing(all);
    const share = (some: readonly Value[]): number => {
      const of = sum(some.map(({ v }) => v));
      return none || nothing(of) ? 0 : of / all;
    };
    const pv = (d: LocalDate): number => share(own.filter(({ baseline }) => baseline <= d));
    const ev = share(own.filter(({ achieved }) => achieved !== undefined));
    const dates = [...new Set(own.map(({ baseline }) => baseline))].sort();
    const duePart = pv(t);
    const es = none
      ? null
      : same(ev, duePart)
        ? t
        : ev < duePart
          ? dates.find((d) => pv(d) > ev + 1e-12)!
          : dates.find((d) => pv(d) >= ev - 1e-12)!;
    const scheduleDays = es === null ? 0 : daysBetween(es, t);
    const due = own.filter(({ baseline }) => baseline <= t);
    const open = due.filter(({ achieved }) => achieved === undefined);
    const late = open.filter(({ baseline }) => baseline < t);
    const lateDays =
      none || duePart === 0 || nothing(sum(late.map(({ v }) => v)))
        ? 0
        : sum(late.map(({ v, baseline }) => v * daysBetween(baseline, t))) / sum(due.map(({ v }) => v));
    const deliveryDays = lateDays > 0 ? Math.max(lateDays, scheduleDays) : scheduleDays;
    const reach = later(plan[k]!.endsOn, t);
    const within = own.filter(({ baseline }) => k === plan.length - 1 || daysBetween(reach, baseline) <= policy.halfLifeDays);
    const withinReach = sum(within.map(({ v }) => v));
    const planned = nothing(withinReach) ? 0 : withinReach;
    const ratio = wants[i] === 0 ? 1 : wants[i] === Infinity ? (planned === 0 ? 0 : 1) : planned / wants[i]!;
    const planFit = ratio >= 1 - 1e-12 ? 1 : ratio;
    const planScheduleOn = planFit === 1 ? null : since(i, planned + 1e-12 * total);
    const planDays = planScheduleOn === null ? 0 : (1 - planFit) * daysBetween(planScheduleOn, t);
    const behindDays = planDays === 0 ? deliveryDays : Math.max(deliveryDays, planDays);
    const s = -behindDays / policy.halfLifeDays;
    const slips = own.map(({ v, baseline, achieved, forecast }) => v * daysBetween(baseline, achieved ?? later(forecast, t)));
    const balance: Omit<PillarBalance, 'lag' | 'lead'> = {
      pillar,
      plannedValue: duePart,
      earnedValue: ev,
      scheduleVariance: ev - duePart,
      spi: duePart === 0 ? null : ev / duePart,
      earnedScheduleOn: es,
      scheduleDays,
      lateDays,
      oldestOpenBaseline: none ? null : (open.map(({ baseline }) => baseline).sort()[0] ?? null),
      deliveryDays,
      planned,
      asked: asked[i]!,
      planFit,
      planScheduleOn,
      planDays,
      behindDays,
      cause: behindDays <= 0 ? null : planDays > deliveryDays + 1e-6 ? 'PLAN' : 'DELIVERY',
      standing: Math.min(1, 2 ** s),
      slipDays: none ? null : sum(slips) / all,
    };
    return { balance, s, r: balance.standing };
  });

  const r = rows.map((row) => row.r);
  const { c, d } = coupling(r);
  const ordered = [...r].sort((a, b) => a - b);
  const weakest = same(ordered[0]!, ordered[1]!) ? null : PILLARS[r.indexOf(ordered[0]!)]!;
  const level = Math.min(levelOf(d), levelOf(ordered[0]!) + 1);
  const capped = levelOf(d) > level;
  const others = (list: readonly number[], i: number): number => list.filter((_, j) => j !== i).sort((a, b) => a - b)[1]!;
  const pairs = [
    ['LEADERSHIP_CULTURE', r[0]!, r[1]!],
    ['CULTURE_PROCESS', r[1]!, r[2]!],
    ['PROCESS_TECHNOLOGY', r[2]!, r[3]!],
  ] as const;
  return {
    on: t,
    phaseKey: plan[k]!.key,
    t: sum(r) / 4,
    c,
    d,
    level,
    capped,
    cappedBy: capped ? weakest : null,
    weakest,
    weakestPillars: PILLARS.filter((_, i) => same(r[i]!, ordered[0]!)),
    rule: 2,
    nothingDueYet: rows.every(({ balance }) => balance.plannedValue === 0),
    pillars: rows.map(({ balance, s }, i) => ({
      ...balance,
      lag: others(r, i) - r[i]!,
      lead:
        s -
        Math.max(
          0,
          others(
            rows.map((row) => row.s),
            i,
          ),
        ),
    })),
    synergies: pairs.map(([pair, a, b]) => ({ pair, t: (a + b) / 2, ...coupling([a, b]) })),
  };
}

interface Value {
  readonly pillar: Pillar;
  readonly v: number;
  readonly baseline: LocalDate;
  readonly achieved: LocalDate | undefined;
  readonly forecast: LocalDate;
}

/** The entry with the date of its last correction by a day. */
function entryAsKnown(entry: PhaseEntry, day: LocalDate): PhaseEntry {
  const versions = [...(entry.wrongly ?? []), { on: entry.on, known: entry.known }];
  const lastKnown = versions.filter(({ known }) => known <= day).at(-1) ?? versions[0]!;
  return { ...entry, ...lastKnown };
}

type PassedGate = { readonly on: LocalDate };

function valuesOf(initiative: InitiativeState, t: LocalDate, then: boolean, gates: readonly PassedGate[]): Value[] {
  const inScope = initiative.milestones
    .filter(({ plannedOn, baselines }) => plannedOn <= t || (!then && baselines[0]!.date <= t))
    .map((milestone) => ({ milestone, baseline: at(milestone.baselines, t).date, achieved: achievementOf(milestone, t, then) }))
    .filter(({ milestone, baseline, achieved }) => {
      const since = [...milestone.descopings, ...initiative.cancellations].filter((stretch) => holds(stretch, t)).map(({ from }) => from);
      if (achieved !== undefined || since.length === 0) return true;
      const withdrawn = since.sort()[0]!;
      if (withdrawn === milestone.plannedOn) return false;
      const released = milestone.releases.some((stretch) => holds(stretch, t)) || gates.some(({ on }) => on > withdrawn);
      return baseline <= withdrawn && !released;
    });
  const weight = sum(inScope.map(({ milestone }) => at(milestone.weights, t).value));
  return inScope.map(({ milestone, baseline, achieved }) => ({
    pillar: at(initiative.pillars, t).value,
    v: (at(initiative.weights, t).value * at(milestone.weights, t).value) / weight,
    baseline,
    achieved,
    forecast: milestone.reschedules.filter(({ since }) => since <= t).at(-1)?.to ?? milestone.baselines[0]!.date,
  }));
}

const achievementOf = ({ achievements }: Milestone, t: LocalDate, then: boolean): LocalDate | undefined =>
  achievements
    .filter(({ on, known, reopenedOn }) =>
      then ? on <= t && known <= t && (reopenedOn === undefined || t < reopenedOn) : on <= t && reopenedOn === undefined,
    )
    .at(-1)?.on;

const at = <T extends { readonly since: LocalDate }>(versions: readonly T[], t: LocalDate): T =>
  versions.filter(({ since }) => since <= t).at(-1) ?? versions[0]!;

const holds = ({ from, until }: Withdrawal, t: LocalDate): boolean => from <= t && (until === undefined || t < until);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12;
const levelOf = (x: number): number => Math.max(1, Math.ceil(Number((10 * Number(x.toFixed(12))).toFixed(11))));

function phaseOf(plan: readonly PlannedPhase[], baseline: LocalDate): number {
  const index = plan.findIndex(({ endsOn }) => baseline <= endsOn);
  return index < 0 ? plan.length - 1 : index;
}

function coupling(r: readonly number[]): { c: number; d: number } {
  const highest = Math.max(...r);
  if (highest === 0) return { c: 1, d: 0 };
  const pairs = r.flatMap((a, i) => r.slice(i + 1).map((b) => Math.abs(a - b)));
  const product = r.map((x) => x / highest).reduce((a, b) => a * b);
  const c = Math.sqrt((1 - sum(pairs) / pairs.length) * Math.pow(product, 1 / (r.length - 1)));
  return { c, d: Math.sqrt((c * sum(r)) / r.length) };
}
