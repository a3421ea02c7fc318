import type { Balance } from '#domain/balance/balance.js';
import { SWEPT_OF_PROGRAM, type SweptProgram } from '#domain/balance/swept-program.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramWithInitiatives } from './program-with-initiatives.js';

type Balances = readonly (Balance | null)[];

/** The sweeps of one program over these initiatives. */
interface Swept {
  readonly of: Omit<SweptProgram, 'plans'>;
  readonly over: readonly WeakRef<InitiativeState>[];
  readonly answers: Map<string, Balances | Promise<Balances>>;
}

/** How many balances are kept of a program, and of all together; some 2 kB each. */
const KEPT = { each: 2_000, all: 10_000 };

/**
 * Sweeps that were done before. A document is never changed, only replaced, and shares what did not change with the one before it:
 * the same objects are the same state, and their sweep is the same. A program that is renamed is not swept anew. Nothing here keeps a
 * document alive: where documents are not kept, nothing is found.
 */
export class SweptBefore {
  private readonly programs = new WeakMap<SweptProgram['plans'], Swept>();
  /** How many balances each keeps; the one that was swept last is the last. */
  private readonly counts = new Map<Swept, number>();

  constructor(private readonly most = KEPT) {}

  /** How many balances are kept. */
  get kept(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A sweep that is under way is waited for. */
  answer(question: string, of: ProgramWithInitiatives, sweep: () => Balances | Promise<Balances>): Balances | Promise<Balances> {
    const swept = this.sweptOf(of);
    const { answers } = swept;
    const known = answers.get(question);
    if (known) return known;
    const answer = sweep();
    answers.set(question, answer);
    if (!(answer instanceof Promise)) return this.keep(swept, question, answer);
    answer.then(
      (balances) => this.keep(swept, question, balances),
      () => answers.delete(question),
    );
    return answer;
  }

  private sweptOf({ program, initiatives }: ProgramWithInitiatives): Swept {
    const known = this.programs.get(program.plans);
    if (known && isOf(known, program) && isOver(known, initiatives)) return known;
    if (known) this.counts.delete(known);
    const { startsOn, charteredOn, policies, entries, closures } = program;
    const of = { startsOn, charteredOn, policies, entries, closures };
    const swept: Swept = { of, over: initiatives.map((initiative) => new WeakRef(initiative)), answers: new Map() };
    this.programs.set(program.plans, swept);
    return swept;
  }

  private keep(swept: Swept, question: string, balances: Balances): Balances {
    const { answers } = swept;
    answers.set(question, balances);
    let kept = [...answers.values()].reduce((sum, one) => sum + lengthOf(one), 0);
    for (const [oldest, one] of answers) {
      if (kept <= this.most.each) break;
      answers.delete(oldest);
      kept -= lengthOf(one);
    }
    this.counts.delete(swept);
    this.counts.set(swept, kept);
    this.forgetOldest();
    return balances;
  }

  private forgetOldest(): void {
    let { kept } = this;
    for (const [oldest, count] of this.counts) {
      if (kept <= this.most.all) return;
      oldest.answers.clear();
      this.counts.delete(oldest);
      kept -= count;
    }
  }
}

const isOf = ({ of }: Swept, program: SweptProgram): boolean =>
  SWEPT_OF_PROGRAM.every((part) => part === 'plans' || of[part] === program[part]);

const isOver = ({ over }: Swept, initiatives: readonly InitiativeState[]): boolean =>
  over.length === initiatives.length && over.every((reference, i) => reference.deref() === initiatives[i]);

const lengthOf = (balances: Balances | Promise<Balances>): number => (balances instanceof Promise ? 0 : balances.length);
