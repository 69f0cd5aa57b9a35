/** The whole app: language and theme, the wait for the server, then the map screen or a page of its own. */
import { type ComponentType, lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { readLink } from './link.ts';
import type { Lang } from './map/props.ts';
import { PAGES, type PageId, type PageProps } from './parts/pages.ts';
import { LanguageProvider } from './parts/texts.tsx';
import { ThemeContext, useTheme } from './parts/theme.ts';
import { useReadiness } from './start/readiness.ts';
import { Starting } from './start/starting.tsx';

const ownPage = PAGES.find(({ path }) => path === location.pathname)?.id;
// the map is most of the download: it comes while the server is asked whether it is ready
const screen = ownPage ? null : import('./explore/screen.tsx');
const Screen = lazy(() =>
  (screen ?? import('./explore/screen.tsx')).then((module) => ({ default: module.Screen })),
);
const PAGE_SCREENS: Readonly<Record<PageId, ComponentType<PageProps>>> = {
  ledger: lazy(() => import('./tend/ledger/ledger-page.tsx')),
  loop: lazy(() => import('./tend/loop/loop-page.tsx')),
  indicators: lazy(() => import('./tend/indicators/indicators-page.tsx')),
  rounds: lazy(() => import('./tend/rounds/rounds-page.tsx')),
  import: lazy(() => import('./tend/import/import-screen.tsx')),
  validation: lazy(() => import('./validation/validation-page.tsx')),
};
const Page = ownPage && PAGE_SCREENS[ownPage];

const YEAR_S = 365 * 24 * 3600;

export function App() {
  const [lang, setLang] = useState<Lang>(() => (document.documentElement.lang === 'en' ? 'en' : 'zh'));
  const theme = useTheme();
  const readiness = useReadiness();

  const changeLang = useCallback((next: Lang) => setLang(next), []);
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    // the server answers problems in the language of this cookie
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `lang=${lang}; path=/; max-age=${YEAR_S}; samesite=lax`;
  }, [lang]);

  return (
    <LanguageProvider lang={lang}>
      <ThemeContext value={theme.theme}>
        {readiness === 'ready' ? (
          <Suspense fallback={null}>
            {Page ? (
              <Page theme={theme} onLang={changeLang} />
            ) : (
              <Screen theme={theme} onLang={changeLang} link={readLink(location.search)} />
            )}
          </Suspense>
        ) : (
          <Starting readiness={readiness} />
        )}
      </ThemeContext>
    </LanguageProvider>
  );
}
