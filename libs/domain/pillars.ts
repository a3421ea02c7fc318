/** The four pillars, in the order in which every list of four is given. */
export const PILLARS = ['LEADERSHIP', 'CULTURE', 'PROCESS', 'TECHNOLOGY'] as const;
export type Pillar = (typeof PILLARS)[number];

/** One number for each pillar, in the order of PILLARS. */
export type PillarShares = readonly [leadership: number, culture: number, process: number, technology: number];

export const pillarIndex = (pillar: Pillar): number => PILLARS.indexOf(pillar);
