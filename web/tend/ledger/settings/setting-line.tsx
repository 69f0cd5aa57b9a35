/** One row of the settings: name and meaning, its values, the defaults beside them, what is wrong. */
import type { ReactNode } from 'react';
import { GRADE_WORDS } from '../../../../data/grade.ts';
import { type SettingPart, type SettingRow, settingAt } from '../../../../data/ledger/setting-rows.ts';
import type { GradingSettings } from '../../../../data/ledger/settings.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { Control, written } from './setting-control.tsx';
import { pathKey } from './setting-errors.ts';
import { TEXTS } from './texts.ts';
import { errorsOf, sameValue } from './values.ts';

export function SettingLine({
  row,
  draft,
  stored,
  defaults,
  errors,
  mayWrite,
  onValue,
  onDefault,
  children,
}: {
  row: SettingRow;
  draft: GradingSettings;
  stored: GradingSettings;
  defaults: GradingSettings;
  /** Sentences by path. */
  errors: ReadonlyMap<string, string>;
  mayWrite: boolean;
  onValue: (part: SettingPart, value: unknown) => void;
  onDefault: () => void;
  /** Further controls of the row. */
  children?: ReactNode;
}) {
  const { lang, of } = useLanguage();
  const t = TEXTS[lang];
  const { parts } = row;
  const words = {
    of,
    grade: (grade: 1 | 2 | 3 | 4) => GRADE_WORDS[grade][lang],
    comma: t.comma,
    none: t.none,
  };
  const word = (settings: GradingSettings, { path, control }: SettingPart) => {
    const value = settingAt(settings, path);
    return value === undefined ? '—' : written(control, value, words);
  };
  const differs = (from: GradingSettings) =>
    parts.some(({ path }) => !sameValue(settingAt(draft, path), settingAt(from, path)));
  const own = differs(defaults);
  const wrong = errorsOf(parts, errors);
  const wrongId = `wrong-${row.id}`;
  return (
    <fieldset className="setting" data-setting={row.id} data-own={own} data-changed={differs(stored)}>
      <legend>
        {of(row.name)}
        {row.unit && <small> {of(row.unit)}</small>}
      </legend>
      <p className="setting-meaning caption muted">{of(row.meaning)}</p>
      <div className="setting-values">
        {parts.map((part) =>
          mayWrite ? (
            <Control
              key={pathKey(part.path)}
              control={part.control}
              value={settingAt(draft, part.path)}
              label={of(part.label)}
              wrong={wrong[0]}
              wrongId={wrongId}
              onValue={(value) => onValue(part, value)}
            />
          ) : (
            <span key={pathKey(part.path)} className="setting-value">
              <small>{of(part.label)}</small>
              <b>{word(draft, part)}</b>
            </span>
          ),
        )}
        {children}
      </div>
      <p className="setting-default caption">
        <span className="muted">
          {t.default} {parts.map((part) => word(defaults, part)).join(' / ')}
        </span>
        {differs(stored) ? <b>{t.changedRow}</b> : own ? <b>{t.own}</b> : null}
        {mayWrite && own && (
          <button
            type="button"
            className="button small"
            aria-label={t.resetOf(of(row.name))}
            onClick={onDefault}
          >
            {t.reset}
          </button>
        )}
      </p>
      {wrong.length > 0 && (
        <p id={wrongId} role="alert" className="setting-wrong">
          {[...new Set(wrong)].join(t.comma)}
        </p>
      )}
    </fieldset>
  );
}
