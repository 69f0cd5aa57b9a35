/** The frame of a page beside the map: whose city, the other pages, theme and language; asks who is not signed in to. */
import { IconMap2 } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import type { City, Session } from '../api.ts';
import { type Reader, useReader } from '../explore/reader.ts';
import { Logo } from './grade-symbol.tsx';
import { LookButtons } from './look-buttons.tsx';
import { PHONE, useMedia } from './media.ts';
import { type PageId, type PageProps, pagesOf } from './pages.ts';
import { useLanguage } from './texts.tsx';
import { Trouble } from './trouble.tsx';
import './page-frame.css';

/** What a page knows of its reader. */
export interface PageReader {
  readonly reader: Reader;
  readonly session: Session;
  readonly city: City | null;
}

export function PageFrame({
  page,
  title,
  theme,
  onLang,
  children,
}: PageProps & {
  page: PageId;
  title: string;
  children: (reader: PageReader) => ReactNode;
}) {
  const { t, of } = useLanguage();
  const phone = useMedia(PHONE);
  const reader = useReader();
  const { city, session } = reader;
  useEffect(() => {
    document.title = `${title} · ${t.product}`;
  }, [title, t]);
  const mayOpen = session !== null && pagesOf(session.role).some(({ id }) => id === page);
  return (
    <div className="page-frame">
      <header className="page-top">
        <a className="page-home" href="/" aria-label={`${t.product} · ${t.map}`}>
          <Logo />
          {!phone && <b>{t.product}</b>}
        </a>
        {city && !phone && <span className="caption muted">{of(city.name)}</span>}
        {city?.demo && <span className="simulated">{phone ? t.simulatedShort : t.simulated}</span>}
        {session && (
          <nav aria-label={t.pagesMenu} className="page-links">
            <a href="/">
              <IconMap2 size={16} stroke={1.75} aria-hidden="true" />
              {t.map}
            </a>
            {pagesOf(session.role)
              .filter(({ id }) => id !== 'validation')
              .map(({ id, path, name }) => (
                <a key={id} href={path} aria-current={id === page ? 'page' : undefined}>
                  {t[name]}
                </a>
              ))}
          </nav>
        )}
        <span className="spread" />
        <LookButtons theme={theme} onLang={onLang} />
      </header>
      {reader.problem && <Trouble problem={reader.problem} again={reader.again} />}
      {session &&
        (mayOpen ? (
          <main className="page-main">
            <h1>{title}</h1>
            {children({ reader, session, city })}
          </main>
        ) : (
          <main className="page-main">
            <h1>{title}</h1>
            <p>{t.staffOnly}</p>
            <a className="button accent" href="/sign-in">
              {t.signIn}
            </a>
          </main>
        ))}
    </div>
  );
}
