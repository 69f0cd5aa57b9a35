/** The form by which somebody on the spot writes down a hidden danger. */
import { type FormEvent, useState } from 'react';
import { DANGER_CATEGORIES } from '../../../data/layers/hidden-dangers.ts';
import { SECTORS } from '../../../data/tables/sectors.ts';
import { Problem } from '../../api.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { ClauseField } from './clause-field.tsx';
import { addDanger, type DangerDocument, type NewDanger } from './loop-api.ts';
import { TEXTS } from './texts.ts';

/** What the link names: `object=enterprises/demo:E1`, so that a card on the map can lead here. */
export function NewDangerForm({
  object,
  onDone,
  onCancel,
}: {
  object: string | null;
  onDone: (document: DangerDocument) => void;
  onCancel: () => void;
}) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const slash = object?.indexOf('/') ?? -1;
  const [layer, setLayer] = useState(object ? object.slice(0, slash) : 'risk_points');
  const [dangerClass, setDangerClass] = useState('general');
  const [sector, setSector] = useState('');
  const [place, setPlace] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [silent, setSilent] = useState(false);
  const layers = [...new Set(['risk_points', 'enterprises', 'places', layer])];

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const of = (name: string) => String(form.get(name) ?? '').trim() || undefined;
    const id = of('objectId');
    const lonLat = place.split(/[,，\s]+/).map(Number);
    setBusy(true);
    setProblem(null);
    try {
      const danger = {
        name: of('name'),
        class: dangerClass,
        criterion: of('criterion'),
        description: of('description'),
        category: of('category'),
        sector: of('sector'),
        verified: form.get('verified') !== null,
        ...(id && layer === 'risk_points' ? { riskPointId: id } : {}),
        ...(id && layer !== 'risk_points' ? { objectLayer: layer, objectId: id } : {}),
        ...(lonLat.length === 2 && lonLat.every(Number.isFinite)
          ? { geometry: { type: 'Point', coordinates: lonLat } }
          : {}),
      };
      onDone(await addDanger(danger as NewDanger));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setPlace(`${coords.longitude.toFixed(6)}, ${coords.latitude.toFixed(6)}`),
      () => setSilent(true),
    );
  return (
    <article className="loop-panel">
      <h2>{t.newDanger}</h2>
      <form className="loop-form" onSubmit={send}>
        <label>
          {t.name}
          <input name="name" required maxLength={200} />
        </label>
        <label>
          {t.class}
          <select value={dangerClass} onChange={(event) => setDangerClass(event.target.value)}>
            <option value="general">{t.general}</option>
            <option value="major">{t.major}</option>
          </select>
        </label>
        <label>
          {t.sector}
          <select name="sector" value={sector} onChange={(event) => setSector(event.target.value)}>
            <option value="" />
            {SECTORS.map((word) => (
              <option key={word.id} value={word.id}>
                {word[lang]}
              </option>
            ))}
          </select>
        </label>
        {dangerClass === 'major' && <ClauseField key={sector} sector={sector || null} />}
        <label>
          {t.objectLayer}
          <select value={layer} onChange={(event) => setLayer(event.target.value)}>
            {layers.map((one) => (
              <option key={one} value={one}>
                {one in t ? String(t[one as 'places']) : one}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.objectId}
          <input
            name="objectId"
            maxLength={200}
            defaultValue={object ? object.slice(slash + 1) : ''}
            required={place === ''}
          />
        </label>
        <div className="loop-pair">
          <label>
            {t.lonLat}
            <input
              value={place}
              onChange={(event) => setPlace(event.target.value)}
              placeholder="119.60, 34.85"
            />
          </label>
          <button type="button" className="button" onClick={locate}>
            {t.here}
          </button>
        </div>
        {silent && <p className="loop-notice">{t.noPosition}</p>}
        <label>
          {t.category}
          <select name="category" defaultValue="">
            <option value="" />
            {DANGER_CATEGORIES.map((word) => (
              <option key={word.id} value={word.id}>
                {word[lang]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.description}
          <textarea name="description" rows={3} maxLength={2000} />
        </label>
        <label className="loop-check">
          <input type="checkbox" name="verified" defaultChecked />
          {t.verifiedHere}
        </label>
        {problem && <Trouble problem={problem} />}
        <div className="loop-buttons">
          <button type="submit" className="button accent" disabled={busy}>
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
