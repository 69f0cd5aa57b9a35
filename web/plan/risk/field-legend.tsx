/** The fixed scale of the field, and which line is whose limit. */
import { INDIVIDUAL_RISK } from '../../../tiles/tokens.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { useDrawnTheme } from '../../parts/theme.ts';
import { useRiskTexts } from './texts.ts';

const LINE = { width: 34, height: 12 } as const;

export function FieldLegend() {
  const texts = useRiskTexts();
  const { t } = useLanguage();
  const theme = useDrawnTheme();
  return (
    <div className="risk-legend">
      <h3>{texts.legend}</h3>
      <ul>
        {INDIVIDUAL_RISK.map(({ perYear, words, colour, widthPx, dashPx, fillAlpha }) => (
          <li key={perYear}>
            <svg {...LINE} aria-hidden="true">
              <rect {...LINE} rx="2" fill={colour[theme]} opacity={fillAlpha + 0.1} />
              <line
                x1="2"
                x2={LINE.width - 2}
                y1={LINE.height / 2}
                y2={LINE.height / 2}
                stroke={colour[theme]}
                strokeWidth={widthPx}
                {...(dashPx && { strokeDasharray: dashPx.join(' ') })}
              />
            </svg>
            <b>{words}</b>
            <span>{texts.level[String(perYear)]}</span>
          </li>
        ))}
      </ul>
      <p className="caption faint">
        {texts.standard}
        {t.dot}
        {texts.official}
      </p>
    </div>
  );
}
