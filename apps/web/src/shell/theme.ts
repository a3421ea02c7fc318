import { remembered } from './remembered';

/** The looks that a person can choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** public/theme.js reads it under the same name before the first paint. */
const kept = remembered('theme', THEMES);

/** The look that was chosen in this browser. */
export const chosenTheme = (): Theme => kept.read() ?? 'system';

/** Remembers a look in this browser and shows it. */
export function chooseTheme(theme: Theme): void {
  kept.write(theme);
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset['theme'] = theme;
}
