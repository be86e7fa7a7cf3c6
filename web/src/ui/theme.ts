// Which of the two schemes of theme.css the page has.

const systemScheme = matchMedia('(prefers-color-scheme: light)');

/** The window of an installed page has the color of the bar at its top. */
function tintWindow(): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name=theme-color]');
  if (meta) meta.content = getComputedStyle(document.body).backgroundColor;
}

export function applyTheme(theme: 'dark' | 'light' | 'system'): void {
  document.documentElement.dataset['theme'] = theme;
  tintWindow();
  systemScheme.addEventListener('change', tintWindow);
}
