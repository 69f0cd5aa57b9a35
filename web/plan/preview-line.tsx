/** Area and length of what is sketched, told while it is dragged; nothing is asked of the server. */
import { useEffect, useMemo, useState } from 'react';
import type { Formats } from '../parts/formats.ts';
import { useOnline } from '../parts/online.ts';
import { useLanguage } from '../parts/texts.tsx';
import { previewOf } from './preview.ts';
import type { Question } from './question.ts';
import { sketchOf } from './sketch-of.ts';
import { TEXTS } from './texts.ts';

type Turf = typeof import('@turf/turf');

export function PreviewLine({ question }: { question: Question }) {
  const { lang, f } = useLanguage();
  const texts = TEXTS[lang];
  const [turf, setTurf] = useState<Turf | null>(null);
  const sketch = useMemo(() => (question.way === 'nearest' ? null : sketchOf(question)), [question]);
  const online = useOnline();
  useEffect(() => {
    // at once, so that the preview is there when the network is not; without the library there is none
    import('@turf/turf').then(setTurf).catch(() => undefined);
  }, []);
  const preview = useMemo(() => sketch && turf && previewOf(sketch, turf), [sketch, turf]);
  if (!preview || (preview.areaM2 === null && preview.lengthM === null)) return null;
  return (
    <p className="caption muted" role="status">
      {[
        preview.lengthM !== null && texts.length(f.distance(preview.lengthM)),
        preview.areaM2 !== null && texts.area(areaWords(preview.areaM2, f)),
        !online && texts.offline,
      ]
        .filter((part) => part !== false)
        .join(lang === 'zh' ? '，' : ', ')}
    </p>
  );
}

/** Three figures: a preview is not a survey. */
function areaWords(areaM2: number, f: Formats): string {
  const about = Number(areaM2.toPrecision(3));
  return about < 1e6 ? `${f.count(about)} m²` : `${f.decimal(about / 1e6)} km²`;
}
