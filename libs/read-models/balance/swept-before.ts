import type { Balance } from '#domain/balance/balance.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import type { ProgramWithInitiatives } from './program-with-initiatives.js';

type Balances = readonly (Balance | null)[];

/** The sweeps of one program over these initiatives. */
interface Swept {
  readonly over: readonly WeakRef<InitiativeState>[];
  readonly answers: Map<string, Balances>;
}

/** How many balances are kept of a program; some 2 kB each. */
const KEPT = 2_000;

/**
 * Sweeps that were done before. A document is never changed, only replaced: the same objects are the same state, and
 * their sweep is the same. Nothing here keeps a document alive: where documents are not kept, nothing is found.
 */
export class SweptBefore {
  private readonly programs = new WeakMap<ProgramState, Swept>();

  answer(question: string, of: ProgramWithInitiatives, sweep: () => Balances): Balances {
    const { answers } = this.sweptOf(of);
    const known = answers.get(question);
    if (known) return known;
    const balances = sweep();
    answers.set(question, balances);
    dropOldest(answers);
    return balances;
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

function dropOldest(answers: Map<string, Balances>): void {
  let kept = [...answers.values()].reduce((sum, balances) => sum + balances.length, 0);
  for (const [question, balances] of answers) {
    if (kept <= KEPT) return;
    answers.delete(question);
    kept -= balances.length;
  }
}
