/** One shape of the list: its measures, and once it is chosen its name, vertices and what can be done with it. */

import type { LonLat } from '../../map/props.ts';
import { useLanguage } from '../../parts/texts.tsx';
import { CoordinateField, CoordinatesField } from '../coordinates/coordinate-field.tsx';
import type { StoredShape } from './answers.ts';
import { type Draft, isChanged } from './drafts.ts';
import { geometryOf, kindOf, LEAST_VERTICES, measuresOf, radiusOf, verticesOf } from './measure.ts';
import { Measured } from './measured.tsx';
import { TEXTS } from './texts.ts';

export interface ShapeRowProps {
  readonly draft: Draft;
  readonly stored: StoredShape | undefined;
  readonly chosen: boolean;
  readonly offline: boolean;
  readonly busy: boolean;
  readonly conflicting: boolean;
  readonly onChoose: () => void;
  readonly onPut: (draft: Draft) => void;
  readonly onSave: (force?: boolean) => void;
  readonly onReread: () => void;
  readonly onDelete: () => void;
  readonly onGo: () => void;
  readonly onAsk: (() => void) | null;
}

export function ShapeRow(props: ShapeRowProps) {
  const { draft, stored, chosen, offline, onChoose } = props;
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const kind = kindOf(draft.geometry, draft.properties.kind);
  const changed = isChanged(draft, stored);
  const state = !draft.mine ? t.byOther : !stored ? t.unsaved : changed ? t.changed : t.saved;
  const moved = !stored || JSON.stringify(stored.geometry) !== JSON.stringify(draft.geometry);
  return (
    <li className="draw-row">
      <button type="button" className="draw-choose" aria-expanded={chosen} onClick={onChoose}>
        <b>{draft.name}</b>
        <span className="caption muted">
          {kind && `${t.kinds[kind]} · `}
          {state}
        </span>
        <Measured
          measures={moved ? measuresOf(draft.geometry) : stored}
          preview={moved}
          counted={!offline}
          radiusM={kind === 'circle' ? radiusOf(draft.geometry) : null}
        />
      </button>
      {chosen && <Chosen {...props} changed={changed} />}
    </li>
  );
}

function Chosen({
  draft,
  stored,
  busy,
  conflicting,
  changed,
  onPut,
  onSave,
  onReread,
  onDelete,
  onGo,
  onAsk,
}: ShapeRowProps & { changed: boolean }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const kind = kindOf(draft.geometry, draft.properties.kind);
  return (
    <div className="draw-more">
      {draft.mine && (
        <>
          <label>
            {t.name}
            <input
              type="text"
              className="input"
              maxLength={200}
              value={draft.name}
              onChange={(event) => onPut({ ...draft, name: event.target.value })}
            />
          </label>
          <label>
            {t.note}
            <input
              type="text"
              className="input"
              maxLength={2000}
              value={draft.note}
              onChange={(event) => onPut({ ...draft, note: event.target.value })}
            />
          </label>
          {kind === null ? (
            <p className="caption muted">{t.severalParts}</p>
          ) : (
            <Vertices draft={draft} onPut={onPut} />
          )}
          <label className="draw-check">
            <input
              type="checkbox"
              checked={draft.shared}
              onChange={(event) => onPut({ ...draft, shared: event.target.checked })}
            />
            {t.share}
          </label>
          <p className="caption muted">{t.shareAbout}</p>
        </>
      )}
      {conflicting && (
        <div className="draw-conflict" role="alert">
          <p>{t.conflict}</p>
          <div className="draw-buttons">
            <button type="button" className="button small" onClick={onReread}>
              {t.reread}
            </button>
            <button type="button" className="button small" onClick={() => onSave(true)}>
              {t.overwrite}
            </button>
          </div>
        </div>
      )}
      <div className="draw-buttons">
        {draft.mine && (
          <button
            type="button"
            className="button small accent"
            disabled={busy || !changed || draft.name.trim() === ''}
            onClick={() => onSave()}
          >
            {t.save}
          </button>
        )}
        <button type="button" className="button small" onClick={onGo}>
          {t.go}
        </button>
        {onAsk && (
          <button type="button" className="button small" onClick={onAsk}>
            {t.ask}
          </button>
        )}
        {draft.mine && (
          <button
            type="button"
            className="button small danger"
            disabled={busy && !!stored}
            onClick={onDelete}
          >
            {t.remove}
          </button>
        )}
      </div>
    </div>
  );
}

/** A shape whose vertices are typed is no circle or rectangle any more. */
function Vertices({ draft, onPut }: { draft: Draft; onPut: (draft: Draft) => void }) {
  const { lang } = useLanguage();
  const t = TEXTS[lang];
  const { kind: _, ...properties } = draft.properties;
  const vertices = verticesOf(draft.geometry);
  const kind = kindOf(draft.geometry, null) as keyof typeof LEAST_VERTICES;
  const put = (places: readonly LonLat[]) =>
    onPut({ ...draft, properties, geometry: geometryOf(kind, places) });
  return kind === 'point' ? (
    <CoordinateField label={t.place} value={vertices[0] ?? null} onValue={(place) => put([place])} />
  ) : (
    <CoordinatesField label={t.vertices} value={vertices} least={LEAST_VERTICES[kind]} onValue={put} />
  );
}
