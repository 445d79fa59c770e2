import { useEffect, useState } from 'react';
import type { AppThemeApi } from '@backstage/frontend-plugin-api';

/** @returns `dark` or `light`, following the theme that is chosen. */
export function useActiveThemeMode(themes: AppThemeApi): 'dark' | 'light' {
  const [activeId, setActiveId] = useState(themes.getActiveThemeId());
  useEffect(() => {
    const subscription = themes.activeThemeId$().subscribe(setActiveId);
    return () => subscription.unsubscribe();
  }, [themes]);
  const active = themes.getInstalledThemes().find(({ id }) => id === activeId);
  const preferred = window.matchMedia?.('(prefers-color-scheme: dark)').matches
    ? 'dark'
    : 'light';
  return active?.variant ?? preferred;
}
