/**
 * Ant Design in the look of the map, for the forms of staff: colours and sizes from our tokens, our language and theme.
 * Loaded with the pages of staff only; imports of `antd` stand nowhere but in parts that this one surrounds.
 */
import { ConfigProvider, type ThemeConfig, theme as themes } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import type { Theme } from '../map/props.ts';
import { useLanguage } from './texts.tsx';
import { useDrawnTheme } from './theme.ts';

const tokenOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--fc-${name}`).trim();

/** The tokens as they are now; the page's theme attribute is set before the first paint. */
function configOf(theme: Theme): ThemeConfig {
  return {
    algorithm: theme === 'dark' ? [themes.darkAlgorithm, themes.compactAlgorithm] : themes.compactAlgorithm,
    token: {
      colorPrimary: tokenOf('accent'),
      colorLink: tokenOf('accent'),
      colorText: tokenOf('ink'),
      colorTextSecondary: tokenOf('ink2'),
      colorTextPlaceholder: tokenOf('ink3'),
      colorBgContainer: tokenOf('surface'),
      colorBgElevated: tokenOf('surface'),
      colorBorder: tokenOf('line-strong'),
      fontFamily: tokenOf('font'),
      fontSize: 13,
      borderRadius: 5,
      controlHeight: 32,
    },
  };
}

/** Surrounds a page or a panel whose forms use Ant Design. */
export function Kit({ children }: { children: ReactNode }) {
  const { lang } = useLanguage();
  const theme = useDrawnTheme();
  const config = useMemo(() => configOf(theme), [theme]);
  return (
    <ConfigProvider locale={lang === 'zh' ? zhCN : enUS} theme={config} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
