'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { stored } from './stored';

export type Theme = 'system' | 'light' | 'dark';

const choice = stored<Theme>('theta.theme', ['system', 'light', 'dark']);
const system = '(prefers-color-scheme: dark)';

export function useTheme(): Theme {
  return useSyncExternalStore(
    choice.subscribe,
    () => choice.get() ?? 'system',
    () => 'system',
  );
}

function isDark(theme: Theme): boolean {
  return theme === 'dark' || (theme === 'system' && matchMedia(system).matches);
}

/** Whether the page is dark now; follows the system where nothing was chosen. */
export function useDark(): boolean {
  const theme = useTheme();
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(system);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => isDark(theme),
    () => false,
  );
}

export function setTheme(theme: Theme) {
  choice.set(theme);
}

/** Writes the theme to the document; used once, by the shell. */
export function useThemeOnDocument() {
  const dark = useDark();
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [dark]);
}
