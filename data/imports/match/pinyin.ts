/** Pinyin of names, for people who type letters; server only: the dictionary weighs 0.3 MB. */
import { customPinyin, pinyin } from 'pinyin-pro';

export interface Pinyin {
  /** Syllables without tones, joined: "chongqingchangan". */
  readonly full: string;
  /** First letters: "cqca". */
  readonly initials: string;
}

/** Letters and digits stay as they are, in lower case; spaces and punctuation go. */
export function pinyinOf(text: string): Pinyin {
  const plain = text.normalize('NFKC').slice(0, LONGEST);
  let [full, initials] = ['', ''];
  for (const { isZh, result } of pinyin(plain, { toneType: 'none', type: 'all', v: true })) {
    const letters = result.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    full += letters;
    initials += isZh ? letters.slice(0, 1) : letters;
  }
  return { full, initials };
}

/** Longer than any name of the register. */
const LONGEST = 300;

/** Places whose names keep an old reading (现代汉语词典), which the dictionary of the package lacks. */
customPinyin({
  乐清: 'yuè qīng',
  乐亭: 'lào tíng',
  六合区: 'lù hé qū',
  单县: 'shàn xiàn',
  大埔: 'dà bù',
  浒墅关: 'xǔ shù guān',
  泌阳: 'bì yáng',
  洪洞: 'hóng tóng',
  浚县: 'xùn xiàn',
  涡阳: 'guō yáng',
  珲春: 'hún chūn',
  歙县: 'shè xiàn',
  繁峙: 'fán shì',
  尉犁: 'yù lí',
  蔚县: 'yù xiàn',
  黄陂: 'huáng pí',
});

/** Whether a query of letters can mean pinyin at all: two or more, nothing but letters and digits. */
export function isPinyinQuery(text: string): boolean {
  return /^[a-z][a-z0-9' ]+$/i.test(text.trim());
}

/** A query as the search table holds its columns: without spaces and apostrophes, lower case. */
export function pinyinQuery(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
