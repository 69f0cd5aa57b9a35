/** From what the screen shows to a sheet: the map drawn for the paper, its legend, scale and sources around it. */
import { momentWords } from '../../../data/china-day.ts';
import type { Sheet } from '../../../data/documents/sheet.ts';
import type { City, LayerSummary } from '../../api.ts';
import type { Camera, PrintedMap, Shown } from '../../map/props.ts';
import type { useLanguage } from '../../parts/texts.tsx';
import type { ToolProps } from '../tool.ts';
import { filterWords } from './filter-words.ts';
import { type Frame, marksOf } from './layout.ts';
import { CSS_PX_MM, zoomOf } from './map-scale.ts';
import { loadSigns, measureText, signPng } from './paint-sheet.ts';
import { sheetLegend } from './sheet-legend.ts';
import { TEXTS } from './texts.ts';

export interface SheetWish {
  readonly frame: Frame;
  readonly title: string;
  /** '' = none. */
  readonly review: string;
  readonly scale: number;
  readonly dpi: number;
  readonly level: Shown['level'];
  readonly at: Pick<Camera, 'lon' | 'lat'>;
}

export interface SheetFacts {
  readonly city: City;
  /** Who makes it: a role, never a name. */
  readonly role: string;
  readonly layers: readonly LayerSummary[];
  readonly shown: Shown;
  readonly now: Date;
}

export interface MadeSheet {
  readonly sheet: Sheet;
  readonly signs: readonly HTMLImageElement[];
  readonly printed: PrintedMap;
}

/** Draws the map at the wished resolution and sets everything around it. */
export async function makeSheet(
  wish: SheetWish,
  facts: SheetFacts,
  language: ReturnType<typeof useLanguage>,
  print: ToolProps['print'],
): Promise<MadeSheet> {
  const { frame, title, scale, dpi, level, at } = wish;
  const { lang, f } = language;
  const texts = TEXTS[lang];
  const printed = await print({
    camera: { ...at, zoom: zoomOf(scale, at.lat) },
    widthPx: frame.map.width / CSS_PX_MM,
    heightPx: frame.map.height / CSS_PX_MM,
    dpi,
    level,
  });
  const legend = sheetLegend(printed.drawn, facts.shown, lang, texts);
  const signs = await loadSigns(legend.pictures);
  const marks = marksOf(
    frame,
    {
      title,
      subtitle: filterWords(facts.shown, language),
      legendTitle: texts.legend,
      legend: legend.groups,
      more: texts.more,
      facts: factLines(wish, facts, printed, language),
      scale,
      scaleWords: texts.scaleWords(f.count(scale)),
      demo: facts.city.demo ? language.t.simulated : null,
      north: texts.north,
    },
    measureText(),
  );
  const sheet: Sheet = {
    widthMm: frame.widthMm,
    heightMm: frame.heightMm,
    title,
    lang,
    alt: texts.alt(title, f.count(scale)),
    marks,
    pictures: signs.map(signPng),
  };
  return { sheet, signs, printed };
}

function factLines(
  { review }: SheetWish,
  { city, role, layers, shown, now }: SheetFacts,
  { drawn }: PrintedMap,
  { lang, f, of }: ReturnType<typeof useLanguage>,
): [string, string][] {
  const texts = TEXTS[lang];
  const inPicture = layers.filter(({ id }) => drawn.some((one) => one.id === id));
  const newest =
    inPicture
      .flatMap(({ asOf }) => asOf ?? [])
      .sort()
      .at(-1) ?? city.asOf;
  const sources = [...new Set([...city.attribution, ...inPicture.flatMap(({ sources }) => sources)])];
  return [
    [texts.factReview, review || texts.noReview],
    ...(shown.time ? [[texts.factPast, momentWords(shown.time.at)] satisfies [string, string]] : []),
    ...(newest ? [[texts.factDate, f.moment(newest)] satisfies [string, string]] : []),
    [texts.factSource, sources.join(lang === 'zh' ? '、' : ', ') || of(city.name)],
    [texts.factFrame, texts.frame],
    [texts.factMade, texts.made(role, f.date(now.toISOString()))],
  ];
}
