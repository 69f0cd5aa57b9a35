/** The risk field by turned kernels against plain summing over outcomes, weather and directions at each cell. */
import { it } from 'vitest';
import { HAZARD_UNITS } from '../../data/demo/objects/hazard-units.ts';
import { mulberry32 } from '../../data/demo/random.ts';
import {
  fieldOf,
  gridOf,
  type ReadySource,
  readySource,
  type Source,
  sourceOf,
} from '../../data/risk/field.ts';
import { towardsOf } from '../../data/risk/polar.ts';
import { DEMO_ROSE } from '../../data/tables/wind-rose.ts';
import { median, ms, record } from './figures.ts';

const UNITS = Number(process.env.FOURCOLOR_BENCH_UNITS ?? 95);
const MOST_CELLS = Number(process.env.FOURCOLOR_BENCH_CELLS ?? 1_000_000);
/** A city of some 45 × 33 km. */
const BBOX = [121.8, 29.85, 122.27, 30.15] as const;
/** Cells at which the plain sum is taken; all of them would take hours. */
const SAMPLE = 6;

function units(): Source[] {
  const random = mulberry32(18_218);
  return Array.from({ length: UNITS }, (_, i) => {
    const unit = HAZARD_UNITS[i % HAZARD_UNITS.length]!;
    return sourceOf({
      id: String(i),
      name: unit.name,
      kind: unit.kind,
      lon: BBOX[0] + (0.1 + 0.8 * random()) * (BBOX[2] - BBOX[0]),
      lat: BBOX[1] + (0.1 + 0.8 * random()) * (BBOX[3] - BBOX[1]),
      inventory: unit.held.map(({ zh, cas, quantityT: [least, most], state }) => ({
        substance: zh,
        cas,
        quantityT: least + (most - least) * random(),
        state,
      })),
    });
  });
}

/** Milliseconds of the plain sum at one place, everything prepared: every outcome, weather class and degree of wind. */
function plainMs(sources: readonly Source[]): { perCell: number; terms: number } {
  const towards = towardsOf(DEMO_ROSE);
  const parts = sources.flatMap((source) =>
    source.outcomes.flatMap((outcome) =>
      DEMO_ROSE.weather.map((air) => ({
        lon: source.lon,
        lat: source.lat,
        weight: outcome.frequencyPerYear * air.share,
        lethality: outcome.footprint(air).lethality,
      })),
    ),
  );
  const times: number[] = [];
  let sum = 0;
  for (let k = 0; k < SAMPLE; k++) {
    const lon = BBOX[0] + ((k + 0.5) / SAMPLE) * (BBOX[2] - BBOX[0]);
    const began = performance.now();
    for (const part of parts) {
      const east = (lon - part.lon) * 96_300;
      const north = (30 - part.lat) * 111_195;
      for (let degree = 0; degree < 360; degree++) {
        const [sin, cos] = [Math.sin((degree * Math.PI) / 180), Math.cos((degree * Math.PI) / 180)];
        sum +=
          part.weight * towards[degree]! * part.lethality(east * sin + north * cos, east * cos - north * sin);
      }
    }
    times.push(performance.now() - began);
  }
  if (!Number.isFinite(sum)) throw new Error('The plain sum is not a number');
  return { perCell: median(times), terms: parts.length * 360 };
}

it(`The individual-risk field of ${UNITS} units (ours: kernels turned by the rose once, truncated; baseline: plain summing, measured at ${SAMPLE} cells and multiplied)`, (context) => {
  const sources = units();
  const outcomes = sources.reduce((sum, source) => sum + source.outcomes.length, 0);
  const began = performance.now();
  const ready: ReadySource[] = sources.map((source) => readySource(source, DEMO_ROSE));
  const kernelsMs = performance.now() - began;
  const bytes = ready.reduce((sum, { kernel }) => sum + kernel.values.byteLength, 0);
  record(context, {
    what: `kernels of ${outcomes} outcomes × ${DEMO_ROSE.weather.length} weather classes, once`,
    ours: ms(kernelsMs),
    baseline: `${(bytes / 2 ** 20).toFixed(0)} MB`,
    ratio: `${(kernelsMs / UNITS).toFixed(0)} ms a unit`,
  });
  const plain = plainMs(sources);
  const [first] = sources;
  const single = performance.now();
  readySource(first!, DEMO_ROSE);
  record(context, {
    what: 'one unit changes: its kernel again',
    ours: ms(performance.now() - single),
    baseline: ms(kernelsMs),
    ratio: ((performance.now() - single) / kernelsMs).toFixed(3),
  });
  for (const cells of [1e4, 1e5, 1e6].filter((count) => count <= MOST_CELLS)) {
    const cellM = Math.sqrt((45_300 * 33_300) / cells);
    const grid = gridOf(BBOX, cellM);
    const times = Array.from({ length: 4 }, () => {
      const from = performance.now();
      fieldOf(ready, grid);
      return performance.now() - from;
    });
    const ours = median(times.slice(1));
    const count = grid.width * grid.height;
    record(context, {
      what: `${count.toLocaleString('en')} cells of ${cellM.toFixed(0)} m (${((ours * 1e6) / count / outcomes).toFixed(2)} ns a cell, source and scenario)`,
      ours: ms(ours),
      baseline: `${((plain.perCell * count) / 1000).toFixed(0)} s`,
      ratio: ((plain.perCell * count) / ours).toExponential(1),
    });
  }
});
