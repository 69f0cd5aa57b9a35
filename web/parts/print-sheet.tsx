/** A document for paper over the whole screen: title, map, sections, and who printed it when from which data. */
import { IconPrinter, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { readCity, readSession } from '../api.ts';
import type { Lang } from '../map/props.ts';
import { useRemote } from './remote.ts';
import { useLanguage } from './texts.tsx';
import './print-sheet.css';

const WORDS = {
  zh: {
    print: '打印',
    close: '关闭',
    invented: '演示城市的全部数据均为虚构，不代表任何真实地点、单位或人员。',
    printed: (when: string, who: string) => `${when} 由 ${who} 打印`,
    nobody: '未登录者',
    sources: '底图',
    map: '地图',
  },
  en: {
    print: 'Print',
    close: 'Close',
    invented: 'All data of the demo city are invented and stand for no real place, organisation or person.',
    printed: (when: string, who: string) => `Printed ${when} by ${who}`,
    nobody: 'somebody not signed in',
    sources: 'Base map',
    map: 'Map',
  },
} satisfies Record<Lang, unknown>;

export interface PrintSheetProps {
  readonly title: string;
  /** What it is about, in one line. */
  readonly about: string;
  /** The map as a picture; null = none could be taken. */
  readonly picture: string | null;
  /** How far the document may be relied on; stands under the title and at the end. */
  readonly standing: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** While it is open paper shows only this; the printer's window opens by itself once everything is there. */
export function PrintSheet({ title, about, picture, standing, children, onClose }: PrintSheetProps) {
  const { lang, f, of, t } = useLanguage();
  const words = WORDS[lang];
  const city = useRemote('city', readCity);
  const session = useRemote('session', readSession);
  const [now] = useState(() => new Date().toISOString());
  const sheet = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(picture === null);
  usePaperColours();

  // the keyboard stays in the document and goes back to where it was
  useEffect(() => {
    const before = document.activeElement;
    const app = document.getElementById('app');
    if (app) app.inert = true;
    sheet.current?.focus();
    return () => {
      if (app) app.inert = false;
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onClose();
    };
    addEventListener('keydown', leave, { capture: true });
    return () => removeEventListener('keydown', leave, { capture: true });
  }, [onClose]);

  const complete = drawn && !city.loading && !session.loading;
  const printed = useRef(false);
  useEffect(() => {
    if (!complete || printed.current) return;
    printed.current = true;
    print();
  }, [complete]);

  const user = session.data?.user;
  return createPortal(
    <div
      ref={sheet}
      className="print-sheet"
      role="dialog"
      aria-modal="true"
      aria-label={title}
      tabIndex={-1}
      data-complete={complete}
    >
      <div className="print-bar">
        <button type="button" className="button accent" onClick={() => print()}>
          <IconPrinter size={16} stroke={1.75} aria-hidden="true" />
          {words.print}
        </button>
        <button type="button" className="button" onClick={onClose}>
          <IconX size={16} stroke={1.75} aria-hidden="true" />
          {words.close}
        </button>
      </div>
      <article className="print-page">
        <header>
          <div className="print-title">
            <h1>{title}</h1>
            {city.data?.demo && <span className="simulated">{t.simulated}</span>}
          </div>
          <p className="print-about">{about}</p>
          <p className="print-meta">
            {city.data && `${of(city.data.name)}  `}
            {words.printed(f.moment(now), user?.name ?? words.nobody)}
          </p>
          <p className="print-standing">{standing}</p>
        </header>
        {picture && (
          <figure>
            <img src={picture} alt={words.map} onLoad={() => setDrawn(true)} onError={() => setDrawn(true)} />
            <figcaption>
              {[city.data?.mapReview && t.mapReview(city.data.mapReview), ...(city.data?.attribution ?? [])]
                .filter(Boolean)
                .join('  ')}
            </figcaption>
          </figure>
        )}
        {children}
        <footer>
          {city.data?.demo && <p>{words.invented}</p>}
          <p>{standing}</p>
        </footer>
      </article>
    </div>,
    document.body,
  );
}

/** A part of the document; it is not torn apart between two pages where it fits on one. */
export function PrintSection({
  title,
  long = false,
  children,
}: {
  title: string;
  long?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={long ? 'long' : undefined}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Names and values, two columns of them. */
export function PrintFigures({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="print-figures">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Paper is white: the light colours hold while the document is open, whatever the screen has. */
function usePaperColours(): void {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset.theme;
    root.dataset.theme = 'light';
    return () => {
      if (before === undefined) delete root.dataset.theme;
      else root.dataset.theme = before;
    };
  }, []);
}
