/** Which of the objects that lie over each other was meant: a short list. */
import { layerById } from '../../data/layers/all.ts';
import { type LayerSummary, readItem } from '../api.ts';
import type { ObjectPick } from '../map/props.ts';
import { GradeSymbol } from '../parts/grade-symbol.tsx';
import { KindSymbol } from '../parts/kind-symbol.tsx';
import { nameIn } from '../parts/names.ts';
import { useRemote } from '../parts/remote.ts';
import { useLanguage } from '../parts/texts.tsx';
import { CloseButton } from './card.tsx';
import './card.css';

export function ChooserCard({
  among,
  layers,
  onChoose,
  onClose,
}: {
  among: readonly ObjectPick[];
  layers: readonly LayerSummary[];
  onChoose: (pick: ObjectPick) => void;
  onClose: () => void;
}) {
  const { t, f, of, lang } = useLanguage();
  const key = among.map(keyOf).join(' ');
  // far away, tiles carry the names of the worst only
  const named = useRemote(
    key,
    (signal) =>
      Promise.all(
        among.map(({ layer, id }) => readItem(layer, id, signal).then(({ properties }) => properties)),
      ),
    key,
  );
  return (
    <aside className="card" aria-label={t.card}>
      <header className="card-head">
        <div className="card-grade">
          <h2 tabIndex={-1}>{t.severalTitle(f.count(among.length))}</h2>
          <span className="spread" />
          <CloseButton onClose={onClose} />
        </div>
      </header>
      <ul className="chooser">
        {among.map((pick, index) => {
          const layer = layers.find(({ id }) => id === pick.layer);
          const kind = kindOf(pick);
          const known = named.data?.[index];
          const name = known?.name ? nameIn(lang, String(known.name), known.name_en) : pick.name;
          return (
            <li key={keyOf(pick)}>
              <button type="button" onClick={() => onChoose(pick)}>
                {pick.grade ? (
                  <GradeSymbol grade={pick.grade} />
                ) : (
                  <KindSymbol layer={pick.layer} kind={pick.kind ?? ''} />
                )}
                <b>{name ?? (kind && of(kind)) ?? t.noName}</b>
                <span className="caption muted">
                  {[layer && of(layer.label), name && kind && of(kind)].filter(Boolean).join(t.dot)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}

const keyOf = ({ layer, id }: ObjectPick) => `${layer} ${id}`;

function kindOf({ layer: id, kind }: ObjectPick) {
  const layer = layerById(id);
  return layer?.fields[layer.kindField ?? '']?.dictionary?.find((word) => word.id === kind);
}
