/** Invented persons in charge: names that say so, numbers of the unused range 000. 模拟数据. */
import { hash2, type Random } from '../random.ts';

const SURNAMES = '陈林王李张黄吴周徐朱沈郑胡许何郭叶高罗宋';
const GIVEN = '安平宁康和顺佳宜正守';

/** An invented person in charge. */
export function person(random: Random, seed: number) {
  const letter = (text: string) => text[Math.floor(random() * text.length)]!;
  return {
    contact_name: `${letter(SURNAMES)}${letter(GIVEN)}（模拟）`,
    contact_phone: `000-${String(hash2(seed, 4711) % 100_000_000).padStart(8, '0')}`,
  };
}
