/** The zones with their levels, distances, arrival and people; the heaviest first, drawn as on the map. */
import { useLanguage } from '../../parts/texts.tsx';
import type { AccidentAnswer, People } from './answer.ts';
import { timeText } from './drawing.ts';
import { levelName, lookOf, type ZoneLook } from './looks.ts';
import { TEXTS } from './texts.ts';

/** Line and fill of a zone as the map draws them. */
export function ZoneSwatch({ look }: { look: ZoneLook }) {
  return (
    <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true" className={`zone-swatch ${look}`}>
      <rect x="1.5" y="1.5" width="19" height="11" rx="2" />
    </svg>
  );
}

export function ZonesTable({ answer }: { answer: AccidentAnswer }) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const columns = t.zoneColumns;
  const zones = answer.zones.features.toReversed();
  const turn = answer.uncertainty.features[0]?.properties.turnDeg;
  return (
    <>
      <table className="accident-table zones-table">
        <caption className="hidden">{t.zones}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.endpoint}</th>
            <th scope="col">{columns.reach}</th>
            <th scope="col">{columns.arrival}</th>
            <th scope="col">{columns.people}</th>
          </tr>
        </thead>
        <tbody>
          {zones.map(({ properties: zone }) => (
            <tr key={zone.endpoint} data-endpoint={zone.endpoint}>
              <th scope="row">
                <ZoneSwatch look={lookOf(zone)} />
                <span>
                  <b>{levelName(zone)}</b>
                  {zone.unit === 'ppm' && (
                    <small>{`${f.count(zone.threshold)} ppm`.replace(/^0 /, `${zone.threshold} `)}</small>
                  )}
                  {zone.unit !== 'ppm' && <small>{of(zone.label)}</small>}
                  {zone.escalation && <small className="attention">{t.escalation}</small>}
                </span>
              </th>
              <td>{f.distance(zone.extentM)}</td>
              <td>{timeText(zone.arrivalS, t, f)}</td>
              <td>{peopleText(zone.people, f.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer.unreached.length > 0 && (
        <p className="caption muted">{`${t.unreached}: ${answer.unreached.map(levelName).join(t.and)}`}</p>
      )}
      {zones.length > 0 && (
        <p className="caption muted">{turn === undefined ? t.meander : t.turn(f.count(turn))}</p>
      )}
    </>
  );
}

export const peopleText = ({ day, night }: People, count: (n: number) => string): string =>
  day === null || night === null ? '–' : `${count(day)} / ${count(night)}`;
