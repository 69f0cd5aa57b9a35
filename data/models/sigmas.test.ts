import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLASSES } from './meteorology.ts';
import { averagingFactor, dispersionCoefficients, SIGMA_SETS, sigmaXM, sigmaYM, sigmaZM } from './sigmas.ts';

const pairs = (set: (typeof SIGMA_SETS)[number]) =>
  CLASSES.flatMap((cls) => [sigmaYM(1.2, cls, set), sigmaZM(1.2, cls, set)]);
const equal = (mine: readonly number[], known: readonly number[]) => {
  expect(mine.length).toBe(known.length);
  known.forEach((value, i) => {
    expect(mine[i]! / value).toBeCloseTo(1, 6);
  });
};

describe('dispersion coefficients', () => {
  it('are those of Briggs 1973, rural, A to F', () => {
    equal(
      pairs('briggs-rural'),
      [
        0.2639841614254575, 0.24, 0.19198848103669636, 0.144, 0.13199208071272875, 0.09598848207318536,
        0.09599424051834818, 0.07193528734898633, 0.07199568038876113, 0.03598704466392099,
        0.04799712025917409, 0.019193090487424527,
      ],
    );
  });

  it('are those of Briggs 1973, urban (the +½ of A and B noted by Griffiths 1994)', () => {
    equal(
      pairs('briggs-urban'),
      [
        0.38390787316433456, 0.2881727481910807, 0.38390787316433456, 0.2881727481910807, 0.26393666280048,
        0.24, 0.19195393658216728, 0.16796976816235135, 0.13196833140024, 0.09591371646531512,
        0.13196833140024, 0.09591371646531512,
      ],
    );
  });

  it('are those of CCPS 1999 for puffs', () => {
    equal(
      pairs('ccps-puff'),
      [
        0.21287234847910436, 0.6879188103871441, 0.16556738215041453, 0.6054498545741843, 0.11826241582172466,
        0.3869880921561032, 0.07095744949303479, 0.17041904657983328, 0.047304966328689864,
        0.11258170198247626, 0.023523465599668385, 0.05588182287353654,
      ],
    );
  });

  it('are those of the Yellow Book', () => {
    equal(
      CLASSES.map((cls) => sigmaYM(1.2, cls, 'tno')),
      [
        0.6170244776546403, 0.43445506897745934, 0.24613414407041376, 0.15096247150079659,
        0.11551744100090941, 0.07661871086795012,
      ],
    );
  });

  it.each([
    ['A', 50, 7.246283645973222],
    ['A', 225, 33.46114450376929],
    ['A', 550, 128.0454080208172],
    ['B', 300, 30.144226325216724],
    ['C', 100, 7.44187785547111],
    ['D', 100, 4.651174892531855],
    ['D', 500, 18.29689264165363],
    ['D', 2000, 50.15135417398994],
    ['D', 5000, 88.69020460936578],
    ['E', 3000, 42.22135548587303],
    ['E', 30000, 127.31152395989899],
    ['F', 800, 11.976175562087187],
    ['F', 10000, 46.38392157098271],
  ] as const)('meet EPA-454/B-95-003b table 1-2, class %s at %d m', (cls, x, sigma) => {
    expect(sigmaZM(x, cls, 'isc3-rural') / sigma).toBeCloseTo(1, 6);
  });

  it('meet EPA-454/B-95-003b table 1-1 crosswind', () => {
    equal(
      CLASSES.map((cls) => sigmaYM(1.2, cls, 'isc3-rural')),
      [
        0.48870396813625905, 0.3288132138806368, 0.20096244824229573, 0.1309207626723034, 0.09742134712173195,
        0.0645858766834503,
      ],
    );
  });

  it('grow with distance and never with stability, in every set', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SIGMA_SETS),
        fc.double({ min: 100, max: 9_000, noNaN: true }),
        fc.double({ min: 1.02, max: 1.5, noNaN: true }),
        (set, x, k) => {
          CLASSES.forEach((cls, i) => {
            expect(sigmaYM(x * k, cls, set)).toBeGreaterThan(sigmaYM(x, cls, set));
            // the pieces of the ISC3 table do not quite meet
            if (set !== 'isc3-rural') expect(sigmaZM(x * k, cls, set)).toBeGreaterThan(sigmaZM(x, cls, set));
            const next = CLASSES[i + 1];
            if (next) expect(sigmaYM(x, next, set)).toBeLessThanOrEqual(sigmaYM(x, cls, set));
          });
        },
      ),
    );
  });

  it('widen with the averaging time and stay from 18 s down', () => {
    expect(averagingFactor(600)).toBe(1);
    expect(averagingFactor(3600)).toBeCloseTo(6 ** 0.2, 12);
    expect(averagingFactor(5)).toBe(averagingFactor(18));
    expect(sigmaXM(500, 'F')).toBeCloseTo(5.047929716825321, 9);
  });

  it('say that 1.2 m is outside and 70 m at the edge of their range', () => {
    expect(dispersionCoefficients.answer({ distancesM: [1.2], stability: 'D' }).validity).toBe('out');
    expect(dispersionCoefficients.answer({ distancesM: [70], stability: 'D' }).validity).toBe('edge');
    expect(dispersionCoefficients.answer({ distancesM: [700], stability: 'D' }).validity).toBe('in');
  });
});
