/** Says that the layers are not in their usual order, with the way back. */
import { useLanguage } from '../../parts/texts.tsx';
import { TEXTS } from './texts.ts';

export default function OwnOrder({ onReset }: { onReset: () => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <p className="own-order caption muted">
      {t.ownOrder}
      <button type="button" className="button link small" onClick={onReset}>
        {t.resetOrder}
      </button>
    </p>
  );
}
