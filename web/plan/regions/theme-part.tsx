/** Theme maps (挂图作战): choose or make one; what it says is drawn on the map. */
import { useEffect, useState } from 'react';
import { AREA_LEVELS, type AreaLevel } from '../../../tiles/levels.ts';
import { Problem } from '../../api.ts';
import { NOTHING_DRAWN } from '../../map/drawn.ts';
import { useRemote } from '../../parts/remote.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import { changeMap, createMap, readMaps, readWhole, type ThemeMap } from './theme-api.ts';
import { ThemeEditor } from './theme-editor.tsx';
import { THEME_TEXTS } from './theme-texts.ts';

export function ThemePart(
  props: ToolProps & {
    /** Id of the map that is open. */
    readonly chosen: string | null;
    readonly onChosen: (id: string | null) => void;
  },
) {
  const { lang } = useLanguage();
  const t = THEME_TEXTS[lang];
  const { open, fresh, chosen, onChosen: setChosen } = props;
  const [round, setRound] = useState(0);
  const [making, setMaking] = useState(false);
  const [gone, setGone] = useState<ThemeMap | null>(null);
  const list = useRemote(open ? JSON.stringify([fresh, round]) : null, readMaps);
  const whole = useRemote(
    chosen && JSON.stringify([chosen, fresh, round]),
    (signal) => readWhole(chosen!, signal),
    chosen,
  );
  const again = () => setRound((count) => count + 1);
  const maps = list.data?.maps ?? [];
  const mayWrite = list.data?.mayWrite ?? false;
  // the link of somebody whose map is not shared: none is open
  const isHidden = chosen !== null && (whole.problem?.status === 404 || whole.problem?.status === 400);
  useEffect(() => {
    if (isHidden) setChosen(null);
  }, [isHidden, setChosen]);
  const problem = list.problem ?? (isHidden ? null : whole.problem);
  const { onDraw } = props;
  useEffect(() => {
    // another part of the tool drew here before
    if (chosen === null) onDraw(NOTHING_DRAWN);
  }, [chosen, onDraw]);
  return (
    <>
      <div className="filter-part region-choices">
        {list.data && maps.length === 0 && !making && (
          <p className="muted">{mayWrite ? t.none : t.noneShared}</p>
        )}
        {maps.length > 0 && (
          <label className="filter-layer">
            <span>{t.map}</span>
            <select
              className="input"
              value={chosen ?? ''}
              onChange={({ target }) => setChosen(target.value || null)}
            >
              <option value="">{t.choose}</option>
              {maps.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {gone && (
          <p role="status">
            {t.removed(gone.name)}{' '}
            <button
              type="button"
              className="button link small"
              onClick={() =>
                changeMap(gone.id, { version: gone.version, deleted: false }).then(() => {
                  setChosen(gone.id);
                  setGone(null);
                  again();
                }, again)
              }
            >
              {t.bringBack}
            </button>
          </p>
        )}
        {mayWrite &&
          (making ? (
            <NewMap
              onMade={(map) => {
                setMaking(false);
                setChosen(map.id);
                again();
              }}
              onCancel={() => setMaking(false)}
            />
          ) : (
            <button type="button" className="button small" onClick={() => setMaking(true)}>
              {t.make}
            </button>
          ))}
        {problem && <Trouble problem={problem} again={again} />}
      </div>
      {whole.data && whole.data.id === chosen && (
        <ThemeEditor
          {...props}
          mayWrite={mayWrite}
          key={`${chosen} ${round}`}
          found={whole.data}
          onReload={again}
          onRemoved={(map) => {
            setGone(map);
            setChosen(null);
            again();
          }}
        />
      )}
    </>
  );
}

function NewMap({ onMade, onCancel }: { onMade: (map: ThemeMap) => void; onCancel: () => void }) {
  const { lang, t: shell } = useLanguage();
  const t = THEME_TEXTS[lang];
  const [name, setName] = useState('');
  const [level, setLevel] = useState<AreaLevel>('township');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <form
      className="region-choices"
      onSubmit={(event) => {
        event.preventDefault();
        createMap({ name, level, categories: [], shared: false }).then(onMade, (error: unknown) =>
          setProblem(error instanceof Problem ? error.message : String(error)),
        );
      }}
    >
      <label className="filter-layer">
        <span>{t.name}</span>
        <input
          className="input"
          required
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className="filter-layer">
        <span>{t.level}</span>
        <select
          className="input"
          value={level}
          onChange={({ target }) => setLevel(AREA_LEVELS.find((one) => one === target.value) ?? 'township')}
        >
          {AREA_LEVELS.map((one) => (
            <option key={one} value={one}>
              {shell.level[one]}
            </option>
          ))}
        </select>
      </label>
      {problem && <p role="alert">{t.failed + problem}</p>}
      <p className="region-actions">
        <button type="submit" className="button primary small">
          {t.create}
        </button>
        <button type="button" className="button small" onClick={onCancel}>
          {t.cancel}
        </button>
      </p>
    </form>
  );
}
