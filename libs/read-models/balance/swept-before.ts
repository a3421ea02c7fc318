import type { Balance } from '#domain/balance/balance.js';
import type { ProgramWithInitiatives } from './program-with-initiatives.js';

type Balances = readonly (Balance | null)[];

interface Swept {
  readonly of: ProgramWithInitiatives;
  readonly answers: Map<string, Balances>;
}

/** How many balances are kept; some 2 kB each. */
const KEPT = 5_000;

/**
 * Sweeps that were done before. A document is never changed, only replaced: the same objects are the same state, and
 * their sweep is the same. Where documents are not kept, no two are the same object and nothing is found.
 */
export class SweptBefore {
  private readonly programs = new Map<string, Swept>();
  private kept = 0;

  answer(question: string, of: ProgramWithInitiatives, sweep: () => Balances): Balances {
    const { answers } = this.sweptOf(of);
    let balances = answers.get(question);
    if (!balances) {
      balances = sweep();
      answers.set(question, balances);
      this.kept += balances.length;
      this.dropOldest();
    }
    return balances;
  }

  private sweptOf(of: ProgramWithInitiatives): Swept {
    const { id } = of.program;
    let swept = this.programs.get(id);
    if (!swept || !isSame(swept.of, of)) {
      this.drop(id);
      swept = { of, answers: new Map() };
    }
    // The order of the map is the order of use.
    this.programs.delete(id);
    this.programs.set(id, swept);
    return swept;
  }

  private dropOldest(): void {
    for (const id of this.programs.keys()) {
      if (this.kept <= KEPT) return;
      this.drop(id);
    }
  }

  private drop(id: string): void {
    for (const balances of this.programs.get(id)?.answers.values() ?? []) this.kept -= balances.length;
    this.programs.delete(id);
  }
}

const isSame = (a: ProgramWithInitiatives, b: ProgramWithInitiatives): boolean =>
  a.program === b.program &&
  a.initiatives.length === b.initiatives.length &&
  a.initiatives.every((initiative, i) => initiative === b.initiatives[i]);
