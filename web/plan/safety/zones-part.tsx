/** 咨询区: inner, middle and outer zone of one source or of all in view, and advice on a development in them. */
import { useEffect, useMemo, useState } from 'react';
import { INDIVIDUAL_RISK } from '../../../tiles/tokens.ts';
import { type DrawnShape, NOTHING_DRAWN, type ToolDrawing } from '../../map/drawn.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { useDrawnTheme } from '../../parts/theme.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSettled } from '../accident/use-settled.ts';
import { About } from '../risk/about.tsx';
import { perYear } from '../risk/per-year.ts';
import type { Box } from '../risk/risk-answers.ts';
import { MissingList } from '../siting/missing-list.tsx';
import type { ToolProps } from '../tool.ts';
import { AdvicePart, type Asked } from './advice-part.tsx';
import { type ConsultationAnswer, type ConsultedZone, readAdvice, readConsultation } from './answers.ts';
import { developmentWith } from './development.ts';
import type { Subject } from './subject.tsx';
import { useSafetyTexts } from './texts.ts';

const LOOKS = { outer: 'consult-outer', middle: 'consult-middle', inner: 'consult-inner' } as const;

export function ZonesPart({
  unit,
  view,
  fresh,
  open,
  onDraw,
  onSelect,
}: {
  unit: Subject | null;
  view: Box | null;
  fresh: string;
  open: boolean;
  onDraw: (drawing: ToolDrawing) => void;
  onSelect: ToolProps['onSelect'];
}) {
  const texts = useSafetyTexts();
  const [wide, setWide] = useState(false);
  const [asked, setAsked] = useState<Asked>({ kind: 'housing', sizes: {}, place: null });
  const [placing, setPlacing] = useState(false);
  /** While the place is dragged nothing is asked. */
  const [moving, setMoving] = useState(false);
  const bbox = view && (view.map((degrees) => Number(degrees.toFixed(4))) as unknown as Box);
  const scope = unit && !wide ? { unitId: unit.id } : bbox && { bbox };
  const scopeKey = useSettled(scope && JSON.stringify(scope), 300);
  const zones = useRemote(open && scopeKey ? `${scopeKey} ${fresh}` : null, (signal) =>
    readConsultation(JSON.parse(scopeKey ?? ''), signal),
  );
  const question = asked.place && {
    point: asked.place,
    development: developmentWith(asked.kind, asked.sizes),
  };
  const questionKey = useSettled(question && !moving ? JSON.stringify(question) : null, 200);
  const advice = useRemote(
    questionKey && `${questionKey} ${fresh}`,
    (signal) => {
      const { point, development } = JSON.parse(questionKey ?? '');
      return readAdvice(point, development, signal);
    },
    JSON.stringify([asked.kind, asked.sizes]),
  );
  const answer = zones.data;
  const advised = advice.data?.advise;
  const drawing = useMemo<ToolDrawing>(
    () => ({
      ...NOTHING_DRAWN,
      shapes: (answer?.zones.features ?? []).map(
        ({ geometry, properties: { zone, irPerYr } }): DrawnShape => ({
          id: zone,
          look: LOOKS[zone],
          geometry,
          label: `${texts.zoneWords[zone]} ${perYear(irPerYr)}`,
        }),
      ),
      handles: asked.place
        ? [
            {
              id: 'advice',
              at: asked.place,
              mark: asked.kind === 'school' ? 'school' : asked.kind === 'housing' ? 'housing' : 'place',
              label: texts.place,
              ...(advised && !moving && { tag: texts.advise[advised] }),
              draggable: true,
            },
          ]
        : [],
      onPoint: placing
        ? (place) => {
            setAsked((before) => ({ ...before, place }));
            setPlacing(false);
          }
        : null,
      onHandle: (_id, place, done) => {
        setAsked((before) => ({ ...before, place }));
        setMoving(!done);
      },
    }),
    [answer, asked.place, asked.kind, advised, moving, placing, texts],
  );
  useEffect(() => onDraw(drawing), [drawing, onDraw]);
  return (
    <div aria-busy={zones.loading}>
      {zones.slow && <span className="loading-line" />}
      <section className="risk-section">
        <h3>{texts.zones}</h3>
        {unit && (
          <fieldset className="risk-choice">
            <legend className="hidden">{texts.zoneScope}</legend>
            {[false, true].map((all) => (
              <button
                key={String(all)}
                type="button"
                className="button small"
                aria-pressed={wide === all}
                onClick={() => setWide(all)}
              >
                {all ? texts.scopeView : texts.scopeUnit}
              </button>
            ))}
          </fieldset>
        )}
        {!unit && <p className="caption muted">{texts.scopeView}</p>}
        {zones.problem && <Trouble problem={zones.problem} again={zones.again} />}
        {!answer && zones.loading && <p className="caption muted">{texts.computing}…</p>}
        {answer && <ZoneLegend answer={answer} />}
      </section>
      <AdvicePart
        asked={asked}
        placing={placing}
        answer={advice}
        onAsked={(part) => setAsked((before) => ({ ...before, ...part }))}
        onPlacing={setPlacing}
        onSelect={onSelect}
      />
      {answer && <MissingList missing={answer.missing} />}
      {answer && <About basis={answer} />}
    </div>
  );
}

/** Of INDIVIDUAL_RISK, whose colour a zone is drawn in. */
const LEVEL_OF: Readonly<Record<ConsultedZone, number>> = { inner: 1, middle: 2, outer: 3 };

function ZoneLegend({ answer }: { answer: ConsultationAnswer }) {
  const { of, f } = useLanguage();
  const texts = useSafetyTexts();
  const theme = useDrawnTheme();
  const { features } = answer.zones;
  return (
    <>
      {features.length === 0 && <p className="risk-empty">{texts.zonesNone}</p>}
      <ul className="safety-legend" aria-label={texts.zoneLegend}>
        {features.toReversed().map(({ properties: { zone, irPerYr, areaKm2 } }) => (
          <li key={zone} data-zone={zone} data-area-km2={areaKm2}>
            <i
              aria-hidden="true"
              className={zone}
              style={{ color: INDIVIDUAL_RISK[LEVEL_OF[zone]]?.colour[theme] }}
            />
            <b>{texts.zoneWords[zone]}</b>
            <span>{texts.zoneFrom(perYear(irPerYr))}</span>
            <span className="number">
              {texts.area(areaKm2 < 1 ? String(Number(areaKm2.toPrecision(2))) : f.decimal(areaKm2))}
            </span>
          </li>
        ))}
      </ul>
      <p className="caption muted">{of(answer.source)}</p>
    </>
  );
}
