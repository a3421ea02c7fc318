import type { PlainDate } from '../language/dates';
import { daysAfter, daysBetween } from '../language/dates';

/** In the order in which pillars are shown everywhere. */
export const PILLAR_FIELDS = ['leadership', 'culture', 'process', 'technology'] as const;
export type PillarField = (typeof PILLAR_FIELDS)[number];
export type Shares = Readonly<Record<PillarField, number>>;

/** A phase as a person edits it: shares are per cent, as text. */
export interface DraftPhase {
  readonly key: string;
  readonly name: string;
  readonly endsOn: string;
  readonly percent: Readonly<Record<PillarField, string>>;
  /** The shares as they were read: sent back as they are unless the text was changed. */
  readonly shares?: Shares;
  /** A phase that was entered stays in the plan. */
  readonly isEntered: boolean;
  /** A phase that was left keeps its end too. */
  readonly isLeft: boolean;
}

export type PhaseFault = 'name' | 'endsOn' | 'order' | 'sum';

interface KnownPhase {
  readonly key: string;
  readonly name: string;
  readonly endsOn: PlainDate;
  readonly enteredOn: PlainDate | null;
  readonly emphasis: Shares;
}

/** A plan as it can be edited. */
export const draftOf = (phases: readonly KnownPhase[]): DraftPhase[] =>
  phases.map(({ key, name, endsOn, enteredOn, emphasis }, i) => ({
    key,
    name,
    endsOn,
    percent: percentOf(emphasis),
    shares: sharesIn(emphasis),
    isEntered: enteredOn !== null,
    isLeft: Boolean(phases[i + 1]?.enteredOn),
  }));

/** What the api answers has a __typename, which it does not take back. */
const sharesIn = ({ leadership, culture, process, technology }: Shares): Shares => ({ leadership, culture, process, technology });

/** The default plan of the domain: four parts of equal length. A test holds it to the domain's. */
export const TEMPLATE = [
  ['INITIATE', [45, 25, 15, 15]],
  ['DESIGN', [25, 25, 30, 20]],
  ['BUILD', [15, 20, 30, 35]],
  ['EMBED', [25, 35, 25, 15]],
] as const;
export type TemplateKey = (typeof TEMPLATE)[number][0];

/** The default plan between two dates, with names in the language of the person. */
export const templateDraft = (startsOn: PlainDate, endsOn: PlainDate, names: Readonly<Record<TemplateKey, string>>): DraftPhase[] =>
  TEMPLATE.map(([key, percent], i) => ({
    key,
    name: names[key],
    endsOn: daysAfter(startsOn, Math.round((daysBetween(startsOn, endsOn) * (i + 1)) / TEMPLATE.length)),
    percent: textsOf(percent),
    isEntered: false,
    isLeft: false,
  }));

const textsOf = ([leadership, culture, process, technology]: readonly [number, number, number, number]): DraftPhase['percent'] => ({
  leadership: String(leadership),
  culture: String(culture),
  process: String(process),
  technology: String(technology),
});

/** One more phase at the end, three months after the last, with equal shares. */
export function withOneMore(phases: readonly DraftPhase[], startsOn: PlainDate): DraftPhase[] {
  const keys = new Set(phases.map(({ key }) => key));
  let number = phases.length + 1;
  while (keys.has(`PHASE_${number}`)) number++;
  const last = phases.at(-1)?.endsOn || startsOn;
  const added = {
    key: `PHASE_${number}`,
    name: '',
    endsOn: daysAfter(last, 91),
    percent: textsOf([25, 25, 25, 25]),
    isEntered: false,
    isLeft: false,
  };
  return [...phases, added];
}

/** The sum of the shares of a phase in per cent; undefined while one of them is no number. */
export function sumOf({ percent }: DraftPhase): number | undefined {
  const values = PILLAR_FIELDS.map((field) => numberOf(percent[field]));
  return values.some((value) => !(value >= 0)) ? undefined : values.reduce((sum, value) => sum + value, 0);
}

/** A third is 33.3 to most people. */
const SUM_TOLERANCE = 0.5;

/** What is wrong with each phase; empty lists if the plan can be sent. */
export const faultsOf = (phases: readonly DraftPhase[], startsOn: PlainDate): PhaseFault[][] =>
  phases.map((phase, i) => {
    const sum = sumOf(phase);
    const before = phases[i - 1]?.endsOn ?? startsOn;
    const faults: PhaseFault[] = [];
    if (phase.name.trim() === '') faults.push('name');
    if (phase.endsOn === '') faults.push('endsOn');
    else if (before !== '' && phase.endsOn <= before) faults.push('order');
    if (sum === undefined || Math.abs(sum - 100) > SUM_TOLERANCE) faults.push('sum');
    return faults;
  });

/** The phases as the api takes them; it scales the shares to sum to 1. */
export const inputOf = (phases: readonly DraftPhase[]): { key: string; name: string; endsOn: string; emphasis: Shares }[] =>
  phases.map(({ key, name, endsOn, percent, shares }) => ({ key, name: name.trim(), endsOn, emphasis: sharesOf(percent, shares) }));

function sharesOf(percent: DraftPhase['percent'], shares: Shares | undefined): Shares {
  const shown = shares && percentOf(shares);
  if (shares && shown && PILLAR_FIELDS.every((field) => shown[field] === percent[field])) return shares;
  const share = (field: PillarField): number => numberOf(percent[field]) / 100;
  return { leadership: share('leadership'), culture: share('culture'), process: share('process'), technology: share('technology') };
}

const percentOf = ({ leadership, culture, process, technology }: Shares): DraftPhase['percent'] =>
  textsOf([rounded(leadership), rounded(culture), rounded(process), rounded(technology)]);

const rounded = (share: number): number => Math.round(share * 1000) / 10;

const numberOf = (text: string): number => (text.trim() === '' ? 0 : Number(text.replace(',', '.')));
