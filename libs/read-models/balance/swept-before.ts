import type { Balance } from '#domain/balance/balance.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import type { ProgramWithInitiatives } from './program-with-initiatives.js';

type Balances = readonly (Balance | null)[];

/** The sweeps of one program over these initiatives. */
interface Swept {
  readonly over: readonly WeakRef<InitiativeState>[];
  readonly answers: Map<string, Balances | Promise<Balances>>;
}

/** How many balances are kept of a program; some 2 kB each. */
const KEPT = 2_000;

/**
 * Sweeps that were done before. A document is never changed, only replaced: the same objects are the same state, and
 * their sweep is the same. Nothing here keeps a document alive: where documents are not kept, nothing is found.
 */
export class SweptBefore {
  private readonly programs = new WeakMap<ProgramState, Swept>();

  /** A sweep that is under way is waited for. */
  answer(question: string, of: ProgramWithInitiatives, sweep: () => Balances | Promise<Balances>): Balances | Promise<Balances> {
    const { answers } = this.sweptOf(of);
    const known = answers.get(question);
    if (known) return known;
    const swept = sweep();
    answers.set(question, swept);
    if (!(swept instanceof Promise)) return keep(answers, question, swept);
    swept.then(
      (balances) => keep(answers, question, balances),
      () => answers.delete(question),
    );
    return swept;
  }

  private sweptOf({ program, initiatives }: ProgramWithInitiatives): Swept {
    const known = this.programs.get(program);
    if (known && isOver(known, initiatives)) return known;
    const swept: Swept = { over: initiatives.map((initiative) => new WeakRef(initiative)), answers: new Map() };
    this.programs.set(program, swept);
    return swept;
  }
}

const isOver = ({ over }: Swept, initiatives: readonly InitiativeState[]): boolean =>
  over.length === initiatives.length && over.every((reference, i) => reference.deref() === initiatives[i]);

function keep(answers: Swept['answers'], question: string, balances: Balances): Balances {
  answers.set(question, balances);
  let kept = [...answers.values()].reduce((sum, one) => sum + lengthOf(one), 0);
  for (const [oldest, one] of answers) {
    if (kept <= KEPT) break;
    answers.delete(oldest);
    kept -= lengthOf(one);
  }
  return balances;
}

const lengthOf = (balances: Balances | Promise<Balances>): number => (balances instanceof Promise ? 0 : balances.length);
