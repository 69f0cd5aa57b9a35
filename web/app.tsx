/** The whole app: language and theme, the wait for the server, then the map screen, the import, or the page about the models. */
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { readLink } from './link.ts';
import type { Lang } from './map/props.ts';
import { LanguageProvider } from './parts/texts.tsx';
import { ThemeContext, useTheme } from './parts/theme.ts';
import { useReadiness } from './start/readiness.ts';
import { Starting } from './start/starting.tsx';

const VALIDATION_PATH = '/validation';
const IMPORT_PATH = '/import';
const ownPage = [VALIDATION_PATH, IMPORT_PATH].includes(location.pathname);
// the map is most of the download: it comes while the server is asked whether it is ready
const screen = ownPage ? null : import('./explore/screen.tsx');
const Screen = lazy(() =>
  (screen ?? import('./explore/screen.tsx')).then((module) => ({ default: module.Screen })),
);
const ValidationPage = lazy(() => import('./validation/validation-page.tsx'));
const ImportScreen = lazy(() => import('./tend/import/import-screen.tsx'));

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
            {screen ? (
              <Screen theme={theme} onLang={changeLang} link={readLink(location.search)} />
            ) : location.pathname === IMPORT_PATH ? (
              <ImportScreen theme={theme} onLang={changeLang} />
            ) : (
              <ValidationPage theme={theme} onLang={changeLang} />
            )}
          </Suspense>
        ) : (
          <Starting readiness={readiness} />
        )}
      </ThemeContext>
    </LanguageProvider>
  );
}
