/** The legend of a printed map: only layers, grades and kinds that are to be seen in it. */

import { GRADE_WORDS } from '../../../data/grade.ts';
import type { Text } from '../../../data/layer.ts';
import { layerById } from '../../../data/layers/all.ts';
import { donut } from '../../../tiles/donut.ts';
import { areaSwatch, legendRows } from '../../../tiles/legend.ts';
import type { DrawnLayer, Lang, Shown } from '../../map/props.ts';
import type { LegendGroup } from './layout.ts';
import type { PrintTexts } from './texts.ts';

export interface SheetLegend {
  readonly groups: readonly LegendGroup[];
  /** SVG texts; a row names its picture by its number here. */
  readonly pictures: readonly string[];
}

const GRADES = ['1', '2', '3', '4'] as const;

export function sheetLegend(
  drawn: readonly DrawnLayer[],
  shown: Shown,
  lang: Lang,
  texts: PrintTexts,
): SheetLegend {
  const pictures: string[] = [];
  const of = (text: Text) => text[lang];
  const row = (words: string, svg: string) => {
    const known = pictures.indexOf(svg);
    const picture = known >= 0 ? known : pictures.push(svg) - 1;
    return { words, picture, ...sizeOf(svg) };
  };
  const groups: LegendGroup[] = drawn.flatMap(({ id, grades, kinds }) => {
    const layer = layerById(id);
    if (!layer) return [];
    const rows = legendRows(layer, 'light', lang).filter(
      ({ part, key }) =>
        (part === 'grade' && grades.some((grade) => grade === key)) ||
        (part === 'kind' && kinds.includes(key)),
    );
    return [{ name: of(layer.label), rows: rows.map(({ words, symbol }) => row(of(words), symbol)) }];
  });
  if (shown.surface)
    groups.unshift({
      name: texts.surface,
      rows: GRADES.map((grade) => row(GRADE_WORDS[grade][lang], areaSwatch(grade, 'light'))),
    });
  if (drawn.some(({ counted }) => counted))
    groups.push({
      name: texts.countedTitle,
      rows: [row(texts.counted, donut({ '1': 1, '2': 2, '3': 3, '4': 4, null: 2 }, 'light', '12', 26))],
    });
  return { groups, pictures };
}

/** Side lengths that the SVG text says of itself, CSS px. */
function sizeOf(svg: string): { readonly widthPx: number; readonly heightPx: number } {
  const side = (name: string) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(svg)?.[1] ?? 16);
  return { widthPx: side('width'), heightPx: side('height') };
}
