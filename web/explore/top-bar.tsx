/** The bar on top: whose map this is, search, how fresh the data are, theme, language, and who reads. */
import {
  IconAlertTriangle,
  IconCertificate,
  IconChartDots3,
  IconClock,
  IconFileImport,
  IconGauge,
  IconListCheck,
  IconLogin2,
  IconLogout,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { readItem } from '../api.ts';
import type { Lang } from '../map/props.ts';
import { Logo } from '../parts/grade-symbol.tsx';
import { LookButtons } from '../parts/look-buttons.tsx';
import { PHONE, useMedia } from '../parts/media.ts';
import { nameIn } from '../parts/names.ts';
import { type PageId, pagesOf } from '../parts/pages.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import type { useTheme } from '../parts/theme.ts';
import type { Reader } from './reader.ts';
import './top-bar.css';

const PAGE_ICONS: Readonly<Record<PageId, typeof IconClock>> = {
  ledger: IconListCheck,
  loop: IconAlertTriangle,
  indicators: IconGauge,
  rounds: IconCertificate,
  import: IconFileImport,
  validation: IconChartDots3,
};

export function TopBar({
  reader,
  theme,
  onLang,
  onSignIn,
  badge,
  children,
}: {
  reader: Reader;
  theme: ReturnType<typeof useTheme>;
  onLang: (lang: Lang) => void;
  onSignIn: () => void;
  /** Instead of the age of the data: which day the map shows. */
  badge: ReactNode;
  children: ReactNode;
}) {
  const { t, f, of } = useLanguage();
  const phone = useMedia(PHONE);
  const { city, session } = reader;
  return (
    <header className="top-bar">
      <div className="brand">
        <Logo />
        <h1>{t.product}</h1>
        {city && <small className="tagline">{t.tagline(of(city.name))}</small>}
        {city && <small className="city-name">{of(city.name)}</small>}
        {city?.demo && <span className="simulated">{phone ? t.simulatedShort : t.simulated}</span>}
      </div>
      {children}
      <div className="top-end">
        {badge}
        {!badge && city?.asOf && (
          <span className="as-of caption muted">
            <IconClock size={15} stroke={1.75} aria-hidden="true" />
            {t.dataAsOf(f.moment(city.asOf))}
          </span>
        )}
        <LookButtons theme={theme} onLang={onLang} />
        {session?.user ? (
          <PersonMenu reader={reader} />
        ) : (
          session && (
            <button type="button" className="button sign-in-button" onClick={onSignIn}>
              <IconLogin2 size={16} stroke={1.75} aria-hidden="true" />
              {t.signIn}
            </button>
          )
        )}
      </div>
    </header>
  );
}

function PersonMenu({ reader }: { reader: Reader }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (
        event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)
      )
        setOpen(false);
    };
    addEventListener('pointerdown', leave);
    addEventListener('keydown', leave);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('keydown', leave);
    };
  }, [open]);
  const { session } = reader;
  const scope = useScopeName(reader);
  if (!session?.user) return null;
  const { name, username } = session.user;
  return (
    <div className="person" ref={box}>
      <button type="button" className="button quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="avatar" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
        <span className="caption person-scope">
          {t.role[session.role]}
          {t.dot}
          {scope}
        </span>
        <span className="hidden">{t.personMenu(name)}</span>
      </button>
      {open && (
        <div className="person-menu panel">
          <b>{name}</b>
          <p className="caption muted">
            {username}
            {t.dot}
            {t.role[session.role]}
            {t.dot}
            {scope}
          </p>
          {pagesOf(session.role).map(({ id, path, name }) => {
            const Icon = PAGE_ICONS[id];
            return (
              <a key={id} className="button" href={path}>
                <Icon size={16} stroke={1.75} aria-hidden="true" />
                {t[name]}
              </a>
            );
          })}
          <button type="button" className="button" onClick={() => void reader.leave()}>
            <IconLogout size={16} stroke={1.75} aria-hidden="true" />
            {t.signOut}
          </button>
        </div>
      )}
    </div>
  );
}

/** 全市, or the names of the regions and sectors to which the person is limited. */
function useScopeName({ session }: Reader): string {
  const { lang, t, f } = useLanguage();
  const codes = session?.scope.regions?.slice(0, 2) ?? [];
  const names = useRemote(codes.length > 0 ? `${lang} ${codes.join()}` : null, () =>
    Promise.all(
      codes.map((code) =>
        readItem('regions', code).then((item) =>
          nameIn(lang, String(item.properties.name), item.properties.name_en),
        ),
      ),
    ),
  );
  const regions = session?.scope.regions === null ? t.wholeCity : (names.data ?? codes).join(' ');
  const sectors = session?.scope.sectors;
  return sectors ? `${regions}${t.dot}${t.ownSectors(f.count(sectors.length))}` : regions;
}
