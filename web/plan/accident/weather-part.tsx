/** The weather of the accident: entered, the usual or the worst of the wind rose, or that of the station. */
import { CLASSES, pasquillClass } from '../../../data/models/meteorology.ts';

import type { Weather } from '../../../data/scenarios/scenario.ts';
import type { Remote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import type { StationWeather, WindRose } from './answer.ts';
import { ChoiceField, NumberField } from './fields.tsx';
import type { AccidentQuestion, WeatherFrom } from './question.ts';
import { TEXTS } from './texts.ts';
import { sixteenth, WindDial } from './wind-dial.tsx';

/** Sunshine on the ground, W/m², and cloud, octas, of each sky. Source of the bounds: Holtslag & van Ulden 1983. */
const SKIES = {
  strong: { solarRadiationWM2: 800, cloudOktas: 1 },
  moderate: { solarRadiationWM2: 500, cloudOktas: 3 },
  slight: { solarRadiationWM2: 200, cloudOktas: 5 },
  cloudy: { solarRadiationWM2: 0, cloudOktas: 6 },
  clear: { solarRadiationWM2: 0, cloudOktas: 1 },
} as const;
type Sky = keyof typeof SKIES;

/** Before any weather is known. */
const PLAIN: Weather = { windMS: 3, windFromDeg: 0, stability: 'D', tempC: 20, rh: 70 };

export interface WeatherPartProps {
  readonly question: AccidentQuestion;
  readonly rose: Remote<WindRose>;
  readonly station: Remote<StationWeather>;
  readonly change: (part: Partial<AccidentQuestion>) => void;
}

export function WeatherPart({ question, rose, station, change }: WeatherPartProps) {
  const { lang, f, of } = useLanguage();
  const t = TEXTS[lang];
  const { weather, weatherFrom } = question;
  const given = weather ?? PLAIN;
  const enter = (part: Partial<Weather>) =>
    change({ weather: { ...given, ...part }, weatherFrom: 'entered' });
  const sources: readonly WeatherFrom[] = [
    'entered',
    ...(rose.data ? (['frequent', 'worst'] as const) : []),
    ...(station.data ? (['station'] as const) : []),
  ];
  return (
    <fieldset>
      <legend>{t.weather}</legend>
      <ChoiceField
        legend={t.weather}
        value={weatherFrom}
        options={sources.map((id) => [id, t.weatherFrom[id]] as const)}
        onValue={(from) => {
          const taken = takenFrom(from, given, rose.data, station.data);
          if (taken) change({ weather: taken, weatherFrom: from });
        }}
      />
      <div className="wind-fields">
        <WindDial
          fromDeg={weather?.windFromDeg ?? null}
          onFromDeg={(windFromDeg) => enter({ windFromDeg })}
        />
        <div>
          <p className="wind-name">
            {weather
              ? t.windFrom(t.compass[sixteenth(weather.windFromDeg)]!, f.count(weather.windFromDeg))
              : t.stillMissing(t.missing.weather)}
          </p>
          <div className="number-fields">
            <NumberField
              label={t.windFromDeg}
              value={weather?.windFromDeg ?? null}
              least={0}
              most={360}
              required
              onValue={(windFromDeg) => windFromDeg !== null && enter({ windFromDeg })}
            />
            <NumberField
              label={t.windMS}
              value={weather?.windMS ?? null}
              least={0.1}
              most={60}
              required
              onValue={(windMS) => windMS !== null && enter({ windMS })}
            />
          </div>
        </div>
      </div>
      <div className="number-fields">
        <label className="number-field">
          {t.stability}
          <select
            className="input"
            value={weather?.stability ?? ''}
            onChange={(event) => {
              const stability = CLASSES.find((one) => one === event.target.value);
              if (stability) enter({ stability });
            }}
          >
            {!weather && <option value="" />}
            {CLASSES.map((one) => (
              <option key={one} value={one}>
                {t.stabilities[one]}
              </option>
            ))}
          </select>
        </label>
        <label className="number-field">
          {t.sky}
          <select
            className="input"
            value=""
            onChange={(event) => {
              const sky = SKIES[event.target.value as Sky];
              if (sky)
                enter({ stability: pasquillClass.answer({ windMS: given.windMS, ...sky }).value.stability });
            }}
          >
            <option value="">{t.skyChoose}</option>
            {(Object.keys(SKIES) as Sky[]).map((sky) => (
              <option key={sky} value={sky}>
                {t.skies[sky]}
              </option>
            ))}
          </select>
        </label>
        <NumberField
          label={t.temp}
          value={weather?.tempC ?? null}
          least={-60}
          most={60}
          required
          onValue={(tempC) => tempC !== null && enter({ tempC })}
        />
        <NumberField
          label={t.rh}
          value={weather?.rh ?? null}
          least={1}
          most={100}
          required
          onValue={(rh) => rh !== null && enter({ rh })}
        />
      </div>
      {rose.data && (weatherFrom === 'frequent' || weatherFrom === 'worst') && (
        <p className="caption muted">{`${of(rose.data.label)}。${of(rose.data.source)}`}</p>
      )}
      {station.data ? (
        <p className={`caption ${station.data.stale ? 'attention' : 'muted'}`}>
          {t.stationAge(station.data.station ?? t.stationUnnamed, f.age(station.data.observedAt, new Date()))}
          {station.data.stale && ` ${t.stationStale}`}
          {station.data.failed && ` ${t.stationFailed}`}
          {weatherFrom === 'station' && station.data.stability?.reasons.map((reason) => ` ${of(reason)}`)}
        </p>
      ) : (
        station.problem && (
          <p className="caption muted">{station.problem.status === 404 ? t.stationNone : t.stationFailed}</p>
        )
      )}
    </fieldset>
  );
}

/** The weather of a source; null while it is not there. Where a source knows no direction or temperature, they stay. */
export function takenFrom(
  from: WeatherFrom,
  before: Weather | null,
  rose: WindRose | null,
  station: StationWeather | null,
): Weather | null {
  const base = before ?? PLAIN;
  switch (from) {
    case 'entered':
      return base;
    case 'frequent':
      return rose && { ...base, ...rose.mostFrequent };
    case 'worst':
      return rose && { ...base, ...rose.worst };
    case 'station': {
      if (!station) return null;
      const { windMS, windFromDeg, tempC, rh } = station;
      // models begin at 0.5 m/s; in a calm the wind has no direction
      return {
        windMS: Math.max(0.5, windMS),
        windFromDeg,
        tempC,
        rh: Math.max(1, rh),
        stability: station.stability?.class ?? base.stability,
      };
    }
  }
}
