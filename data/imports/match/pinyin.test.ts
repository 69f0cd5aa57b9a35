/** Names as people type them in letters. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPinyinQuery, pinyinOf, pinyinQuery } from './pinyin.ts';

/** Any UTF-16 unit, halves of surrogate pairs too. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('pinyin', () => {
  it.each([
    ['重庆长安', 'chongqingchangan', 'cqca'],
    ['重型机械', 'zhongxingjixie', 'zxjx'],
    ['镇海炼化2号罐区', 'zhenhailianhua2haoguanqu', 'zhlh2hgq'],
    ['ABC化工（宁波）', 'abchuagongningbo', 'abchgnb'],
    ['吕梁', 'lvliang', 'll'],
    ['乐清银行', 'yueqingyinhang', 'yqyh'],
    ['ＡＢ加油站', 'abjiayouzhan', 'abjyz'],
    ['an安', 'anan', 'ana'],
    ['', '', ''],
    ['—— ', '', ''],
  ])('%s', (text, full, initials) => {
    expect(pinyinOf(text)).toEqual({ full, initials });
  });

  it('any text gives letters and digits only, initials no longer than the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: codeUnit, maxLength: 40 }), (text) => {
        const { full, initials } = pinyinOf(text);
        expect(full).toMatch(/^[a-z0-9]*$/);
        expect(initials.length).toBeLessThanOrEqual(full.length);
      }),
    );
  });

  it('a query is letters', () => {
    expect(['zhlh', "xi'an", 'zhen hai'].map(isPinyinQuery)).toEqual([true, true, true]);
    expect(['镇海', 'z', '12', ''].map(isPinyinQuery)).toEqual([false, false, false, false]);
    expect(pinyinQuery("Xi'an Lu")).toBe('xianlu');
  });
});
