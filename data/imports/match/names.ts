/** Names of enterprises and places: one form for comparing, the parts that carry meaning, and how alike two are. */
import { chineseNumeral } from './numbers.ts';
import { simplified } from './traditional.ts';

/** Names are compared up to this length. */
const LONGEST = 200;

/**
 * The form in which equal names are equal: half width, simplified, lower case, without spaces, brackets and punctuation,
 * and with one word for each form of company. Branches and numbers stay: they are other objects.
 */
export function normaliseName(name: string): string {
  const { body, form } = split(name);
  return body + form;
}

export interface NameParts {
  /** Province, city and county in front: the least telling part. */
  readonly place: string;
  /** What is left without place and form of company. */
  readonly core: string;
  /** 有限公司 for all limited companies, 集团, 厂 …; '' where none is written. */
  readonly form: string;
  /** 分公司, 镇海店, 二期 …; '' for the main object. */
  readonly branch: string;
  /** Numbers inside the name: 第二, 3号. */
  readonly numbers: readonly number[];
}

export interface NameOptions {
  /** Names of the province, the city and its counties, with and without their endings: 宁波, 镇海区. */
  readonly places?: readonly string[] | undefined;
}

/** The parts of a name. */
export function nameParts(name: string, { places = [] }: NameOptions = {}): NameParts {
  const { body, form } = split(name);
  const { place, rest } = withoutPlace(body, places);
  // 模拟化工有限公司北仑分公司: what stands behind the form of company
  const inner = /^(.+?)(?:股份|集团|有限责任|有限)*公司(.+)$/.exec(rest);
  const branch = inner?.[2] ?? BRANCH.exec(rest)?.[0] ?? '';
  const core = inner?.[1] ?? rest.slice(0, rest.length - branch.length);
  const whole = core === '';
  return { place, core: whole ? rest : core, form, branch: whole ? '' : branch, numbers: numbersIn(rest) };
}

/**
 * 0-1. 1 = the same after normalising; from 0.9 the same name differently written. Another place, branch or number
 * keeps it below 0.75, however alike the rest is.
 */
export function nameSimilarity(a: string, b: string, options: NameOptions = {}): number {
  const [one, other] = [normaliseName(a), normaliseName(b)];
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  return partsSimilarity(nameParts(a, options), nameParts(b, options));
}

/** The same for parts that are already there, which is faster for lists. */
export function partsSimilarity(a: NameParts, b: NameParts): number {
  const core = a.core === b.core ? 1 : (jaroWinkler(a.core, b.core) + 2 * bigramsShared(a.core, b.core)) / 3;
  // a short form: 镇海炼化 for 镇海炼化分公司储运部, never one character for all that begin with it
  const [short, long] = a.core.length < b.core.length ? [a.core, b.core] : [b.core, a.core];
  const within = short.length >= 4 && long.includes(short) ? 0.75 + 0.2 * (short.length / long.length) : 0;
  let score = Math.max(core, within);
  if (a.form !== b.form) score -= a.form === '' || b.form === '' ? 0.01 : 0.06;
  if (a.place !== b.place)
    score -=
      a.place === '' || b.place === '' || a.place.includes(b.place) || b.place.includes(a.place) ? 0.02 : 0.3;
  const numbersDiffer = a.numbers.join() !== b.numbers.join();
  const branchesDiffer = a.branch !== b.branch;
  if (numbersDiffer || branchesDiffer)
    score = Math.min(score, numbersDiffer && a.numbers.length > 0 && b.numbers.length > 0 ? 0.6 : 0.74);
  return Math.max(0, Math.min(0.99, score));
}

/** Chinese forms, longest first; the first word stands for all of a row. */
const FORMS: readonly (readonly [form: string, ...RegExp[]])[] = [
  [
    '集团公司',
    /(股份)?集团(股份)?(有限)?(责任)?公司$|\(集团\)(股份)?(有限)?(责任)?公司$|集团(控股)?有限公司$|集团$/,
  ],
  [
    '公司',
    /(股份)?有限责任公司$|股份有限公司$|有限公司$|股份公司$|有限$|(?<!分)公司$|(pte|pty|pvt)?(co(mpany)?)?(limited|ltd)$|(co|company)?(inc|incorporated|llc|corp|corporation|company|plc|gmbh|ag|sa|bv|srl|spa|oy|ab|kg)$/,
  ],
  ['合伙', /\(?(普通|有限|特殊普通)?合伙(企业)?\)?$/],
  ['合作社', /(专业|股份)?合作(联)?社$/],
  ['个体', /\(?个体(工商户)?\)?$|\(?个人独资(企业)?\)?$/],
];

/** A remark behind the name that says nothing about which object it is. */
const REMARK = /\((原|曾用名|又名|已停产|停产|停用|筹建?|新|旧|中国|china|已?注销)[^()]*\)$/;
const BRANCH =
  /(?:[\p{Script=Han}a-z0-9]{0,4}?(?:分公司|分厂|分店|分行|支行|分院|分校|办事处|营业部|经营部|项目部|分部)|[一二三四五六七八九十\d]+(?:期|车间|厂区|号厂|厂|分厂|门店|店|站|号楼|号|区)|[东西南北新老]厂区?)$/u;

function split(name: string): { body: string; form: string } {
  let text = simplified(name.slice(0, LONGEST).normalize('NFKC').toLowerCase())
    .replaceAll(/[（【〔[{<《]/g, '(')
    .replaceAll(/[）】〕\]}>》]/g, ')')
    .replaceAll(/[^\p{L}\p{N}()]/gu, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(REMARK, '').replace(/\(\)$/, '');
  }
  let [body, form] = [bare(text), ''];
  // 模拟化工有限公司有限公司, Ltd 有限公司: the outermost form counts, and none stays behind
  for (let found = formOf(body); found !== undefined; found = formOf(body)) {
    body = body.slice(0, found.index);
    if (form === '') form = found.form;
  }
  return { body, form };
}

/** The form of company at the end; a name that is nothing but its form stays as it is. */
function formOf(text: string): { readonly form: string; readonly index: number } | undefined {
  for (const [form, ...patterns] of FORMS)
    for (const pattern of patterns) {
      const index = pattern.exec(text)?.index ?? 0;
      if (index > 0) return { form, index };
    }
  return undefined;
}

const bare = (text: string) => text.replaceAll(/[()]/g, '');

const PLACE_ENDING =
  /^(?:[\p{Script=Han}]{2,7}?(?:特别行政区|自治区|自治州|省))?(?:[\p{Script=Han}]{2,5}?市)?(?:[\p{Script=Han}]{1,5}?(?:自治县|新区|区|县))?/u;

function withoutPlace(body: string, places: readonly string[]): { place: string; rest: string } {
  let rest = body;
  let place = '';
  for (let turn = 0; turn < 4; turn++) {
    const known = places
      .map((one) => bare(simplified(one.normalize('NFKC').toLowerCase())))
      .filter((one) => one.length > 1 && rest.startsWith(one) && rest.length > one.length + 1)
      .toSorted((a, b) => b.length - a.length)[0];
    if (known === undefined) break;
    rest = rest.slice(known.length).replace(/^(省|市|区|县)(?=.{2})/, '');
    place += known.replace(/(省|市|区|县)$/, '');
  }
  if (place !== '') return { place, rest };
  const written = PLACE_ENDING.exec(body)?.[0] ?? '';
  // 市场, 小区 and 县城 are no places in front of a name
  if (
    written.length < 3 ||
    body.length - written.length < 2 ||
    /^(场|政|民|委)/.test(body.slice(written.length))
  )
    return { place: '', rest: body };
  return { place: written.replaceAll(/(省|市|区|县)/g, ''), rest: body.slice(written.length) };
}

function numbersIn(text: string): number[] {
  return [
    ...text.matchAll(
      /\d+|[零一二三四五六七八九十百]+(?=号|期|厂|店|站|分|区|中|小|院|車|车间|公司|加油|大队|中队|校|村|社区|仓|库|罐)|(?<=第)[一二三四五六七八九十百]+/g,
    ),
  ].flatMap(([digits]) => {
    const number = /^\d/.test(digits) ? Number(digits) : chineseNumeral(digits);
    return number === undefined ? [] : [number];
  });
}

/** Part of the two-character pieces that both have, counted as often as they stand (Dice); single characters are one piece. */
export function bigramsShared(a: string, b: string): number {
  if (a === b) return 1;
  const pieces = (text: string) => {
    const characters = [...text];
    if (characters.length < 2) return characters;
    return characters.slice(1).map((one, index) => `${characters[index]}${one}`);
  };
  const [left, right] = [pieces(a), pieces(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const one of left) counts.set(one, (counts.get(one) ?? 0) + 1);
  let shared = 0;
  for (const one of right) {
    const count = counts.get(one) ?? 0;
    if (count > 0) {
      shared++;
      counts.set(one, count - 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

/** W. E. Winkler (1990): Jaro's measure with 0.1 for each of up to four equal first characters. */
export function jaroWinkler(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  if (left.length === 0 || right.length === 0) return left.length === right.length ? 1 : 0;
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const taken = new Array<boolean>(right.length).fill(false);
  const matched: string[] = [];
  for (const [index, one] of left.entries()) {
    for (let at = Math.max(0, index - reach); at <= Math.min(right.length - 1, index + reach); at++) {
      if (taken[at] === true || right[at] !== one) continue;
      taken[at] = true;
      matched.push(one);
      break;
    }
  }
  if (matched.length === 0) return 0;
  const other = right.filter((_, index) => taken[index] === true);
  const swapped = matched.filter((one, index) => one !== other[index]).length / 2;
  const jaro =
    (matched.length / left.length +
      matched.length / right.length +
      (matched.length - swapped) / matched.length) /
    3;
  let same = 0;
  while (same < 4 && same < left.length && left[same] === right[same]) same++;
  return jaro + same * 0.1 * (1 - jaro);
}
