/** The tool of saved views: keep what the screen shows under a name, come back to it, share it, copy its link. */
import { IconChevronLeft, IconLink } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import type { ToolProps } from '../tool.ts';
import type { SavedView } from './answers.ts';
import { addressOf, presentLink } from './present-link.ts';
import { TEXTS } from './texts.ts';
import { type Done, useViews } from './use-views.ts';
import { ViewRow } from './view-row.tsx';
import './views.css';

export default function ViewsTool({ open, fresh, onOpen, onClose }: ToolProps) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const state = useViews(open, fresh);
  const { views, done, busy, problem, save, change, copy } = state;
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const shareAbout = useId();
  const [now, setNow] = useState('');
  // the address follows the screen, and the screen renders this with every change
  useEffect(() => setNow(presentLink(location.search)));
  const own = views.data?.filter(({ mine }) => mine) ?? [];
  const others = views.data?.filter(({ mine }) => !mine) ?? [];
  const rows = (list: readonly SavedView[]) =>
    list.map((view) => (
      <ViewRow
        key={view.id}
        view={view}
        isNow={presentLink(view.link) === now}
        onOpen={() => onOpen(view.link)}
        onCopy={() => copy(addressOf(view.link, location.origin))}
        onChange={(patch) => void change(view, patch)}
        onReplace={() => void change(view, { link: now })}
        onDelete={() => void change(view, { deleted: true })}
      />
    ));
  return (
    <section className="views-tool" aria-label={t.title} aria-busy={views.loading || busy}>
      <header className="panel-head">
        <h2>{t.title}</h2>
        <span className="spread" />
        {onClose && (
          <button type="button" className="button quiet icon small" aria-label={t.close} onClick={onClose}>
            <IconChevronLeft size={16} stroke={1.75} />
          </button>
        )}
      </header>
      <form
        className="views-part views-save"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || busy) return;
          void save(name.trim(), presentLink(location.search), shared).then((went) => {
            if (went) setName('');
          });
        }}
      >
        <p className="caption muted">{t.about}</p>
        <div className="views-line">
          <input
            type="text"
            className="input"
            aria-label={t.name}
            placeholder={t.name}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button small accent" disabled={name.trim() === '' || busy}>
            {t.save}
          </button>
        </div>
        <label className="view-share">
          <input
            type="checkbox"
            aria-describedby={shareAbout}
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
          {t.share}
        </label>
        <p id={shareAbout} className="caption muted">
          {t.shareAbout}
        </p>
        <button
          type="button"
          className="button small"
          onClick={() => copy(addressOf(presentLink(location.search), location.origin))}
        >
          <IconLink size={15} stroke={1.75} aria-hidden="true" />
          {t.copy}
        </button>
      </form>
      <DoneLine done={done} onUndo={(view) => void change(view, { deleted: false })} />
      {problem && <Trouble problem={problem} />}
      {views.problem && <Trouble problem={views.problem} again={views.again} />}
      {views.slow && !views.data && <p className="views-part muted">{t.loading}</p>}
      {views.data && (
        <>
          <section className="views-part" aria-label={t.mine}>
            <h3>{t.mine}</h3>
            {own.length === 0 ? <p className="muted">{t.noneMine}</p> : <ul>{rows(own)}</ul>}
          </section>
          <section className="views-part" aria-label={t.others}>
            <h3>{t.others}</h3>
            {others.length === 0 ? <p className="muted">{t.noneOthers}</p> : <ul>{rows(others)}</ul>}
          </section>
        </>
      )}
    </section>
  );
}

/** What was done last, in words that readers of the screen hear too. */
function DoneLine({ done, onUndo }: { done: Done | null; onUndo: (view: SavedView) => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  return (
    <div role="status" className={done ? 'views-done' : undefined}>
      {done?.what === 'deleted' ? (
        <>
          <span>{t.deleted(done.view.name)}</span>
          <button type="button" className="button link small" onClick={() => onUndo(done.view)}>
            {t.undo}
          </button>
        </>
      ) : done?.what === 'copied' ? (
        t.copied
      ) : done?.what === 'notCopied' ? (
        <>
          <span>{t.notCopied}</span>
          <code>{done.address}</code>
        </>
      ) : (
        done && t[done.what](done.name)
      )}
    </div>
  );
}
