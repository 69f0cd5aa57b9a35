/** Addresses answered from a city's own gazetteer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './addresses.ts';
import { type GazetteerEntry, GEOCODE_SURE, scoreCandidate } from './geocode.ts';

const REGIONS = [{ code: '330211001000', name: '招山街道', level: 'township' as const }];
const lookup = (name: string) => REGIONS.filter((one) => one.name === name);
const HERE = '330211001003';

const ENTRIES: readonly GazetteerEntry[] = [
  { kind: 'region', name: '招山街道', level: 'township', regionCode: '330211001000' },
  { kind: 'region', name: '镇东区', level: 'county', regionCode: '330211000000' },
  { kind: 'road', name: '沿江东路', regionCode: HERE },
  { kind: 'road', name: '沿江路', regionCode: HERE },
  { kind: 'crossing', name: '沿江东路', other: '解放路', regionCode: HERE },
  { kind: 'object', name: '模拟化工有限公司', address: '沿江东路188号', regionCode: HERE },
  { kind: 'object', name: '甲乙服装厂', address: '沿江东路200号', regionCode: HERE },
  { kind: 'object', name: '丙丁机械厂', address: '中山路188号', regionCode: '330206001001' },
];

const best = (text: string) => {
  const address = parseAddress(text, lookup);
  const [first] = ENTRIES.map((entry) => ({ entry, ...scoreCandidate(address, entry) })).toSorted(
    (a, b) => b.score - a.score,
  );
  return first;
};

describe('an address', () => {
  it.each([
    ['招山街道沿江东路188号', '模拟化工有限公司', true],
    ['招山街道沿江东路188号模拟化工', '模拟化工有限公司', true],
    ['招山街道模拟化工有限公司', '模拟化工有限公司', true],
    ['招山街道沿江东路与解放路交叉口', '沿江东路', true],
    ['招山街道解放路与沿江东路路口', '沿江东路', true],
    ['招山街道沿江东路198号', '甲乙服装厂', true],
    ['招山街道沿江东路', '沿江东路', false],
    ['镇东区招山街道', '招山街道', false],
    ['招山街道中山路188号', '招山街道', false],
  ])('%s is answered by %s', (text, name, sure) => {
    const answer = best(text);
    expect(answer?.entry.name).toBe(name);
    expect((answer?.score ?? 0) >= GEOCODE_SURE).toBe(sure);
  });

  it('near numbers are near, far ones a guess', () => {
    const at = (number: number) =>
      scoreCandidate(parseAddress(`沿江东路${number}号`), ENTRIES[5] as GazetteerEntry);
    expect(at(188).accuracyM).toBe(40);
    expect(at(190).accuracyM).toBe(56);
    expect(at(190).score).toBeGreaterThan(at(230).score);
    expect(at(588).score).toBeLessThan(0.5);
  });

  it('a better answer is never a farther one of the same kind, and scores stay between 0 and 1', () => {
    const part = fc.constantFrom(
      '招山街道',
      '镇东区',
      '沿江东路',
      '沿江路',
      '188号',
      '200号',
      '模拟化工',
      '与解放路交叉口',
      '十号路',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.constantFrom(...ENTRIES), (parts, entry) => {
        const { score, accuracyM } = scoreCandidate(parseAddress(parts.join(''), lookup), entry);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(accuracyM).toBeGreaterThan(0);
        if (score >= GEOCODE_SURE) expect(accuracyM).toBeLessThanOrEqual(100);
      }),
    );
  });
});
