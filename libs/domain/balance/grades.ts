export interface Grade {
  /** 1 to 10. */
  readonly level: number;
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The ten coordination grades commonly used with the coupling coordination degree, worst first. */
export const GRADES: readonly Grade[] = [
  ['EXTREME_DISORDER', '极度失调', 'Extreme disorder'],
  ['SEVERE_DISORDER', '严重失调', 'Severe disorder'],
  ['MODERATE_DISORDER', '中度失调', 'Moderate disorder'],
  ['MILD_DISORDER', '轻度失调', 'Mild disorder'],
  ['NEAR_DISORDER', '濒临失调', 'Close to disorder'],
  ['BARE_COORDINATION', '勉强协调', 'Barely coordinated'],
  ['PRIMARY_COORDINATION', '初级协调', 'Basic coordination'],
  ['INTERMEDIATE_COORDINATION', '中级协调', 'Intermediate coordination'],
  ['GOOD_COORDINATION', '良好协调', 'Good coordination'],
  ['QUALITY_COORDINATION', '优质协调', 'Excellent coordination'],
].map(([key, nameZh, nameEn], index) => ({ level: index + 1, key: key!, nameZh: nameZh!, nameEn: nameEn! }));

/** The level of a share in [0, 1]: the number of the tenth that contains it, from 1. The share is rounded to 12 places first. */
export const levelOf = (share: number): number => Math.max(1, Math.ceil(Math.round(share * 1e12) / 1e11));

/** The grade of a level. @param level 1 to 10 @throws RangeError for any other */
export function gradeOf(level: number): Grade {
  const grade = GRADES[level - 1];
  if (!grade) throw new RangeError(`no grade of level ${level}`);
  return grade;
}
