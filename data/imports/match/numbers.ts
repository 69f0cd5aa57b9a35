/** Numbers as Chinese files write them: full width, 1,234、1.2万、约120人、三百二十. */

export interface WrittenNumber {
  readonly value: number;
  /** What stands behind the number: 人, 吨, m2; null = nothing. */
  readonly unit: string | null;
  /** 约, 近, ≈ or 余 stood beside it. */
  readonly approximate: boolean;
}

/** Words by which files say that they do not know. */
const UNKNOWN = /^(|[-—–_/\\.]+|无|暂无|未知|不详|待定|待补充|空|n\/?a|null|none|nan|unknown|#n\/a)$/i;

/** Whether the text only says that nothing is known; "无" may mean "none" in fields that ask yes or no. */
export function saysNothing(text: string): boolean {
  return text.length < 60 && UNKNOWN.test(text.normalize('NFKC').trim());
}

const MULTIPLES: Readonly<Record<string, number>> = {
  十: 10,
  百: 100,
  千: 1e3,
  万: 1e4,
  亿: 1e8,
  萬: 1e4,
  億: 1e8,
};

/** The number in the text, or undefined when it is none or could be two: "1,5" and "3-5" are not guessed at. */
export function parseNumber(text: string): WrittenNumber | undefined {
  if (text.length > 200) return undefined;
  let plain = text.normalize('NFKC').replaceAll(/\s+/g, '').replaceAll('−', '-');
  if (plain.length > 60) return undefined;
  const about = /^(约为?|大约|近|≈|~|约计)/.exec(plain);
  plain = plain.slice(about?.[0].length ?? 0);
  const match =
    /^([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,3})?([十百千万亿萬億]{0,2})(余|多)?(.*)$/i.exec(
      plain,
    );
  if (match === null) return chinese(plain, about !== null);
  const [, sign, digits = '', exponent = '', multiples = '', more, rest = ''] = match;
  if (!isUnit(rest)) return undefined;
  let value = Number(digits.replaceAll(',', '') + exponent);
  for (const word of multiples) value *= MULTIPLES[word] ?? 1;
  // 1.1 × 10000 in binary is 11000.000000000002
  if (multiples !== '') value = Number(value.toPrecision(15));
  if (!Number.isFinite(value)) return undefined;
  return {
    value: sign === '-' ? -value : value,
    unit: rest === '' ? null : rest,
    approximate: about !== null || more !== undefined,
  };
}

/** A unit holds no digits that could belong to the number: m2 and m³ do, "3-5" and "3号4" do not. */
function isUnit(text: string): boolean {
  return /^(?:(?:[a-z%‰°μΩ]|\p{Script=Han})[a-z%°·./()\p{Script=Han}]*[23]?(?:\/[a-z\p{Script=Han}]+[23]?)?)?$/iu.test(
    text,
  );
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const STEPS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1e3, 仟: 1e3 };

/** 三百二十, 一万二千, 十五; undefined when the text is no numeral. */
export function chineseNumeral(text: string): number | undefined {
  if (text === '' || text.length > 30) return undefined;
  // 二〇二四 is read digit by digit
  if ([...text].every((one) => DIGITS[one] !== undefined))
    return text.length === 1 || /[零〇]/.test(text) || text.length > 2
      ? Number([...text].map((one) => DIGITS[one]).join(''))
      : undefined;
  let [total, section, digit] = [0, 0, 0];
  let last = Number.POSITIVE_INFINITY;
  for (const one of text) {
    const value = DIGITS[one];
    const step = STEPS[one];
    if (value !== undefined) digit = value;
    else if (step !== undefined) {
      if (step >= last) return undefined;
      // 十五 begins without its one
      section += (digit === 0 ? 1 : digit) * step;
      [last, digit] = [step, 0];
    } else if (one === '万' || one === '亿') {
      const size = one === '万' ? 1e4 : 1e8;
      total = (total + section + digit) * size;
      [section, digit, last] = [0, 0, Number.POSITIVE_INFINITY];
    } else return undefined;
  }
  return total + section + digit;
}

function chinese(plain: string, about: boolean): WrittenNumber | undefined {
  const match = /^([零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿]+)(余|多)?(.*)$/.exec(plain);
  const value = chineseNumeral(match?.[1] ?? '');
  const rest = match?.[3] ?? '';
  if (value === undefined || !isUnit(rest)) return undefined;
  return { value, unit: rest === '' ? null : rest, approximate: about || match?.[2] !== undefined };
}
