/** 外部安全距离: the method with its reason, the distances, and the lines on the map. */
import { useEffect } from 'react';
import { type DrawnShape, NOTHING_DRAWN, type ToolDrawing } from '../../map/drawn.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { About } from '../risk/about.tsx';
import { perYear } from '../risk/per-year.ts';
import { MissingList } from '../siting/missing-list.tsx';
import { type DistanceAnswer, readDistance, type ZoneProperties } from './answers.ts';
import { MethodPart } from './method-part.tsx';
import type { Frame, Subject } from './subject.tsx';
import { type SafetyTexts, useSafetyTexts } from './texts.ts';

export function DistancePart({
  unit,
  fresh,
  onDraw,
  onFrame,
}: {
  unit: Subject | null;
  fresh: string;
  onDraw: (drawing: ToolDrawing) => void;
  onFrame: Frame;
}) {
  const texts = useSafetyTexts();
  const { f } = useLanguage();
  const answer = useRemote(
    unit && JSON.stringify([unit.id, fresh]),
    (signal) => {
      if (!unit) throw new Error('No unit was asked');
      return readDistance(unit.id, signal);
    },
    unit?.id ?? null,
  );
  const { data } = answer;
  useEffect(() => {
    onDraw(unit && data ? { ...NOTHING_DRAWN, shapes: shapesOf(data, texts) } : NOTHING_DRAWN);
  }, [unit, data, texts, onDraw]);
  useEffect(() => {
    if (unit && data?.unit.unitId === unit.id) onFrame(unit.id, shapesOf(data, texts), unit.at);
  }, [unit, data, texts, onFrame]);
  if (!unit)
    return (
      <section className="risk-section">
        <p className="risk-empty">{texts.noUnit}</p>
      </section>
    );
  return (
    <div aria-busy={answer.loading}>
      {answer.slow && <span className="loading-line" />}
      {answer.problem && (
        <section className="risk-section">
          <Trouble problem={answer.problem} again={answer.again} />
        </section>
      )}
      {!data && answer.loading && (
        <section className="risk-section">
          <p className="caption muted">{texts.computing}…</p>
        </section>
      )}
      {data && (
        <>
          <MethodPart answer={data} />
          <section className="risk-section">
            <h3>{texts.distances}</h3>
            {data.official.features.length > 0 && (
              <p className="safety-official">{texts.official(f.count(data.official.features.length))}</p>
            )}
            {data.distances.length === 0 ? (
              <p className="risk-empty">{texts.distancesNone}</p>
            ) : (
              <Distances answer={data} />
            )}
            <p className="caption muted">{texts.decision}</p>
          </section>
          <MissingList missing={data.missing} />
          <About basis={data} />
        </>
      )}
    </div>
  );
}

function Distances({ answer }: { answer: DistanceAnswer }) {
  const { of, f } = useLanguage();
  const texts = useSafetyTexts();
  const groups = (['unit', 'enterprise'] as const)
    .map((id) => ({ id, rows: answer.distances.filter((one) => one.of === id) }))
    .filter(({ rows }) => rows.length > 0);
  return groups.map(({ id, rows }) => (
    <div key={id}>
      {groups.length > 1 && (
        <h4>
          {id === 'unit'
            ? texts.ofUnit
            : answer.enterprise.name
              ? texts.ofEnterprise(answer.enterprise.name)
              : texts.enterpriseUnknown}
        </h4>
      )}
      <table className="risk-table safety-distances">
        <thead>
          <tr>
            <th scope="col">{texts.limit}</th>
            <th scope="col">{texts.distance}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.basis} ${row.irPerYr ?? row.overpressurePa}`} data-distance-m={row.distanceM}>
              <th scope="row">
                <b>{levelWords(row, texts)}</b>
                <span className="caption muted">{of(row.applies)}</span>
              </th>
              <td>{row.distanceM > 0 ? f.distance(row.distanceM) : texts.notReached}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows[0] && <p className="caption muted">{of(rows[0].confidence)}</p>}
    </div>
  ));
}

const levelWords = (
  level: { readonly irPerYr?: number | null; readonly overpressurePa?: number | null },
  texts: SafetyTexts,
): string =>
  level.irPerYr !== null && level.irPerYr !== undefined
    ? texts.perYr(perYear(level.irPerYr))
    : texts.pa(String((level.overpressurePa ?? 0) / 1000));

/** Official lines above our own. */
function shapesOf({ zones, official }: DistanceAnswer, texts: SafetyTexts): DrawnShape[] {
  return [
    ...zones.features.map(
      ({ geometry, properties }, index): DrawnShape => ({
        id: `zone ${index}`,
        look: lookOf(properties),
        geometry,
        label: levelWords(properties, texts),
      }),
    ),
    ...official.features.map(
      ({ geometry }, index): DrawnShape => ({
        id: `official ${index}`,
        look: 'kept',
        geometry,
        label: texts.officialLabel,
      }),
    ),
  ];
}

const lookOf = ({ basis }: ZoneProperties) => (basis === 'individual-risk' ? 'contour' : 'safety');
