/** Print tool: the map on paper; reports and atlases. */
import { IconChevronLeft } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { MapPart } from './map-part.tsx';
import { ReportPart } from './report-part.tsx';
import { TEXTS } from './texts.ts';
import './print.css';

const PARTS = ['map', 'reports'] as const;
type Part = (typeof PARTS)[number];

export default function PrintTool(props: ToolProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const [part, setPart] = useState<Part>('map');
  const id = useId();
  const names: Readonly<Record<Part, string>> = { map: t.tabMap, reports: t.tabReports };
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
      <div className="print-tabs" role="tablist" aria-label={t.title}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`${id}-${one}`}
            aria-selected={part === one}
            aria-controls={`${id}-panel`}
            tabIndex={part === one ? 0 : -1}
            onClick={() => setPart(one)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
              const other = one === 'map' ? 'reports' : 'map';
              setPart(other);
              document.getElementById(`${id}-${other}`)?.focus();
            }}
          >
            {names[one]}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${part}`}>
        {part === 'map' ? <MapPart {...props} /> : <ReportPart open={props.open} />}
      </div>
    </section>
  );
}
