/** The roles that a PMO grants. OWNER is what owners of initiatives are by that alone, and may be granted to those who will own one. */
export const GRANTABLE = ['PMO', 'SPONSOR', 'OWNER', 'CONTRIBUTOR', 'AUDITOR'] as const;
export type GrantableRole = (typeof GRANTABLE)[number];
