/** A city's own grid: points known in both systems, the fit that follows from them, and how far each is off. */
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import type { CrsSpec } from './crs-choice.ts';
import type { ImportReport } from './import-api.ts';
import { TEXTS } from './texts.ts';

const NUMBERS = ['x', 'y', 'lon', 'lat'] as const;
type Row = Record<(typeof NUMBERS)[number], string>;
const EMPTY: Row = { x: '', y: '', lon: '', lat: '' };

export function ControlPoints({
  spec,
  fit,
  off,
  onSpec,
}: {
  spec: CrsSpec;
  fit: ImportReport['fit'];
  off: boolean;
  onSpec: (spec: CrsSpec) => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [rows, setRows] = useState<readonly Row[]>(() => {
    const known = (spec.controlPoints ?? []).map(({ x, y, lon, lat }) => ({
      x: String(x),
      y: String(y),
      lon: String(lon),
      lat: String(lat),
    }));
    return known.length > 0 ? known : [EMPTY, EMPTY];
  });
  const method = spec.method ?? 'helmert';
  const points = rows
    .filter((row) => NUMBERS.every((name) => row[name].trim() !== '' && Number.isFinite(Number(row[name]))))
    .map((row) => ({ x: Number(row.x), y: Number(row.y), lon: Number(row.lon), lat: Number(row.lat) }));
  return (
    <fieldset className="control-points">
      <legend>{t.controlPoints}</legend>
      <p className="caption muted">{t.controlHint}</p>
      <table>
        <thead>
          <tr>
            {NUMBERS.map((name) => (
              <th key={name} scope="col">
                {t.controlNames[name]}
              </th>
            ))}
            <th scope="col">{t.residual}</th>
            <th scope="col">
              <span className="hidden">{t.takeOut}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const off_ = fit?.residuals[index];
            return (
              <tr key={`${index} of ${rows.length}`}>
                {NUMBERS.map((name) => (
                  <td key={name}>
                    <input
                      inputMode="decimal"
                      aria-label={`${t.controlNames[name]} ${index + 1}`}
                      value={row[name]}
                      disabled={off}
                      onChange={(event) =>
                        setRows(
                          rows.map((one, i) => (i === index ? { ...one, [name]: event.target.value } : one)),
                        )
                      }
                    />
                  </td>
                ))}
                <td className="caption">{off_ && `${Math.hypot(off_.eastM, off_.northM).toFixed(2)} m`}</td>
                <td>
                  <button
                    type="button"
                    className="button quiet icon small"
                    aria-label={`${t.takeOut} ${index + 1}`}
                    disabled={off}
                    onClick={() => setRows(rows.filter((_, i) => i !== index))}
                  >
                    <IconTrash size={14} stroke={1.75} />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {fit && <p className="caption">{t.rms(f.decimal(fit.rmsM))}</p>}
      <label>
        {t.fitMethod}
        <select
          value={method}
          disabled={off}
          onChange={(event) =>
            onSpec({ ...spec, method: event.target.value as NonNullable<CrsSpec['method']> })
          }
        >
          <option value="helmert">{t.helmert}</option>
          <option value="affine">{t.affine}</option>
        </select>
      </label>
      <div className="row-buttons">
        <button
          type="button"
          className="button small"
          disabled={off}
          onClick={() => setRows([...rows, EMPTY])}
        >
          <IconPlus size={14} stroke={1.75} aria-hidden="true" />
          {t.addPoint}
        </button>
        <button
          type="button"
          className="button small"
          disabled={off || points.length < (method === 'affine' ? 3 : 2)}
          onClick={() => onSpec({ ...spec, controlPoints: points, method })}
        >
          {t.use}
        </button>
      </div>
    </fieldset>
  );
}
