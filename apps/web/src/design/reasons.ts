/** The reasons that a person may give for moving a forecast, the most frequent first. */
export const REASONS = [
  'DEPENDENCY',
  'RESOURCE',
  'SCOPE',
  'ESTIMATE',
  'PRIORITY',
  'VENDOR',
  'RISK_MATERIALISED',
  'EXTERNAL',
  'CORRECTION',
] as const;
