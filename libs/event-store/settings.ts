/** Where variables of the configuration are looked up: Nest's ConfigService, or an environment. */
export interface Settings {
  get(name: string): string | undefined;
}
