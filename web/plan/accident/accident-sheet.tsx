/** The accident on paper: what was asked, what was found for whom, and on what it rests. */
import { TARGET_CLASSES } from '../../../data/layers/protected-targets.ts';
import { PrintFigures, PrintSection, PrintSheet } from '../../parts/print-sheet.tsx';
import { useLanguage } from '../../parts/texts.tsx';
import type { AccidentAnswer, InsideList, WindRose } from './answer.ts';
import { ValidityNote } from './basis-part.tsx';
import { timeText } from './drawing.ts';
import { levelName, lookOf } from './looks.ts';
import { valueText } from './numbers.ts';
import { type AccidentQuestion, placeOf, unitOf, usesOf } from './question.ts';
import { ProfileChart } from './result-part.tsx';
import { schoolsIn } from './targets-part.tsx';
import { TEXTS } from './texts.ts';
import { sixteenth } from './wind-dial.tsx';
import { peopleText, ZoneSwatch, ZonesTable } from './zones-table.tsx';

/** Names that one list of the sheet holds; the counts are of all. */
const LISTED = 40;

export function AccidentSheet({
  question,
  answer,
  rose,
  picture,
  onClose,
}: {
  question: AccidentQuestion;
  answer: AccidentAnswer;
  rose: WindRose | null;
  picture: string | null;
  onClose: () => void;
}) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const place = placeOf(question);
  const unit = unitOf(question.subject);
  const [scenario] = t.scenarios[answer.scenario];
  const figures = inputRows(question, answer, t, f.count);
  const { weather } = question;
  const source =
    question.weatherFrom === 'frequent' || question.weatherFrom === 'worst'
      ? rose && `${t.weatherFrom[question.weatherFrom]}: ${of(rose.label)}`
      : t.weatherFrom[question.weatherFrom];
  return (
    <PrintSheet
      title={t.title}
      about={[unit?.name, of(answer.substance), scenario].filter(Boolean).join(' – ')}
      picture={picture}
      standing={t.support}
      onClose={onClose}
    >
      <PrintSection title={t.subject}>
        <PrintFigures
          rows={[
            ...(unit ? ([[t.unit, unit.name]] as const) : []),
            [t.place, place ? `${place[0].toFixed(5)}, ${place[1].toFixed(5)}` : '–'],
            ...figures,
          ]}
        />
      </PrintSection>
      {weather && (
        <PrintSection title={t.weather}>
          <PrintFigures
            rows={[
              [
                t.windDial,
                t.windFrom(t.compass[sixteenth(weather.windFromDeg)]!, f.count(weather.windFromDeg)),
              ],
              [t.windMS, `${weather.windMS} (${t.windAt})`],
              [t.stability, t.stabilities[weather.stability]],
              [t.temp, String(weather.tempC)],
              [t.rh, String(weather.rh)],
              [t.sources, source ?? '–'],
            ]}
          />
        </PrintSection>
      )}
      <PrintSection title={t.validityTitle}>
        <ValidityNote answer={answer} />
      </PrintSection>
      {answer.validity !== null && (
        <>
          <PrintSection title={t.zones}>
            {answer.zones.features.length === 0 ? <p>{t.none}</p> : <ZonesTable answer={answer} />}
            {answer.profile.distanceM.length > 1 && (
              <div className="accident-paper-chart">
                <ProfileChart answer={answer} />
              </div>
            )}
          </PrintSection>
          <PrintSection title={t.people}>
            <PrintFigures
              rows={[
                [t.zoneColumns.people, peopleText(answer.people, f.count)],
                [t.schoolsShort, f.count(schoolsIn(answer))],
              ]}
            />
          </PrintSection>
          <TargetClasses answer={answer} />
          <Inside title={t.targets} list={answer.targets} answer={answer} />
          <Inside title={t.majorHazards} list={answer.majorHazards} answer={answer} escalates />
          <Inside title={t.pipelines} list={answer.pipelines} answer={answer} escalates />
          <ThreatSection answer={answer} />
        </>
      )}
      {answer.assumptions.length > 0 && (
        <PrintSection title={t.assumptions} long>
          <ul>
            {answer.assumptions.map((text) => (
              <li key={text.zh}>{of(text)}</li>
            ))}
          </ul>
        </PrintSection>
      )}
      <PrintSection title={t.sources} long>
        <ul>
          {answer.sources.map((one) => (
            <li key={one}>{one}</li>
          ))}
          <li>{`${t.models}: ${answer.models.map(({ id, label, version }) => `${of(label)} (${id} ${version})`).join(', ')}`}</li>
          <li>
            {`${t.tables}: ${Object.entries(answer.tables)
              .map(([name, version]) => `${name} ${version}`)
              .join(', ')}`}
          </li>
        </ul>
      </PrintSection>
    </PrintSheet>
  );
}

/** What was entered, defaults by name. */
function inputRows(
  question: AccidentQuestion,
  answer: AccidentAnswer,
  t: (typeof TEXTS)['zh'],
  count: (value: number) => string,
): (readonly [string, string])[] {
  const uses = usesOf(question);
  const { holeMm, durationS, storagePressureKPa, liquidHeadM, bundAreaM2 } = question;
  const given = (name: string, value: number | null): (readonly [string, string])[] =>
    value === null ? [] : [[name, String(value)]];
  return [
    [`${t.mass} (kg)`, count(answer.massKg)],
    ...(uses.hole
      ? [
          [t.holeSizes, holeMm === null ? t.wholeName : `${holeMm} mm`] as const,
          [
            t.duration,
            durationS === null ? t.durationDefault(holeMm === null ? '600' : '1800') : String(durationS),
          ] as const,
          ...(uses.pressure ? given(t.pressure, storagePressureKPa) : []),
          ...(uses.head
            ? [[t.head, liquidHeadM === null ? t.headDefault : String(liquidHeadM)] as const]
            : []),
          ...(uses.bund ? [[t.bund, bundAreaM2 === null ? t.bundDefault : String(bundAreaM2)] as const] : []),
        ]
      : []),
    ...(uses.terrain ? [[t.terrain, t[question.terrain]] as const] : []),
  ];
}

function TargetClasses({ answer }: { answer: AccidentAnswer }) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const { targets } = answer;
  if (targets.count === 0) return null;
  const classes = [
    ...TARGET_CLASSES.map((one) => [one.id, of(one)] as const),
    ['not_classified', t.notClassified] as const,
  ].filter(([id]) => targets.byClass[id].count > 0);
  return (
    <PrintSection title={t.targetsByClass}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.targetColumns.class}</th>
            <th scope="col" className="number">
              {t.targetColumns.count}
            </th>
            <th scope="col" className="number">
              {t.zoneColumns.people}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map(([id, name]) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="number">{f.count(targets.byClass[id].count)}</td>
              <td className="number">{peopleText(targets.byClass[id], f.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PrintSection>
  );
}

function Inside({
  title,
  list,
  answer,
  escalates = false,
}: {
  title: string;
  list: InsideList;
  answer: AccidentAnswer;
  escalates?: boolean;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const listed = list.features.features.slice(0, LISTED);
  return (
    <PrintSection title={`${title} ${f.count(list.count)}`} long>
      {list.count === 0 ? (
        <p>{t.noneInside}</p>
      ) : (
        <table>
          <tbody>
            {listed.map((item) => {
              const level = answer.zones.features.find(
                ({ properties }) => properties.endpoint === item.properties.endpoint,
              )?.properties;
              return (
                <tr key={item.id}>
                  <th scope="row">{item.properties.name ?? t.noName}</th>
                  <td>
                    {level && levelName(level)}
                    {escalates && level?.escalation && ` ${t.escalation}`}
                  </td>
                  <td className="number">{f.distance(item.properties.distanceM)}</td>
                  <td className="number">{timeText(item.properties.arrivalS, t, f)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {list.count > listed.length && <p>{t.listed(f.count(listed.length), f.count(list.count))}</p>}
    </PrintSection>
  );
}

function ThreatSection({ answer }: { answer: AccidentAnswer }) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const { threat } = answer;
  if (!threat) return null;
  const value = (of: number) => `${valueText(of)} ${threat.unit}`;
  const at = (seconds: number | null) => (seconds === null ? t.neverReached : timeText(seconds, t, f));
  return (
    <PrintSection title={t.receptor}>
      <PrintFigures
        rows={[
          [t.receptorPlace, threat.point.map((degrees) => degrees.toFixed(5)).join(', ')],
          [t.distance, f.distance(threat.distanceM)],
          [t.peakOutdoors, value(threat.outdoorMax)],
          ...(threat.indoorMax === null
            ? []
            : ([
                [t.peakIndoors, value(threat.indoorMax)],
                [t.airChanges, String(threat.airChangesPerHour)],
              ] as const)),
          [t.arrives, at(threat.arrivalS)],
        ]}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{t.zoneColumns.endpoint}</th>
            <th scope="col" className="number">
              {t.outdoors}
            </th>
            {threat.indoorMax !== null && (
              <th scope="col" className="number">
                {t.indoors}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {threat.endpoints.toReversed().map((level) => (
            <tr key={level.endpoint}>
              <th scope="row">
                <ZoneSwatch look={lookOf(level)} /> {levelName(level)}
              </th>
              <td className="number">{at(level.outdoorFromS)}</td>
              {threat.indoorMax !== null && <td className="number">{at(level.indoorFromS)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </PrintSection>
  );
}
