/** A link asks again what was asked when it was made. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAYER_IDS } from '../layers.ts';
import { readLink, writeLink } from '../link.ts';
import type { LonLat } from '../map/props.ts';
import { askedOf } from './inputs.ts';
import { firstQuestion, isReady, LIMITS, type Question, WAYS } from './question.ts';
import { questionOf, readQuestion, writeQuestion } from './question-link.ts';

const degrees = (most: number) =>
  fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((whole) => whole / 1e6 + 0);
const places: fc.Arbitrary<LonLat> = fc.tuple(degrees(180), degrees(85));
const layer = fc.constantFrom(...LAYER_IDS);
const words = fc.uniqueArray(fc.stringMatching(/^[a-z0-9_]{1,12}$/), { minLength: 1, maxLength: 3 });
const questions: fc.Arbitrary<Question> = fc
  .record<Question>({
    way: fc.constantFrom(...WAYS),
    center: places,
    radiusM: fc.integer({ min: 50, max: 20_000 }),
    ring: fc.array(places, { minLength: 3, maxLength: 12 }),
    line: fc.array(places, { minLength: 2, maxLength: 12 }),
    widthM: fc.integer({ min: 1, max: 20_000 }),
    object: fc.record({
      layer,
      id: fc.string({ minLength: 1, maxLength: 60 }).filter((id) => !/[\n\r\u2028\u2029]/.test(id)),
      name: fc.constant(''),
      shape: fc.constant(null),
    }),
    aroundM: fc.integer({ min: 0, max: 20_000 }),
    nearLayer: layer,
    nearKinds: fc.option(words),
    nearM: fc.integer({ min: 0, max: 20_000 }),
    layers: fc.uniqueArray(layer, { minLength: 1, maxLength: 5 }),
    kinds: fc.dictionary(layer, words),
    nearestOf: layer,
    nearestKind: fc.option(words.map(([word = 'a']) => word)),
    stock: fc.string({ maxLength: 20 }),
    quantity: fc.integer({ min: 1, max: 2e9 }),
    limit: fc.constantFrom(...LIMITS),
  })
  .filter(isReady);

describe('a question in a link', () => {
  it('asks the same of the server when the link is opened', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const text = writeQuestion(question);
        const view = readLink(writeLink({ ...readLink(''), ask: text }));
        const again = questionOf(view);
        const { process, inputs } = askedOf(question)!;
        expect(again && askedOf(again)).toMatchObject({ process, inputs });
        expect(again && writeQuestion(again)).toBe(text);
      }),
    );
  });

  it('says only what differs from the default', () => {
    const first = firstQuestion({ center: [122.41, 30.27], radiusM: 1000 });
    expect(writeQuestion(first)).toBe('circle~at:122.41,30.27');
    expect(writeQuestion({ ...first, radiusM: 500, layers: ['places'], kinds: { regions: ['x'] } })).toBe(
      'circle~at:122.41,30.27~m:500~of:places',
    );
    expect(writeQuestion({ ...first, way: 'layer' })).toBe('layer');
    const line: LonLat[] = [
      [0.00001, 0],
      [0.000011, -0.000036],
    ];
    expect(writeQuestion({ ...first, way: 'line', line })).toBe('line~path:a,0,1,-10');
  });

  it('is none where the text is none, and the circle of older links still is one', () => {
    for (const text of [
      '',
      'planet',
      'circle',
      'circle~at:122.41',
      'circle~at:182,30~m:500',
      'circle~at:122.41,30.27~m:999999',
      'polygon~path:1,2,3',
      'line~path:zzzzzzz,0,1,1',
      'object~object:secrets/1',
      'line',
    ])
      expect([text, readQuestion(text)]).toEqual([text, null]);
    expect(questionOf(readLink('?circle=122.41,30.27,500'))).toEqual(
      firstQuestion({ center: [122.41, 30.27], radiusM: 500 }),
    );
    expect(questionOf(readLink(''))).toBeNull();
  });

  it('never fails on what somebody wrote by hand', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...WAYS), (text, way) => {
        const question = readQuestion(`${way}~${text}`);
        expect(question === null || isReady(question)).toBe(true);
      }),
    );
  });
});
