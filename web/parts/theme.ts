/** Light, dark, or as the system says; remembered on this device. `first.js` sets it before the first paint. */
import { createContext, useContext, useEffect, useState } from 'react';
import type { Theme } from '../map/props.ts';
import { useMedia } from './media.ts';

/** The theme in use, for pictures that are drawn in its colours. */
export const ThemeContext = createContext<Theme>('light');
export const useDrawnTheme = () => useContext(ThemeContext);

export type ThemeWish = Theme | 'system';
const KEY = 'fourcolor.theme';

/** The wish, the theme that follows from it, and how to change the wish. */
export function useTheme(): { wish: ThemeWish; theme: Theme; setWish: (wish: ThemeWish) => void } {
  const [wish, setWish] = useState<ThemeWish>(remembered);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const theme = wish === 'system' ? (systemDark ? 'dark' : 'light') : wish;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    try {
      if (wish === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, wish);
    } catch {
      // a browser that keeps nothing still switches
    }
  }, [theme, wish]);
  return { wish, theme, setWish };
}

function remembered(): ThemeWish {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}
