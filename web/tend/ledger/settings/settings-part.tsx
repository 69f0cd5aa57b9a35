/** 分级参数: every number by which the city grades, beside its default; an administrator changes them and regrades the city. */
import { useEffect, useMemo, useState } from 'react';
import { GRADE_WORDS } from '../../../../data/grade.ts';
import type { SettingPart } from '../../../../data/ledger/setting-rows.ts';
import { settingAt, settingGroups, withSetting } from '../../../../data/ledger/setting-rows.ts';
import type { GradingSettings } from '../../../../data/ledger/settings.ts';
import { useLanguage } from '../../../parts/texts.tsx';
import { RegradeDialog } from './regrade-dialog.tsx';
import { written } from './setting-control.tsx';
import { settingErrors } from './setting-errors.ts';
import { SettingLine } from './setting-line.tsx';
import type { Regraded, SettingsAnswer } from './settings-api.ts';
import { TEXTS } from './texts.ts';
import { sameValue } from './values.ts';
import './settings.css';

export default function SettingsPart({
  answer,
  mayWrite,
  onSaved,
}: {
  answer: SettingsAnswer;
  /** Administrators of the whole city. */
  mayWrite: boolean;
  onSaved: () => void;
}) {
  const { lang, of, f } = useLanguage();
  const t = TEXTS[lang];
  const { settings, defaults, version } = answer;
  const [draft, setDraft] = useState<GradingSettings>(settings);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<Regraded | null>(null);
  // another version was read: what was not saved belongs to the old one
  useEffect(() => setDraft(settings), [settings]);
  const errors = useMemo(() => settingErrors(draft, lang), [draft, lang]);
  const groups = settingGroups(draft);
  const changes = useMemo(() => {
    const words = {
      of,
      grade: (grade: 1 | 2 | 3 | 4) => GRADE_WORDS[grade][lang],
      comma: t.comma,
      none: t.none,
    };
    const longer = draft.region.exposure.length >= settings.region.exposure.length ? draft : settings;
    return settingGroups(longer).flatMap(({ rows }) =>
      rows.flatMap(({ name, parts }) =>
        parts
          .filter(({ path }) => !sameValue(settingAt(settings, path), settingAt(draft, path)))
          .map(({ path, label, control }) => {
            const word = (of_: GradingSettings) => {
              const value = settingAt(of_, path);
              return value === undefined ? '—' : written(control, value, words);
            };
            return { name: of(name), label: of(label), from: word(settings), to: word(draft) };
          }),
      ),
    );
  }, [draft, settings, of, lang, t]);
  const set = ({ path }: Pick<SettingPart, 'path'>, value: unknown) => {
    setDone(null);
    setDraft((before) => withSetting(before, path, value));
  };
  const steps = draft.region.exposure;
  return (
    <div className="settings">
      <p className="settings-head">
        <b data-version={version}>{t.version(version)}</b>
        {answer.at && (
          <span>
            {t.set(answer.userId ?? '—', f.moment(answer.at))}
            {answer.note && <> · {answer.note}</>}
          </span>
        )}
      </p>
      <p className="caption muted">
        {t.hint} {!mayWrite && t.readOnly} {of(answer.source)}
      </p>
      {done && (
        <p role="status" className="settings-done" data-regraded={done.regraded.objects}>
          <b>{t.done(done.version)}</b>{' '}
          {t.result(
            f.count(done.regraded.objects),
            f.count(done.regraded.regions),
            f.count(done.regraded.areas),
            f.decimal(done.regraded.ms / 1000),
          )}
        </p>
      )}
      <nav className="settings-groups" aria-label={t.groups}>
        {groups.map(({ id, title }) => (
          <a key={id} href={`#settings-${id}`}>
            {of(title)}
          </a>
        ))}
      </nav>
      {groups.map((group) => (
        <section key={group.id} id={`settings-${group.id}`} className="page-card">
          <h2>{of(group.title)}</h2>
          <p className="caption muted">{of(group.source)}</p>
          {group.rows.map((row) => (
            <SettingLine
              key={row.id}
              row={row}
              draft={draft}
              stored={settings}
              defaults={defaults}
              errors={errors}
              mayWrite={mayWrite}
              onValue={set}
              onDefault={() =>
                row.id === 'exposure'
                  ? set({ path: ['region', 'exposure'] }, defaults.region.exposure)
                  : setDraft((before) =>
                      row.parts.reduce(
                        (found, { path }) => withSetting(found, path, settingAt(defaults, path)),
                        before,
                      ),
                    )
              }
            >
              {row.id === 'exposure' && mayWrite && (
                <span className="setting-steps">
                  <button
                    type="button"
                    className="button small"
                    disabled={steps.length >= 20}
                    onClick={() => set({ path: ['region', 'exposure'] }, [...steps, steps.at(-1)!])}
                  >
                    {t.addStep}
                  </button>
                  <button
                    type="button"
                    className="button small"
                    disabled={steps.length <= 1}
                    onClick={() => set({ path: ['region', 'exposure'] }, steps.slice(0, -1))}
                  >
                    {t.removeStep}
                  </button>
                </span>
              )}
            </SettingLine>
          ))}
        </section>
      ))}
      {mayWrite && (
        <footer className="settings-foot">
          <span role="status">
            {changes.length > 0 && <b>{t.notSaved(changes.length)}</b>}{' '}
            {errors.size > 0 && <span className="setting-wrong">{t.wrong(errors.size)}</span>}
          </span>
          <button
            type="button"
            className="button"
            disabled={sameValue(draft, defaults)}
            onClick={() => setDraft(defaults)}
          >
            {t.allDefaults}
          </button>
          <button
            type="button"
            className="button"
            disabled={changes.length === 0}
            onClick={() => setDraft(settings)}
          >
            {t.discard}
          </button>
          <button
            type="button"
            className="button accent"
            disabled={changes.length === 0 || errors.size > 0}
            onClick={() => setAsking(true)}
          >
            {t.save}
          </button>
        </footer>
      )}
      {asking && (
        <RegradeDialog
          version={version}
          draft={draft}
          changes={changes}
          onDone={(after) => {
            setAsking(false);
            setDone(after);
            onSaved();
          }}
          onReread={() => {
            setAsking(false);
            onSaved();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
