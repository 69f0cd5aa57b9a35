/** What else the map draws of a layer: states of its objects, and the levels of individual risk. Loaded when asked for. */
import { layerById } from '../../data/layers/all.ts';
import { legendRows } from '../../tiles/legend.ts';
import { SvgPicture } from '../parts/svg-picture.tsx';
import { useLanguage } from '../parts/texts.tsx';
import { useDrawnTheme } from '../parts/theme.ts';

/** States that the panel counts, with a row of their own. */
const COUNTED = ['grade_overdue', 'not_inspected', 'inspection_overdue'];

export default function LayerSigns({ id, name }: { id: string; name: string }) {
  const { lang } = useLanguage();
  const theme = useDrawnTheme();
  const layer = layerById(id);
  if (!layer) return null;
  const rows = legendRows(layer, theme, lang).filter(
    ({ part, key }) =>
      (part === 'state' && !COUNTED.includes(key)) || (part === 'kind' && layer.kindField === undefined),
  );
  if (rows.length === 0) return null;
  return (
    <ul className="states" aria-label={name}>
      {rows.map(({ key, words, symbol }) => (
        <li key={key}>
          <SvgPicture className="kind-symbol" svg={symbol} />
          <span>{words[lang]}</span>
        </li>
      ))}
    </ul>
  );
}
