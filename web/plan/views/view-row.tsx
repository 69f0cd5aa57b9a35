/** One saved view of the list: opened by its name; one's own is renamed, replaced, shared and deleted here. */
import { IconCheck, IconDots, IconLink, IconShare3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useLanguage } from '../../parts/texts.tsx';
import type { SavedView, ViewPatch } from './answers.ts';
import { TEXTS } from './texts.ts';

export function ViewRow({
  view,
  isNow,
  onOpen,
  onCopy,
  onChange,
  onReplace,
  onDelete,
}: {
  view: SavedView;
  /** The screen shows just this. */
  isNow: boolean;
  onOpen: () => void;
  onCopy: () => void;
  onChange: (patch: ViewPatch) => void;
  onReplace: () => void;
  onDelete: () => void;
}) {
  const { lang, f } = useLanguage();
  const t = TEXTS[lang];
  const [more, setMore] = useState(false);
  const [name, setName] = useState<string | null>(null);
  return (
    <li className="view-row" data-view={view.id}>
      <div className="view-line">
        <button type="button" className="view-open" aria-label={t.open(view.name)} onClick={onOpen}>
          <b>{view.name}</b>
          <span className="caption muted">
            {t.changed(f.moment(view.updatedAt))}
            {view.mine && view.shared && (
              <span className="view-mark">
                <IconShare3 size={13} stroke={1.75} aria-hidden="true" />
                {t.shared}
              </span>
            )}
            {isNow && (
              <span className="view-mark now">
                <IconCheck size={13} stroke={2} aria-hidden="true" />
                {t.now}
              </span>
            )}
          </span>
        </button>
        <button
          type="button"
          className="button quiet icon small"
          aria-label={t.copyOf(view.name)}
          title={t.copyOf(view.name)}
          onClick={onCopy}
        >
          <IconLink size={15} stroke={1.75} aria-hidden="true" />
        </button>
        {view.mine && (
          <button
            type="button"
            className="button quiet icon small"
            aria-label={t.more(view.name)}
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            <IconDots size={15} stroke={1.75} aria-hidden="true" />
          </button>
        )}
      </div>
      {more && name === null && (
        <div className="view-more">
          <button
            type="button"
            className="button small"
            aria-label={t.renameOf(view.name)}
            onClick={() => setName(view.name)}
          >
            {t.rename}
          </button>
          <button type="button" className="button small" onClick={onReplace}>
            {t.replace}
          </button>
          <button
            type="button"
            className="button small danger"
            aria-label={t.deleteOf(view.name)}
            onClick={onDelete}
          >
            {t.delete}
          </button>
          <label className="view-share">
            <input
              type="checkbox"
              aria-label={t.shareOf(view.name)}
              checked={view.shared}
              onChange={(event) => onChange({ shared: event.target.checked })}
            />
            {t.share}
          </label>
        </div>
      )}
      {more && name !== null && (
        <form
          className="view-name"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() === '') return;
            if (name.trim() !== view.name) onChange({ name: name.trim() });
            setName(null);
          }}
        >
          <input
            type="text"
            className="input"
            aria-label={t.newName}
            maxLength={120}
            value={name}
            // the person has just asked to write here
            // biome-ignore lint/a11y/noAutofocus: see above
            autoFocus
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setName(null);
            }}
          />
          <button type="submit" className="button small accent" disabled={name.trim() === ''}>
            {t.done}
          </button>
          <button type="button" className="button small" onClick={() => setName(null)}>
            {t.cancel}
          </button>
        </form>
      )}
    </li>
  );
}
