/** The alternative that is being written: its name, saving it, beginning another. */
import { useId } from 'react';
import { StaleMark } from './studies.tsx';
import { useSitingTexts } from './texts.ts';

export function SaveBox({
  saved,
  changed,
  stale,
  name,
  offered,
  onName,
  onSave,
  onRecompute,
  onNew,
}: {
  saved: boolean;
  changed: boolean;
  stale: boolean;
  name: string;
  /** What one without a name will be called. */
  offered: string;
  onName: (name: string) => void;
  onSave: (asNew: boolean) => void;
  onRecompute: () => void;
  onNew: () => void;
}) {
  const texts = useSitingTexts();
  const id = useId();
  return (
    <form
      className="siting-save"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) onSave(false);
      }}
    >
      <label htmlFor={id} className="siting-label">
        {texts.saveAs}
      </label>
      <div className="siting-save-row">
        <input
          id={id}
          type="text"
          className="input"
          maxLength={200}
          placeholder={offered}
          value={name}
          onChange={(event) => onName(event.target.value)}
        />
        <button type="submit" className="button small accent" disabled={!changed}>
          {saved ? texts.saveChange : texts.save}
        </button>
      </div>
      <div className="risk-row">
        <span className="caption muted">{!saved ? texts.unsaved : changed ? texts.changed : ''}</span>
        {saved && (
          <button type="button" className="button link small" onClick={() => onSave(true)}>
            {texts.saveNew}
          </button>
        )}
        <button type="button" className="button link small" onClick={onNew}>
          {texts.newOne}
        </button>
      </div>
      {stale && (
        <p className="siting-notice">
          <StaleMark />
          <button type="button" className="button link small" onClick={onRecompute}>
            {texts.recompute}
          </button>
        </p>
      )}
    </form>
  );
}
