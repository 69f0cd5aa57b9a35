/** The drawer at the right of the ledger: closed by its button or Escape, its form saved by Ctrl and Enter. */
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent as Pressed, type ReactNode, useEffect, useRef } from 'react';
import { GRADE_WORDS, type Grade, type GradeKey } from '../../../data/grade.ts';
import { GradeSymbol } from '../../parts/grade-symbol.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

export interface DrawerSubject {
  readonly layer: string;
  readonly id: string;
  readonly grade: Grade | null;
}

/** Ctrl (or ⌘) and Enter save from any field of a form. */
export function saveByKey(event: Pressed<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

/** `subject` null = nothing that has a grade yet. */
export function Drawer({
  title,
  subject,
  about,
  onClose,
  children,
}: {
  title: string;
  subject: DrawerSubject | null;
  /** Under the title. */
  about?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const heading = useRef<HTMLHeadingElement>(null);
  // focus goes back to what opened the drawer
  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onClose]);
  const key = String(subject?.grade ?? null) as GradeKey;
  const named = subject && `${subject.layer}/${encodeURIComponent(subject.id)}`;
  return (
    <aside className="ledger-panel panel" aria-label={title}>
      <header>
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {subject && (
            <p className="ledger-grade" data-grade={key}>
              <GradeSymbol grade={key} sizePx={18} /> {GRADE_WORDS[key][lang]}
              <a href={`/?sel=${named}&why=${named}`}>{t.why}</a>
            </p>
          )}
          {about}
        </div>
        <button type="button" className="button quiet icon" aria-label={t.close} onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      {children}
    </aside>
  );
}
