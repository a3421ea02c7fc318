import { appendChecks } from './contract/append-checks.js';
import type { ContractCheck } from './contract/check.js';
import { expectationChecks } from './contract/expectation-checks.js';
import { closeChecks, reopenChecks } from './contract/lifecycle-checks.js';
import { payloadChecks } from './contract/payload-checks.js';
import { readAllChecks, readChecks } from './contract/read-checks.js';
import { repeatChecks } from './contract/repeat-checks.js';
import { soundnessChecks } from './contract/soundness-checks.js';
import { breakChecks, subscriptionChecks } from './contract/subscription-checks.js';

/** The contract of every EventStore adapter, as a list of checks, so that tests can also watch a check fail. */
export const eventStoreChecks: readonly ContractCheck[] = [
  ...appendChecks,
  ...expectationChecks,
  ...repeatChecks,
  ...readChecks,
  ...readAllChecks,
  ...subscriptionChecks,
  ...breakChecks,
  ...payloadChecks,
  ...soundnessChecks,
  ...closeChecks,
  ...reopenChecks,
];
