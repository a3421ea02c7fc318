import { daysBetween, type LocalDate } from '../../calendar.js';
import type { InitiativeState, Milestone, Withdrawal } from '../../initiative/state.js';
import { PILLARS, type Pillar } from '../../pillars.js';
import type { PlannedPhase } from '../../program/events.js';
import type { ProgramState } from '../../program/state.js';
import type { Balance, Perspective, PillarBalance } from '../balance.js';

/**
 * The definitions once more, word by word and date by date, with none of the sweep's code: what the sweep is held against.
 * Slow, and meant to be read beside the design's chapter.
 */
export function naiveBalance(
  program: ProgramState,
  initiatives: readonly InitiativeState[],
  t: LocalDate,
  perspective: Perspective,
): Balance | null {
  const then = perspective === 'AS_KNOWN_THEN';
  if (t < program.startsOn || (then && t < program.charteredOn)) return null;
  if (program.closures.some(({ from, until }) => from < t && (until === undefined || (then && t < until)))) return null;

  const gates = [{ phase: program.plans[0]!.value[0]!.key, on: program.startsOn, known: program.charteredOn }, ...program.entries]
    .map((entry) => ({ ...entry, counts: then && entry.known > entry.on ? entry.known : entry.on }))
    .filter(({ counts }) => counts <= t);
  const plan = at(program.plans, t).value;
  const policy = at(program.policies, t).value;
  const entered = gates.map(({ phase }) => plan.findIndex(({ key }) => key === phase)).filter((index) => index >= 0);
  const k = entered.at(-1) ?? 0;

  const values = initiatives.flatMap((initiative) => valuesOf(initiative, t, then, gates));
  const total = sum(values.map(({ v }) => v));
  const nothing = (x: number): boolean => x <= 1e-12 * total;
  const inPhase = (j: number) => values.filter(({ baseline }) => phaseOf(plan, baseline) === j);

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
    const due = pv(t);
    const es = none
      ? null
      : same(ev, due)
        ? t
        : ev < due
          ? dates.find((d) => pv(d) > ev + 1e-12)!
          : dates.find((d) => pv(d) >= ev - 1e-12)!;
    const deliveryDays = es === null ? 0 : daysBetween(es, t);
    const planned = sum(own.filter(({ baseline }) => phaseOf(plan, baseline) <= k).map(({ v }) => v));
    let asked = 0;
    for (let j = 0; j <= k; j++) asked += plan[j]!.emphasis[i]! * sum(inPhase(j).map(({ v }) => v));
    const ratio = nothing(asked) ? 1 : (nothing(planned) ? 0 : planned) / (policy.planTolerance * asked);
    const planFit = ratio >= 1 - 1e-12 ? 1 : ratio;
    const planDays = (1 - planFit) * daysBetween(program.startsOn, t);
    const behindDays = planFit === 1 ? deliveryDays : Math.max(deliveryDays, planDays);
    const s = -behindDays / policy.halfLifeDays;
    const slips = own.map(({ v, baseline, achieved, forecast }) => v * daysBetween(baseline, achieved ?? (forecast > t ? forecast : t)));
    const balance: Omit<PillarBalance, 'lag' | 'lead'> = {
      pillar,
      plannedValue: due,
      earnedValue: ev,
      scheduleVariance: ev - due,
      spi: due === 0 ? null : ev / due,
      earnedScheduleOn: es,
      deliveryDays,
      planned: nothing(planned) ? 0 : planned,
      asked: nothing(asked) ? 0 : asked,
      planFit,
      planDays,
      behindDays,
      cause: behindDays <= 0 ? null : planDays > deliveryDays ? 'PLAN' : 'DELIVERY',
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

type PassedGate = { readonly on: LocalDate };

function valuesOf(initiative: InitiativeState, t: LocalDate, then: boolean, gates: readonly PassedGate[]): Value[] {
  const inScope = initiative.milestones
    .filter(({ plannedOn }) => !then || plannedOn <= t)
    .map((milestone) => ({ milestone, baseline: at(milestone.baselines, t).date, achieved: achievementOf(milestone, t, then) }))
    .filter(({ milestone, baseline, achieved }) => {
      const since = [...milestone.descopings, ...initiative.cancellations].filter((stretch) => holds(stretch, t)).map(({ from }) => from);
      if (achieved !== undefined || since.length === 0) return true;
      const withdrawn = since.sort()[0]!;
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
