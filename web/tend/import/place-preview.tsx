/** The checked rows on a map, before anything is written. */
import { useMemo } from 'react';
import type { City } from '../../api.ts';
import PreviewMap from '../../map/preview-map.tsx';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { useDrawnTheme } from '../../parts/theme.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { type ImportDetail, readPreview } from './import-api.ts';
import { TEXTS } from './texts.ts';

type Box = readonly [number, number, number, number];
const NO_ROWS = { type: 'FeatureCollection' as const, features: [] };

export default function PlacePreview({
  detail,
  city,
  marked = null,
}: {
  detail: ImportDetail;
  city: City | null;
  marked?: readonly [number, number] | null;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const theme = useDrawnTheme();
  const preview = useRemote(`${detail.id} ${detail.report?.checkedAt}`, (signal) =>
    readPreview(detail.id, signal),
  );
  const { data } = preview;
  const box = useMemo(() => {
    const own = (data?.bbox ?? detail.report?.bbox ?? null) as Box | null;
    const whole = (city?.bbox ?? null) as Box | null;
    if (!own || !whole) return own ?? whole;
    return [
      Math.min(own[0], whole[0]),
      Math.min(own[1], whole[1]),
      Math.max(own[2], whole[2]),
      Math.max(own[3], whole[3]),
    ] as const;
  }, [data, detail.report, city]);
  return (
    <>
      {preview.problem && <Trouble problem={preview.problem} again={preview.again} />}
      <PreviewMap theme={theme} label={t.preview} rows={data ?? NO_ROWS} box={box} marked={marked} />
      {data && data.total > data.features.length && (
        <p className="caption muted">{t.previewSome(f.count(data.features.length), f.count(data.total))}</p>
      )}
    </>
  );
}
