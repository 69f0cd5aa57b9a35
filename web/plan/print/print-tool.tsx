/** Print tool: the map on paper; reports and atlases. */
import { IconChevronLeft } from '@tabler/icons-react';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { MapPart } from './map-part.tsx';
import { TEXTS } from './texts.ts';
import './print.css';

export default function PrintTool(props: ToolProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <section className="print-tool" aria-label={t.title}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {props.onClose && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.close}
            onClick={props.onClose}
          >
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <MapPart {...props} />
    </section>
  );
}
