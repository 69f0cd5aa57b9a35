/** Records that are one object, and lists that overlap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeCheckCharacter } from '../../credit-code.ts';
import { matchLists } from './lists.ts';
import {
  blockingKeys,
  type MatchRecord,
  metresBetween,
  pairKey,
  prepared,
  sameObjectScore,
} from './objects.ts';

const code = (first16: string) => {
  const first17 = `${first16}A`;
  return first17 + creditCodeCheckCharacter(first17);
};
const AT = [121.55, 29.87] as const;
const east = (distanceM: number): [number, number] => [
  AT[0] + distanceM / (111_195 * Math.cos((29.87 * Math.PI) / 180)),
  AT[1],
];

describe('two records', () => {
  const full: MatchRecord = {
    name: '模拟镇海化工有限公司',
    credit_code: code('9133020625603123'),
    at: AT,
    address: '镇海区沿江东路188号',
    phone: '0574-86280000',
  };

  it.each<[string, MatchRecord]>([
    ['the same code, another writing', { name: '模拟镇海化工厂', credit_code: full.credit_code }],
    ['the same name near by', { name: '模拟（镇海）化工有限责任公司', at: east(150) }],
    ['the same name at the same house', { name: '模拟镇海化工有限公司', address: '沿江东路188号' }],
    ['a short form at the same place', { name: '模拟镇海化工', at: east(40) }],
  ])('are one: %s', (_, other) => {
    expect(sameObjectScore(full, other)).toMatchObject({ verdict: 'same' });
  });

  it.each<[string, MatchRecord]>([
    ['other codes', { ...full, credit_code: code('9133021168427031'), name: '模拟镇海物流有限公司' }],
    ['other names in one house', { name: '丁戊己服装厂', at: east(10), address: full.address }],
    ['numbered branches side by side', { name: '模拟镇海化工有限公司二分厂', at: east(800) }],
    ['far apart, alike', { name: '模拟北仑石化有限公司', at: east(30_000) }],
    ['nothing to compare', {}],
  ])('are two: %s', (_, other) => {
    expect(sameObjectScore(full, other).verdict).toBe('different');
  });

  it('are a question where the evidence is divided', () => {
    for (const other of [
      { name: '模拟镇海化工有限公司', credit_code: code('9133021168427031'), at: AT, phone: full.phone },
      { name: '模拟镇海精细化工有限公司', at: east(60) },
      { name: '模拟镇海化工有限公司', at: east(15_000) },
    ])
      expect(sameObjectScore(full, other).verdict).toBe('review');
  });

  it('say why, in both languages, the strongest first', () => {
    const { reasons } = sameObjectScore(full, {
      name: '模拟镇海化工有限公司',
      at: east(120),
      phone: '86280000',
    });
    expect(reasons.map(({ kind }) => kind)).toEqual(['name', 'phone', 'place']);
    expect(reasons[2]).toMatchObject({ zh: '相距 120 米', en: '120 m apart' });
  });

  it('stay as a person decided', () => {
    const other = { name: '模拟镇海精细化工有限公司' };
    expect(sameObjectScore(full, other, { rules: new Map([[pairKey(other, full), 'same']]) }).verdict).toBe(
      'same',
    );
    expect(
      sameObjectScore(full, full, { rules: new Map([[pairKey(full, full), 'different']]) }).verdict,
    ).toBe('different');
  });

  it('are as alike one way as the other; nearer and with more in common never less', () => {
    const record = fc.record({
      name: fc.constantFrom('模拟化工', '模拟化工有限公司', '模拟第二加油站', '甲乙厂', ''),
      at: fc.option(
        fc.tuple(
          fc.double({ min: 121, max: 122, noNaN: true }),
          fc.double({ min: 29, max: 30, noNaN: true }),
        ),
      ),
      phone: fc.constantFrom(null, '13800000000', '0574-86280000'),
      address: fc.constantFrom(null, '沿江路1号', '沿江路2号', '中山路'),
      credit_code: fc.constantFrom(null, full.credit_code, code('9133021168427031')),
    });
    fc.assert(
      fc.property(record, record, (a, b) => {
        const score = sameObjectScore(a, b).score;
        expect(sameObjectScore(b, a).score).toBeCloseTo(score, 10);
        if (a.at !== null && b.at !== null)
          expect(sameObjectScore({ ...a, at: b.at }, b).score).toBeGreaterThanOrEqual(score - 1e-12);
      }),
    );
  });

  it('share a key when they are near and share two characters, or begin or end alike', () => {
    const near = fc.tuple(
      fc.double({ min: -0.0049, max: 0.0049, noNaN: true }),
      fc.double({ min: -0.0049, max: 0.0049, noNaN: true }),
    );
    fc.assert(
      fc.property(near, fc.double({ min: 120, max: 122, noNaN: true }), ([dx, dy], lon) => {
        const a = blockingKeys(prepared({ name: '甲乙丙丁', at: [lon, 29.5] }));
        const b = blockingKeys(prepared({ name: '戊乙丙己', at: [lon + dx, 29.5 + dy] }));
        expect(a.some((key) => b.includes(key))).toBe(true);
      }),
    );
  });

  it('lie as far apart as they do', () => {
    expect(metresBetween([0, 0], [0, 1])).toBeCloseTo(111_195, 0);
    expect(metresBetween(AT, east(1000))).toBeCloseTo(1000, 0);
  });
});

describe('lists', () => {
  const a: MatchRecord[] = [
    { name: '模拟镇海化工有限公司', credit_code: code('9133020625603123') },
    { name: '模拟第二加油站', at: AT },
    { name: '只在甲处', at: east(5000) },
  ];
  const b: MatchRecord[] = [
    { name: '模拟第三加油站', at: east(900) },
    { name: '模拟第二加油站有限公司', at: east(60) },
    { name: '模拟镇海化工厂', credit_code: code('9133020625603123') },
  ];
  const c: MatchRecord[] = [
    { name: '模拟镇海化工', credit_code: code('9133020625603123') },
    { name: '只在丙处' },
  ];

  it('give what is in several, what only in one, and where they contradict', () => {
    const values = [{ people: 100, sector: '化工' }, { people: 120, sector: '化工' }, { people: null }];
    const lists = [a, b, c].map((records, at) => ({
      id: 'abc'.charAt(at),
      records: records.map((record) =>
        record.credit_code === undefined ? record : { ...record, values: values[at] ?? {} },
      ),
    }));
    const { matched, onlyIn, compared } = matchLists(lists);
    expect(matched.map(({ members }) => members.map(({ list, index }) => `${list}${index}`))).toEqual([
      ['a0', 'b2', 'c0'],
      ['a1', 'b1'],
    ]);
    expect(onlyIn).toEqual({ a: [2], b: [0], c: [1] });
    expect(matched[0]?.conflicts).toEqual([
      { field: 'name', values: ['模拟镇海化工有限公司', '模拟镇海化工厂', '模拟镇海化工'] },
      { field: 'people', values: [100, 120, null] },
    ]);
    expect(compared).toBeLessThan(15);
  });

  it('find doubles inside one list', () => {
    const { duplicates, matched } = matchLists([
      { id: 'a', records: [...a, { name: '模拟第二加油站', at: east(20) }] },
    ]);
    expect(matched).toEqual([]);
    expect(duplicates.map(({ a, b }) => [a.index, b.index])).toEqual([[1, 3]]);
  });

  it('of 4000 records need a small part of the comparisons, and lose none of the pairs', () => {
    const words = [
      '甲',
      '乙',
      '丙',
      '丁',
      '戊',
      '己',
      '庚',
      '辛',
      '壬',
      '癸',
      '子',
      '丑',
      '寅',
      '卯',
      '辰',
      '巳',
    ];
    const trades = ['化工', '机械', '服装', '食品', '物流', '塑料', '五金', '电子'];
    const word = (n: number) =>
      `${words[n % 16]}${words[Math.floor(n / 16) % 16]}${words[Math.floor(n / 256) % 16]}`;
    const left = Array.from(
      { length: 2000 },
      (_, n): MatchRecord => ({
        name: `模拟${word(n * 7)}${trades[n % 8]}有限公司`,
        at: [121 + (n % 50) / 50, 29.5 + Math.floor(n / 50) / 50],
      }),
    );
    const right = left.map(
      ({ name, at }, n): MatchRecord => ({
        name:
          n % 2 === 0
            ? name?.replace('有限公司', '有限责任公司')
            : name?.replace('模拟', '模拟（').replace('有限公司', '）有限公司'),
        at: [(at?.[0] ?? 0) + 0.0005, at?.[1] ?? 0],
      }),
    );
    const { matched, compared } = matchLists([
      { id: 'a', records: left },
      { id: 'b', records: right },
    ]);
    expect(matched.filter(({ members }) => members[0]?.index === members[1]?.index).length).toBe(2000);
    expect(compared).toBeLessThan(200_000);
  }, 120_000);
});
