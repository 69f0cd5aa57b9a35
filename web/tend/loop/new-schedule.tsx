/** The form by which the office plans inspections: for measures of a risk point, all of an object, or the object itself. */
import { type FormEvent, useState } from 'react';
import { chinaDay } from '../../../data/china-day.ts';
import { Problem } from '../../api.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Choice } from './filters.tsx';
import { addSchedules, type NewSchedule, type ObjectName, readMeasures, readPeople } from './loop-api.ts';
import { ObjectFinder } from './object-finder.tsx';
import { type RhythmAsked, RhythmFields } from './rhythm-fields.tsx';
import { SCHEDULE_TEXTS } from './schedule-texts.ts';
import { TEXTS } from './texts.ts';

const WHAT = ['point', 'enterprise', 'whole'] as const;
type What = (typeof WHAT)[number];
const LAYERS = ['enterprises', 'places'] as const;

/** `object`: what the link names, `enterprises/demo:E1`. */
export function NewScheduleForm({
  object,
  onDone,
  onCancel,
}: {
  object: string | null;
  onDone: (id: string | null) => void;
  onCancel: () => void;
}) {
  const { lang } = useLanguage();
  const t = { ...TEXTS[lang], ...SCHEDULE_TEXTS[lang] };
  const slash = object?.indexOf('/') ?? -1;
  const givenLayer = object?.slice(0, slash) ?? null;
  const given = object === null ? null : { id: object.slice(slash + 1), name: object.slice(slash + 1) };
  const [what, setWhat] = useState<What>(
    givenLayer === null || givenLayer === 'risk_points' ? 'point' : 'enterprise',
  );
  const [layer, setLayer] = useState(
    givenLayer === null || givenLayer === 'risk_points' ? 'enterprises' : givenLayer,
  );
  const [picked, setPicked] = useState<ObjectName | null>(given);
  const [rhythm, setRhythm] = useState<RhythmAsked>({ cycle: null, season: null, seasonCycle: 'weekly' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const people = useRemote('people', readPeople);
  const point = what === 'point' ? (picked?.id ?? null) : null;
  const measures = useRemote(point, (signal) => readMeasures(point ?? '', signal), point);
  const choose = (next: What) => {
    setWhat(next);
    if ((next === 'point') !== (what === 'point')) setPicked(null);
    if (next === 'whole' && rhythm.cycle === null) setRhythm({ ...rhythm, cycle: 'monthly' });
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!picked) return;
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim();
    const items = of('items')
      .split('\n')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    const chosen = form.getAll('measure').map(String);
    setBusy(true);
    setProblem(null);
    try {
      const made = await addSchedules({
        ...(what === 'point'
          ? { riskPointId: picked.id, ...(chosen.length > 0 && { measureIds: chosen }) }
          : { objectLayer: layer as NonNullable<NewSchedule['objectLayer']>, objectId: picked.id }),
        ...(rhythm.cycle !== null && { cycle: rhythm.cycle }),
        ...(rhythm.season !== null && { season: rhythm.season, seasonCycle: rhythm.seasonCycle }),
        ...(of('inspector') && { inspector: of('inspector') }),
        ...(of('until') && { untilOn: of('until') }),
        ...(what === 'whole' && { items }),
        fromOn: of('from'),
      });
      onDone(made.schedules.length === 1 ? (made.schedules[0]?.id ?? null) : null);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <article className="loop-panel" aria-label={t.add}>
      <h2>{t.add}</h2>
      <form className="loop-form" onSubmit={submit}>
        <Choice
          label={t.whatFor}
          value={what}
          words={WHAT.map((id) => ({ id, zh: SCHEDULE_TEXTS.zh[id], en: SCHEDULE_TEXTS.en[id] }))}
          onChange={(next) => choose(next as What)}
        />
        {what !== 'point' && (
          <Choice
            label={t.kind}
            value={layer}
            words={[...new Set([...LAYERS, layer])].map((id) => ({
              id,
              zh: id in TEXTS.zh ? String(TEXTS.zh[id as 'places']) : id,
              en: id in TEXTS.en ? String(TEXTS.en[id as 'places']) : id,
            }))}
            onChange={(next) => {
              setLayer(next);
              setPicked(null);
            }}
          />
        )}
        <ObjectFinder layer={what === 'point' ? 'risk_points' : layer} picked={picked} onPick={setPicked} />
        {point !== null && measures.problem && <Trouble problem={measures.problem} again={measures.again} />}
        {point !== null && measures.data && (
          <fieldset className="loop-rhythm">
            <legend>{t.measures}</legend>
            {measures.data
              .filter(({ active }) => active)
              .map(({ id, text, cycleDays }) => (
                <label key={id} className="loop-check">
                  <input type="checkbox" name="measure" value={id} defaultChecked={cycleDays !== null} />
                  <span>
                    {text}{' '}
                    <span className="caption muted">
                      {cycleDays === null ? t.noCycle : t.everyDays(cycleDays)}
                    </span>
                  </span>
                </label>
              ))}
            {measures.data.length === 0 && <p className="muted">{t.none}</p>}
          </fieldset>
        )}
        <RhythmFields value={rhythm} byMeasure={what !== 'whole'} onChange={setRhythm} />
        {what === 'whole' && (
          <label>
            {t.items}
            <textarea name="items" rows={4} required placeholder={t.itemsNeeded} />
          </label>
        )}
        <label>
          {t.inspector}
          <select name="inspector" defaultValue="">
            <option value="">{t.anybody}</option>
            {(people.data?.people ?? []).map(({ username, name }) => (
              <option key={username} value={username}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <div className="loop-pair">
          <label>
            {t.from}
            <input type="date" name="from" required defaultValue={chinaDay(new Date())} />
          </label>
          <label>
            {t.until}
            <input type="date" name="until" />
          </label>
        </div>
        {problem && <Trouble problem={problem} />}
        <div className="loop-buttons">
          <button type="submit" className="button accent" disabled={busy || picked === null}>
            {busy ? t.doing : t.save}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {t.cancel}
          </button>
        </div>
      </form>
    </article>
  );
}
