/** The page /import: its frame, the list of imports, and one of them; `?id=` names the open one. */
import { IconArrowLeft } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useReader } from '../../explore/reader.ts';
import type { Lang } from '../../map/props.ts';
import { Logo } from '../../parts/grade-symbol.tsx';
import { LookButtons } from '../../parts/look-buttons.tsx';
import { PHONE, useMedia } from '../../parts/media.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { useTheme } from '../../parts/theme.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { ImportList } from './import-list.tsx';
import { ImportWork } from './import-work.tsx';
import { TEXTS } from './texts.ts';
import './import.css';

/** Who may write objects of the register. */
const WRITERS: readonly string[] = ['planner', 'admin'];

export default function ImportScreen({
  theme,
  onLang,
}: {
  theme: ReturnType<typeof useTheme>;
  onLang: (lang: Lang) => void;
}) {
  const { lang, t: shell, of } = useLanguage();
  const t = TEXTS[lang];
  const phone = useMedia(PHONE);
  const reader = useReader();
  const [id, setId] = useState(() => new URLSearchParams(location.search).get('id'));
  const open = useCallback((next: string | null) => {
    setId(next);
    history.pushState(null, '', next ? `/import?id=${next}` : '/import');
  }, []);
  useEffect(() => {
    const back = () => setId(new URLSearchParams(location.search).get('id'));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  useEffect(() => {
    document.title = t.title;
  }, [t]);
  const { city, session, layers } = reader;
  const layerName = (layer: string) => {
    const found = layers?.find((one) => one.id === layer);
    return found ? of(found.label) : layer;
  };
  return (
    <div className="import-screen">
      <header className="import-top">
        <Logo />
        <h1>{shell.product}</h1>
        <span className="muted">{t.title}</span>
        {city?.demo && <span className="simulated">{phone ? shell.simulatedShort : shell.simulated}</span>}
        <span className="spread" />
        <LookButtons theme={theme} onLang={onLang} />
        <a className="button quiet" href="/">
          <IconArrowLeft size={16} stroke={1.75} aria-hidden="true" />
          <span className={phone ? 'hidden' : ''}>{t.back}</span>
        </a>
      </header>
      {reader.problem && <Trouble problem={reader.problem} again={reader.again} />}
      {session && !WRITERS.includes(session.role) ? (
        <main className="import-list">
          <p>{t.noRight}</p>
          <a className="button accent" href="/sign-in">
            {shell.signIn}
          </a>
        </main>
      ) : (
        session &&
        layers &&
        (id ? (
          <ImportWork key={id} id={id} city={city} layers={layers} onLeave={() => open(null)} />
        ) : (
          <ImportList layerName={layerName} onOpen={open} />
        ))
      )}
    </div>
  );
}
