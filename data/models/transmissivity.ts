/** How much heat radiation the air lets through. */
import { z } from 'zod';
import { ambientTemperatureK, notNegative, share } from './inputs.ts';
import { judged, model, within } from './model.ts';

/** Pressure of water vapour in the air, Pa: RH e^(23.18986 − 3816.42/(T − 46.13)). Source: CPR 14E; Casal 2018 eq. 3.24. */
export function waterPressurePa(relativeHumidity: number, temperatureK: number): number {
  return relativeHumidity * Math.exp(23.18986 - 3816.42 / (temperatureK - 46.13));
}

/** Transmissivity by the water on the path, N/m, at most 1. Source: Bagster & Pitblado 1989; Casal 2018 eqs. 3.21–3.23; CPR 14E. */
export function bagsterTransmissivity(waterPa: number, pathM: number): number {
  const load = waterPa * pathM;
  if (load <= 0) return 1;
  const tau = load < 1e4 ? 1.53 * load ** -0.06 : load <= 1e5 ? 2.02 * load ** -0.09 : 2.85 * load ** -0.12;
  return Math.min(1, tau);
}

/** Transmissivity by water and carbon dioxide, at most 1. Source: Wayne 1991, J. Loss Prev. Process Ind. 4, 86. */
export function wayneTransmissivity(
  relativeHumidity: number,
  temperatureK: number,
  pathM: number,
  co2Ppm: number,
) {
  const saturatedMmHg = Math.exp(20.386 - 5132 / temperatureK);
  const water = Math.log10((relativeHumidity * pathM * saturatedMmHg * 288.651) / temperatureK);
  const carbon = Math.log10((pathM * 273 * co2Ppm) / (temperatureK * 335));
  return Math.min(
    1,
    1.006 - 0.01171 * water - 0.02368 * water ** 2 - 0.03188 * carbon + 0.001164 * carbon ** 2,
  );
}

export const transmissivity = model({
  id: 'transmissivity',
  version: '1.0.0',
  label: { zh: '大气透射率', en: 'Transmissivity of the air' },
  source: 'Wayne 1991, J. Loss Prev. Process Ind. 4, 86; Bagster & Pitblado 1989 (Casal 2018 eqs. 3.21–3.24)',
  validity: {
    zh: '路径 10–1000 m，相对湿度 0.1–1，253–313 K',
    en: 'Paths of 10–1000 m, relative humidity 0.1–1, 253–313 K',
  },
  assumptions: [
    {
      zh: 'Wayne 式按 1500 K 黑体火焰（烃类）',
      en: 'Wayne’s fit is for a black flame of 1500 K (hydrocarbons)',
    },
  ],
  inputs: z.strictObject({
    pathsM: z.array(notNegative()).min(1).max(1_000),
    ambientTemperatureK: ambientTemperatureK(),
    relativeHumidity: share().default(0.7),
    co2Ppm: notNegative().default(335),
  }),
  outputs: z.object({ wayne: z.array(z.number()), bagster: z.array(z.number()) }),
  run: (i) =>
    judged(
      {
        wayne: i.pathsM.map((path) =>
          path > 0 && i.relativeHumidity > 0 && i.co2Ppm > 0
            ? wayneTransmissivity(i.relativeHumidity, i.ambientTemperatureK, path, i.co2Ppm)
            : 1,
        ),
        bagster: i.pathsM.map((path) =>
          bagsterTransmissivity(waterPressurePa(i.relativeHumidity, i.ambientTemperatureK), path),
        ),
      },
      within(
        { zh: '最短路径', en: 'Shortest path', unit: 'm' },
        Math.min(...i.pathsM),
        [10, 1000],
        [1, 2000],
      ),
      within({ zh: '最长路径', en: 'Longest path', unit: 'm' }, Math.max(...i.pathsM), [10, 1000], [1, 2000]),
      within({ zh: '相对湿度', en: 'Relative humidity' }, i.relativeHumidity, [0.1, 1], [0.05, 1]),
      within({ zh: '气温', en: 'Air temperature', unit: 'K' }, i.ambientTemperatureK, [253, 313], [243, 323]),
    ),
});
