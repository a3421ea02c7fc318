/** In the order in which they are shown everywhere. */
export const PILLARS = ['LEADERSHIP', 'CULTURE', 'PROCESS', 'TECHNOLOGY'] as const;
export type Pillar = (typeof PILLARS)[number];
