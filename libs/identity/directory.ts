/** People's names, by the opaque ids under which the events know them. A name can be changed and taken away; an event cannot. */
export abstract class Directory {
  /** The names that the directory has, by id. */
  abstract names(ids: readonly string[]): ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>;
  /** Durable when it is done. */
  abstract set(id: string, name: string): void | Promise<void>;
}
