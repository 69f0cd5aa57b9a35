/** Nothing on a sheet of paper is cut off or lies over anything else, however much there is to say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAPERS, type PaperId, type SheetMark } from '../../../data/documents/sheet.ts';
import { type Box, frameOf, marksOf, type Orientation, type SheetContent } from './layout.ts';

/** Chinese is as wide as high, other writing about half. */
const measure = (text: string, sizeMm: number) =>
  [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 1 : 0.55) * sizeMm, 0);

const paper = fc.constantFrom(...(Object.keys(PAPERS) as PaperId[]));
const orientation = fc.constantFrom<Orientation>('portrait', 'landscape');
const words = fc
  .array(fc.constantFrom('重大风险', '企业', '堤防', 'Emergency', 'shelter', '（一级）', '12'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.join(' '));
const row = fc.record({
  words,
  picture: fc.nat(20),
  widthPx: fc.integer({ min: 8, max: 40 }),
  heightPx: fc.integer({ min: 8, max: 40 }),
});
const content: fc.Arbitrary<SheetContent> = fc.record({
  title: words,
  subtitle: fc.array(words, { maxLength: 12 }).map((all) => all.join('；')),
  legendTitle: fc.constant('图例'),
  legend: fc.array(fc.record({ name: words, rows: fc.array(row, { minLength: 1, maxLength: 14 }) }), {
    maxLength: 12,
  }),
  more: fc.constant((rows: number) => `另有 ${rows} 项`),
  facts: fc.array(fc.tuple(fc.constantFrom('来源', '数据日期', '审图号'), words), {
    minLength: 4,
    maxLength: 9,
  }),
  scale: fc.integer({ min: 500, max: 2_000_000 }),
  scaleWords: fc.constant('1:25 000'),
  demo: fc.constantFrom(null, '模拟数据'),
  north: fc.constant('北'),
});

/** What a mark covers; text is set smaller where it would be wider than it may be. */
function boxOf(mark: SheetMark): Box {
  if (mark.kind === 'picture') return mark;
  if (mark.kind === 'shape') {
    const [xs, ys] = [mark.points.map(([x]) => x), mark.points.map(([, y]) => y)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  }
  const wide = measure(mark.text, mark.sizeMm);
  const fit = Math.min(1, mark.maxMm / wide);
  const width = wide * fit;
  const left = { left: 0, center: width / 2, right: width }[mark.align];
  // ascenders and full-width characters reach about 0.86 of the size above the baseline, 0.14 below
  const height = mark.sizeMm * fit;
  return { x: mark.x - left, y: mark.y - 0.86 * height, width, height };
}

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;
const overlap = (one: Box, other: Box) =>
  Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x) > 0.05 &&
  Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y) > 0.05;

describe('a sheet of paper', () => {
  it('has its map and its notes beside each other, both on the paper', () => {
    fc.assert(
      fc.property(paper, orientation, (size, turned) => {
        const { widthMm, heightMm, map, notes } = frameOf(size, turned);
        const sheet = { x: 0, y: 0, width: widthMm, height: heightMm };
        expect([widthMm, heightMm].sort((a, b) => a - b)).toEqual([...PAPERS[size]]);
        expect(inside(map, sheet) && inside(notes, sheet)).toBe(true);
        expect(overlap(map, notes)).toBe(false);
        // a sheet is there for its map
        expect((map.width * map.height) / (widthMm * heightMm)).toBeGreaterThan(0.5);
      }),
    );
  });

  it('cuts nothing off, and says no note over another or over the map', () => {
    fc.assert(
      fc.property(paper, orientation, content, (size, turned, said) => {
        const frame = frameOf(size, turned);
        const sheet = { x: 0, y: 0, width: frame.widthMm, height: frame.heightMm };
        const marks = marksOf(frame, said, measure);
        const cut = marks.filter((mark) => !inside(boxOf(mark), sheet));
        expect(cut).toEqual([]);
        const [, map] = marks;
        expect(map && boxOf(map)).toMatchObject(frame.map);
        const notes = marks
          .filter((mark) => mark.kind !== 'shape' && mark !== map)
          .map((mark) => ({ mark, box: boxOf(mark) }))
          .filter(({ box }) => !inside(box, frame.map));
        expect(notes.filter(({ box }) => overlap(box, frame.map))).toEqual([]);
        const covered = notes.flatMap((one, at) =>
          notes.slice(at + 1).flatMap((other) => (overlap(one.box, other.box) ? [[one, other]] : [])),
        );
        expect(covered).toEqual([]);
      }),
    );
  });

  it('lists every sign of the legend, or says how many are left out', () => {
    fc.assert(
      fc.property(paper, orientation, content, (size, turned, said) => {
        const marks = marksOf(frameOf(size, turned), said, measure);
        const rows = said.legend.reduce((sum, group) => sum + group.rows.length, 0);
        const listed = marks.filter(({ kind }) => kind === 'picture').length - 1;
        const left = marks.some((mark) => mark.kind === 'text' && mark.text === said.more(rows - listed));
        expect(listed === rows || left).toBe(true);
      }),
    );
  });
});
