// Runs before the first paint, so that nobody who chose the dark look sees a flash of the light one. shell/theme.ts writes the value.
try {
  const theme = localStorage.getItem('evenkeel.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the device decides.
}
