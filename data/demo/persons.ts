/** Invented persons: every name says that it is invented, every telephone has an area code that does not exist. */
import { pick, type Random } from './random.ts';

const SURNAMES = [...'陈林王李张黄吴周徐朱沈郑胡许何郭叶高罗宋'];
const FIRST = [...'明志建海永文晓国春立'];
const LAST = [...'安平宁康和顺佳宜正守'];

/** A name marked （模拟）. */
export function personName(random: Random): string {
  const first = random() < 0.6 ? pick(FIRST, random) : '';
  return `${pick(SURNAMES, random)}${first}${pick(LAST, random)}（模拟）`;
}

/** 000- and eight digits. */
export function telephone(random: Random): string {
  return `000-${String(Math.floor(random() * 100_000_000)).padStart(8, '0')}`;
}
