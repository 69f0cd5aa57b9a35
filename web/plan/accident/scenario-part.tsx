/** Which accident, and how the content comes out. */
import { obstacles } from '../../../data/scenarios/possible.ts';
import { SCENARIOS } from '../../../data/scenarios/scenario.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { ChoiceField, NumberField } from './fields.tsx';
import { type AccidentQuestion, usesOf } from './question.ts';
import { TEXTS } from './texts.ts';

const HOLES_MM = [10, 25, 50, 100] as const;

interface PartProps {
  readonly question: AccidentQuestion;
  readonly change: (part: Partial<AccidentQuestion>) => void;
}

export function ScenarioPart({ question, change }: PartProps) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const why = question.substance ? obstacles(question.substance, question.weather?.tempC ?? 20) : null;
  return (
    <fieldset>
      <legend>{t.scenario}</legend>
      <div className="scenario-cards">
        {SCENARIOS.map(({ id }) => {
          const [name, about] = t.scenarios[id];
          const obstacle = why?.[id] ?? null;
          return (
            <button
              key={id}
              type="button"
              className="scenario-card"
              aria-pressed={question.scenario === id}
              disabled={!why || obstacle !== null}
              onClick={() => change({ scenario: id })}
            >
              <b>{name}</b>
              <small>{obstacle ? of(obstacle) : about}</small>
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}

export function ReleasePart({ question, change }: PartProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const uses = usesOf(question);
  const { holeMm } = question;
  return (
    <fieldset>
      <legend>{t.release}</legend>
      {uses.hole && (
        <>
          <ChoiceField
            legend={t.holeSizes}
            value={String(holeMm)}
            options={[...HOLES_MM.map((mm) => [String(mm), `${mm} mm`] as const), ['null', t.whole] as const]}
            onValue={(mm) => change({ holeMm: mm === 'null' ? null : Number(mm) })}
          />
          <div className="number-fields">
            <NumberField
              label={t.hole}
              value={holeMm}
              least={0.1}
              most={2000}
              hint={holeMm === null ? t.wholeName : ''}
              onValue={(mm) => change({ holeMm: mm })}
            />
            <NumberField
              label={t.duration}
              value={question.durationS}
              least={1}
              most={86_400}
              hint={t.durationDefault(holeMm === null ? '600' : '1800')}
              onValue={(durationS) => change({ durationS })}
            />
            {uses.pressure && (
              <NumberField
                label={t.pressure}
                value={question.storagePressureKPa}
                least={101}
                most={100_000}
                hint={t.pressureHint}
                onValue={(storagePressureKPa) => change({ storagePressureKPa })}
              />
            )}
            {uses.head && (
              <NumberField
                label={t.head}
                value={question.liquidHeadM}
                least={0}
                most={100}
                hint={t.headDefault}
                onValue={(liquidHeadM) => change({ liquidHeadM })}
              />
            )}
            {uses.bund && (
              <NumberField
                label={t.bund}
                value={question.bundAreaM2}
                least={0.1}
                most={1e7}
                hint={t.bundDefault}
                onValue={(bundAreaM2) => change({ bundAreaM2 })}
              />
            )}
            {uses.terrain && (
              <div className="number-field">
                <span>{t.terrain}</span>
                <ChoiceField
                  legend={t.terrain}
                  value={question.terrain}
                  options={[
                    ['rural', t.rural],
                    ['urban', t.urban],
                  ]}
                  onValue={(terrain) => change({ terrain })}
                />
              </div>
            )}
          </div>
        </>
      )}
      {!uses.hole && <p className="caption muted">{t.wholeName}</p>}
    </fieldset>
  );
}
