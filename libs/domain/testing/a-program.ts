import type { ProgramState } from '../program/state.js';

/** Makes the state of an active program chartered on 1 January 2026 with no plan, policy or people, but for what is changed. */
export const aProgram = (changed: Partial<ProgramState> = {}): ProgramState => ({
  status: 'ACTIVE',
  id: 'p',
  revision: 0,
  name: 'Program',
  sponsor: 'ann',
  startsOn: '2026-01-01',
  timeZone: 'UTC',
  charteredOn: '2026-01-01',
  charteredAt: '2026-01-01T00:00:00.000Z',
  recordedAt: '2026-01-01T00:00:00.000Z',
  plans: [],
  policies: [],
  entries: [],
  leads: [],
  grants: [],
  closures: [],
  ...changed,
});
