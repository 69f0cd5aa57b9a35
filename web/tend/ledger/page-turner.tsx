/** Goes through the pages of a list. */
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

export function PageTurner({
  page,
  pages,
  onPage,
}: {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const words = t.page(f.count(page), f.count(pages));
  return (
    <nav className="page-tools" aria-label={words}>
      <button type="button" className="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t.previous}
      </button>
      <span>{words}</span>
      <button type="button" className="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {t.next}
      </button>
    </nav>
  );
}
