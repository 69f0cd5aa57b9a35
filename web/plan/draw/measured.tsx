/** Length, area and radius in words; a preview says so, and that the server did not count it. */
import { useLanguage } from '../../parts/texts.tsx';
import type { Measures } from './measure.ts';
import { TEXTS } from './texts.ts';

export function Measured({
  measures: { lengthM, areaM2 },
  preview,
  counted,
  radiusM = null,
}: {
  measures: Measures;
  preview: boolean;
  /** The server can be asked to measure it. */
  counted: boolean;
  radiusM?: number | null;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const parts = [
    areaM2 !== null && `${t.area} ${areaText(areaM2, f.decimal)}`,
    lengthM !== null && `${areaM2 === null ? t.length : t.perimeter} ${f.distance(lengthM)}`,
    radiusM !== null && `${t.radius} ${f.distance(radiusM)}`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <span className="draw-measured">
      {parts.join(' · ')}
      {preview && <i>{counted ? t.preview : `${t.preview} · ${t.notCounted}`}</i>}
    </span>
  );
}

/** 820 m², 4.2 ha, 12.5 km²: hectares up to a square kilometre, as plans write them. */
function areaText(areaM2: number, decimal: (value: number) => string): string {
  if (areaM2 < 10_000) return `${decimal(areaM2)} m²`;
  if (areaM2 < 1_000_000) return `${decimal(areaM2 / 10_000)} ha`;
  return `${decimal(areaM2 / 1_000_000)} km²`;
}
