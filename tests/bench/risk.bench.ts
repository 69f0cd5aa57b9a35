/** The risk field of a whole city: turned kernels in threads against plain summing, at 10⁴ … 10⁷ cells; pipelines, changes, models. */
import { expect, it } from 'vitest';
import { HAZARD_UNITS } from '../../data/demo/objects/hazard-units.ts';
import { mulberry32 } from '../../data/demo/random.ts';
import { MODELS } from '../../data/models/all.ts';
import { PUBLISHED_CASES } from '../../data/models/published/all.ts';
import { cellLat, cellLon, gridOf, type RiskUnit, sourceOf } from '../../data/risk/field.ts';
import { DEMO_ROSE } from '../../data/tables/wind-rose.ts';
import { readyUnits } from '../../server/risk-kernels.ts';
import { readyLines } from '../../server/risk-lines.ts';
import { THREADS } from '../../server/risk-pool.ts';
import { sumField } from '../../server/risk-sum.ts';
import type { PlacedPipeline } from '../../server/risk-units.ts';
import { median, ms, record } from './figures.ts';
import { plainRisk, tabulatedRisk, termsOf } from './plain-field.ts';

const UNITS = Number(process.env.FOURCOLOR_BENCH_UNITS ?? 95);
const MOST_CELLS = Number(process.env.FOURCOLOR_BENCH_CELLS ?? 10_000_000);
/** A city of some 45 × 33 km. */
const BBOX = [121.8, 29.85, 122.27, 30.15] as const;
const [WIDE_M, HIGH_M] = [45_300, 33_300];
/** Cells at which the plain sums are taken; all of them would take hours. */
const SAMPLE = 6;

const random = mulberry32(18_218);
const between = (least: number, most: number) => least + (most - least) * random();

const UNITS_OF_CITY: RiskUnit[] = Array.from({ length: UNITS }, (_, i) => {
  const unit = HAZARD_UNITS[i % HAZARD_UNITS.length]!;
  return {
    id: String(i),
    name: unit.name,
    kind: unit.kind,
    lon: between(BBOX[0] + 0.05, BBOX[2] - 0.05),
    lat: between(BBOX[1] + 0.03, BBOX[3] - 0.03),
    inventory: unit.held.map(({ zh, cas, quantityT: [least, most], state }) => ({
      substance: zh,
      cas,
      quantityT: between(least, most),
      state,
    })),
  };
});

/** Sixty long-distance lines of some 20 km and 420 mains of 3 km, with a point every 200 m. */
const PIPELINES: PlacedPipeline[] = Array.from({ length: 480 }, (_, i): PlacedPipeline => {
  const main = i >= 60;
  const [medium, pressureMPa, diameterMm] = main
    ? (['natural_gas', 0.4, 200] as const)
    : ([
        ['natural_gas', 8, 610],
        ['natural_gas', 6.3, 406],
        ['oil_products', 6.3, 273],
        ['crude_oil', 4, 508],
        ['ammonia', 4, 159],
        ['lpg', 4, 219],
      ][i % 6] as ['natural_gas', number, number]);
  const points = [between(BBOX[0], BBOX[2]), between(BBOX[1], BBOX[3])];
  let heading = between(0, 2 * Math.PI);
  for (let k = 0; k < (main ? 15 : 100); k++) {
    heading += between(-0.2, 0.2);
    points.push(points[2 * k]! + 0.0021 * Math.sin(heading), points[2 * k + 1]! + 0.0018 * Math.cos(heading));
  }
  return {
    id: `p${i}`,
    name: '',
    medium,
    pressureMPa,
    diameterMm,
    parts: [Float64Array.from(points)],
  };
});

const gridOfCells = (cells: number) => gridOf(BBOX, Math.sqrt((WIDE_M * HIGH_M) / cells));
/** Milliseconds on the clock, the result, and milliseconds of processor time of all threads. */
async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T, number]> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [performance.now() - began, result, (user + system) / 1000];
}
const text = (count: number) => count.toLocaleString('en');

it(`The individual-risk field of ${UNITS} units in ${THREADS} threads (baseline: plain summing at each cell, measured at ${SAMPLE} and multiplied)`, async (context) => {
  const sources = UNITS_OF_CITY.map(sourceOf);
  const outcomes = sources.reduce((sum, source) => sum + source.outcomes.length, 0);
  const [kernelsMs, ready, kernelsCpuMs] = await timed(() => readyUnits(UNITS_OF_CITY, true));
  const bytes = ready.reduce((sum, { kernel }) => sum + kernel.values.byteLength, 0);
  record(context, {
    what: `kernels of ${outcomes} outcomes × ${DEMO_ROSE.weather.length} weather classes, once after a start`,
    ours: ms(kernelsMs),
    baseline: `${(bytes / 2 ** 20).toFixed(0)} MB kept`,
    ratio: `${(kernelsCpuMs / UNITS).toFixed(0)} ms of processor a unit`,
  });

  const terms = termsOf(sources, DEMO_ROSE);
  const plainMs: number[] = [];
  for (let k = 0; k < SAMPLE; k++) {
    const began = performance.now();
    plainRisk(terms, DEMO_ROSE, BBOX[0] + ((k + 0.5) / SAMPLE) * (BBOX[2] - BBOX[0]), 30);
    plainMs.push(performance.now() - began);
  }
  const perCellMs = median(plainMs);

  let before: { cells: number; ms: number } | undefined;
  for (const wanted of [1e4, 1e5, 1e6, 1e7].filter((count) => count <= MOST_CELLS)) {
    const grid = gridOfCells(wanted);
    const cells = grid.width * grid.height;
    const times: number[] = [];
    const cpu: number[] = [];
    let values = new Float64Array();
    for (let round = 0; round < (wanted > 1e6 ? 1 : 4); round++) {
      // another grid every time, so that nothing is taken from the field before
      const other = { ...grid, bbox: [BBOX[0], BBOX[1], BBOX[2] + round * 1e-9, BBOX[3]] as const };
      const [took, summed, cpuMs] = await timed(() => sumField(ready, [], other));
      times.push(took);
      cpu.push(cpuMs);
      if (round === 0) values = summed as Float64Array<ArrayBuffer>;
    }
    const took = median(times.length > 1 ? times.slice(1) : times);
    let compared = 0;
    for (const source of sources.filter((one) => one.outcomes.length > 0).slice(0, SAMPLE)) {
      // a cell some 500 m beside a unit
      const column = Math.floor(((source.lon + 0.004 - BBOX[0]) / (BBOX[2] - BBOX[0])) * grid.width);
      const row = Math.floor(((BBOX[3] - source.lat - 0.003) / (BBOX[3] - BBOX[1])) * grid.height);
      const known = tabulatedRisk(terms, DEMO_ROSE, cellLon(grid, column), cellLat(grid, row));
      if (known < 1e-14) continue;
      expect(Math.abs(values[row * grid.width + column]! / known - 1)).toBeLessThan(1e-6);
      compared++;
    }
    expect(compared).toBeGreaterThan(1);
    const growth = before
      ? `, grows as n^${(Math.log(took / before.ms) / Math.log(cells / before.cells)).toFixed(2)}`
      : '';
    record(context, {
      what: `${text(cells)} cells (${((median(cpu) * 1e6) / cells / outcomes).toFixed(2)} ns of processor a cell, source and scenario; ${compared} cells equal to 1e-6${growth})`,
      ours: ms(took),
      baseline: `${((perCellMs * cells) / 1000).toFixed(0)} s`,
      ratio: ((perCellMs * cells) / took).toExponential(1),
    });
    before = { cells, ms: took };
  }

  const grid = gridOfCells(Math.min(1e6, MOST_CELLS));
  await sumField(ready, [], grid);
  const changed = UNITS_OF_CITY.map((unit, i) =>
    i === 2
      ? { ...unit, inventory: unit.inventory.map((line) => ({ ...line, quantityT: 0.9 * line.quantityT })) }
      : unit,
  );
  const [kernelMs, again] = await timed(() => readyUnits(changed, true));
  const [changeMs, updated] = await timed(() => sumField(again, [], grid));
  const [wholeMs, whole] = await timed(() =>
    // the same grid under another name: nothing is taken from the field before
    sumField(again, [], { ...grid, rows: 'degrees' }),
  );
  let worst = 0;
  for (let i = 0; i < whole.length; i += 97)
    if (whole[i]! > 1e-10) worst = Math.max(worst, Math.abs(updated[i]! / whole[i]! - 1));
  record(context, {
    what: `one unit changes: its kernel ${ms(kernelMs)}, then its cells of ${text(whole.length)} (baseline: all cells again; differ by ${worst.toExponential(0)})`,
    ours: ms(changeMs),
    baseline: ms(wholeMs),
    ratio: (wholeMs / changeMs).toFixed(1),
  });
  const { rss, arrayBuffers } = process.memoryUsage();
  record(context, {
    what: 'memory of the process with these fields, and of its numbers',
    ours: `${(rss / 2 ** 20).toFixed(0)} MB`,
    baseline: `${(arrayBuffers / 2 ** 20).toFixed(0)} MB`,
    ratio: '',
  });
});

it(`Pipelines in the field: ${PIPELINES.length} lines, some 2,500 km`, async (context) => {
  const [tablesMs, lines, tablesCpuMs] = await timed(() => readyLines(PIPELINES, true));
  record(context, {
    what: 'tables of a metre by medium, diameter and pressure, once',
    ours: ms(tablesMs),
    baseline: '',
    ratio: `${ms(tablesCpuMs)} of processor`,
  });
  for (const wanted of [1e4, 1e5, 1e6].filter((count) => count <= MOST_CELLS)) {
    const grid = gridOfCells(wanted);
    const [took, , cpuMs] = await timed(() => sumField([], lines, grid));
    const cells = grid.width * grid.height;
    record(context, {
      what: `${text(cells)} cells with all pipelines`,
      ours: ms(took),
      baseline: '',
      ratio: `${ms(cpuMs)} of processor`,
    });
  }
});

it('Models, checked inputs to judged outputs (baseline: the slowest)', (context) => {
  const rates = MODELS.flatMap((one) => {
    const inputs = PUBLISHED_CASES.find(({ model }) => model === one.id)?.inputs;
    if (!inputs) return [];
    for (let warm = 0; warm < 20; warm++) one.answer(inputs);
    const began = performance.now();
    let runs = 0;
    while (performance.now() - began < 50) {
      one.answer(inputs);
      runs++;
    }
    return [{ id: one.id, rate: (1000 * runs) / (performance.now() - began) }];
  }).sort((a, b) => a.rate - b.rate);
  const of = (rate: number) => `${text(Math.round(rate))} a second`;
  const slowest = rates[0]!.rate;
  record(context, {
    what: `median of ${rates.length} models`,
    ours: of(median(rates.map(({ rate }) => rate))),
    baseline: of(slowest),
    ratio: (median(rates.map(({ rate }) => rate)) / slowest).toFixed(0),
  });
  for (const id of ['gaussian-plume', 'britter-mcquaid-plume', 'pool-fire-solid-flame', 'jet-fire']) {
    const one = rates.find((rate) => rate.id === id);
    if (one)
      record(context, {
        what: id,
        ours: of(one.rate),
        baseline: of(slowest),
        ratio: (one.rate / slowest).toFixed(0),
      });
  }
});
