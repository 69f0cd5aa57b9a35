/** The name of a unit or pipeline that makes risk; a click selects it on the map, wherever it lies. */
import { Problem, readItem } from '../../api.ts';
import { placeOf } from '../../parts/place.ts';
import type { ToolProps } from '../tool.ts';
import { useRiskTexts } from './texts.ts';

type Select = ToolProps['onSelect'];

/** Sources of risk by the layers in which they are registered. */
const LAYERS = ['major_hazards', 'pipelines'] as const;
export type SourceLayer = (typeof LAYERS)[number];

async function find(unitId: string, known: SourceLayer | undefined): Promise<Parameters<Select>[0]> {
  for (const layer of known ? [known] : LAYERS) {
    try {
      return { layer, id: unitId, at: placeOf(await readItem(layer, unitId)) };
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error;
    }
  }
  throw new Problem(404, 'not_found', '');
}

export function UnitButton({
  unitId,
  name,
  layer,
  onSelect,
}: {
  unitId: string;
  name: string;
  /** Where it is registered, when the answer says so. */
  layer?: SourceLayer | undefined;
  onSelect: Select;
}) {
  const texts = useRiskTexts();
  return (
    <button
      type="button"
      className="risk-unit"
      title={texts.select(name)}
      onClick={() => {
        find(unitId, layer)
          .then(onSelect)
          // gone meanwhile, or the server is silent: the button can be pressed again
          .catch(() => undefined);
      }}
    >
      {name}
    </button>
  );
}
