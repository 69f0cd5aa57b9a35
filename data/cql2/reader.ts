/** Walks the tokens of a filter, and says what it met where it stops. */
import { FilterError, type Token } from './tokens.ts';

/** A place in the tokens. */
export class Reader {
  readonly #tokens: readonly Token[];
  #next = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!;
  }
  take(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.text.toLowerCase() === word;
  }
  isSign(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === sign;
  }
  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#next++;
    return true;
  }
  takeSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.#next++;
    return true;
  }
  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected(word.toUpperCase());
  }
  expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(sign);
  }
  unexpected(wanted?: string): FilterError {
    const { at, text, kind } = this.peek();
    const found = kind === 'end' ? { zh: '结尾', en: 'the end' } : { zh: `“${text}”`, en: `“${text}”` };
    return new FilterError(
      {
        zh: `第 ${at + 1} 个字符处不应是${found.zh}${wanted ? `，应为 ${wanted}` : ''}`,
        en: `Unexpected ${found.en} at character ${at + 1}${wanted ? `; ${wanted} was expected` : ''}`,
      },
      at,
    );
  }
}

/** A signed decimal number, finite. */
export function readNumber(reader: Reader): number {
  const minus = reader.isSign('-');
  if (minus || reader.isSign('+')) reader.take();
  const token = reader.peek();
  const value = token.kind === 'number' ? Number(token.text) : Number.NaN;
  if (!Number.isFinite(value)) throw reader.unexpected();
  reader.take();
  return minus ? -value : value;
}
