/** Why something about people or their access was refused. `code` is stable and has words in both languages in the catalogue of the api. */
export interface IdentityRefusal {
  readonly code: string;
  readonly field?: readonly string[];
}

export const refused = (code: string, ...field: string[]): IdentityRefusal => ({ code, ...(field.length > 0 ? { field } : {}) });

export const isRefused = (value: unknown): value is IdentityRefusal => typeof value === 'object' && value !== null && 'code' in value;
