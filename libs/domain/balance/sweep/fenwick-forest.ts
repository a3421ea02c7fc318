/**
 * Fenwick trees (P. M. Fenwick 1994) over the same places, in one typed array: one tree for each initiative, with its raw weights by
 * baseline date. Because the places are shared, several trees can be searched together, each with its own scale.
 */
export class FenwickForest {
  private readonly nodes: Float64Array;
  private readonly row: number;
  private readonly topBit: number;

  constructor(
    trees: number,
    private readonly places: number,
  ) {
    this.row = places + 1;
    this.nodes = new Float64Array(trees * this.row);
    this.topBit = places === 0 ? 0 : 1 << (31 - Math.clz32(places));
  }

  /** @param place counted from 0 */
  add(tree: number, place: number, amount: number): void {
    const { nodes, places } = this;
    const root = tree * this.row;
    for (let i = place + 1; i <= places; i += i & -i) nodes[root + i]! += amount;
  }

  clear(tree: number): void {
    this.nodes.fill(0, tree * this.row, (tree + 1) * this.row);
  }

  /** The sum over the first `count` places of a tree. */
  prefix(tree: number, count: number): number {
    const { nodes } = this;
    const root = tree * this.row;
    let sum = 0;
    for (let i = count; i > 0; i &= i - 1) sum += nodes[root + i]!;
    return sum;
  }

  /**
   * The first place up to which the scaled trees together hold more than `bound`, in O(trees · log places).
   * @param trees the first `length` of these, each with its scale at the same index
   * @returns the number of places if the sum never exceeds the bound
   */
  firstAbove(bound: number, trees: Int32Array, scales: Float64Array, length: number): number {
    const { nodes, places, row } = this;
    let place = 0;
    let sum = 0;
    for (let bit = this.topBit; bit > 0; bit >>= 1) {
      const next = place + bit;
      if (next > places) continue;
      let more = sum;
      for (let i = 0; i < length; i++) more += nodes[trees[i]! * row + next]! * scales[i]!;
      if (more > bound) continue;
      place = next;
      sum = more;
    }
    return place;
  }
}
