/** How the screens look: the theme, and the other language. */
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { Lang } from '../map/props.ts';
import { useLanguage } from './texts.tsx';
import type { ThemeWish, useTheme } from './theme.ts';

const NEXT: Readonly<Record<ThemeWish, ThemeWish>> = { light: 'dark', dark: 'system', system: 'light' };
const THEME_ICON = { light: IconSun, dark: IconMoon, system: IconDeviceDesktop } as const;

export function LookButtons({
  theme,
  onLang,
}: {
  theme: ReturnType<typeof useTheme>;
  onLang: (lang: Lang) => void;
}) {
  const { lang, t } = useLanguage();
  const wishName = { light: t.themeLight, dark: t.themeDark, system: t.themeSystem }[theme.wish];
  const ThemeIcon = THEME_ICON[theme.wish];
  return (
    <>
      <button
        type="button"
        className="button quiet icon"
        aria-label={t.switchTheme(wishName)}
        title={t.switchTheme(wishName)}
        onClick={() => theme.setWish(NEXT[theme.wish])}
      >
        <ThemeIcon size={18} stroke={1.75} />
      </button>
      <button
        type="button"
        className="button quiet language"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => onLang(lang === 'zh' ? 'en' : 'zh')}
      >
        {t.otherLanguage}
      </button>
    </>
  );
}
