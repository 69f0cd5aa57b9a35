/** A JSON document cut into its members and the features of its list, so that it is never in memory as a whole. */

/** A value of the document as text, and the line on which it begins. */
export interface JsonPiece {
  /** Member of the outermost object; null = a feature of `features`. */
  readonly member: string | null;
  readonly text: string;
  readonly line: number;
}

export type JsonFault =
  | { readonly kind: 'syntax'; readonly line: number; readonly detail: string }
  | { readonly kind: 'depth'; readonly line: number }
  | { readonly kind: 'size'; readonly line: number };

export interface JsonLimits {
  readonly depth: number;
  /** Characters of one feature. */
  readonly length: number;
}

/** Where the scan stands between the values that it gives. */
type Place =
  | 'start'
  | 'object'
  | 'member'
  | 'colon'
  | 'value'
  | 'after'
  | 'list'
  | 'element'
  | 'listed'
  | 'end';

const CODE = {
  quote: 0x22,
  backslash: 0x5c,
  comma: 0x2c,
  colon: 0x3a,
  open: 0x7b,
  close: 0x7d,
  list: 0x5b,
  unlist: 0x5d,
};

/**
 * Gives every member of the outermost object but `features`, and each element of that list, as they come.
 * A fault ends the scan. What is inside the pieces is for JSON.parse to judge.
 */
export async function* jsonPieces(
  text: AsyncIterable<string>,
  limits: JsonLimits,
): AsyncGenerator<readonly JsonPiece[], JsonFault | undefined> {
  let place: Place = 'start';
  let line = 1;
  let member = '';
  let isKey = false;
  // the value being read
  let open = false;
  let parts: string[] = [];
  let length = 0;
  let begunAt = 1;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let nothing = true;
  const fault = (detail: string): JsonFault => ({ kind: 'syntax', line, detail });

  for await (const piece of text) {
    const ready: JsonPiece[] = [];
    let from = 0;
    const finish = (to: number): JsonFault | undefined => {
      parts.push(piece.slice(from, to));
      const whole = parts.join('');
      parts = [];
      length = 0;
      open = false;
      if (isKey) {
        isKey = false;
        try {
          member = JSON.parse(whole) as string;
        } catch {
          return fault(whole.slice(0, 40));
        }
        place = 'colon';
        return undefined;
      }
      const listed = place === 'element';
      ready.push({ member: listed ? null : member, text: whole, line: begunAt });
      place = listed ? 'listed' : 'after';
      return undefined;
    };
    for (let i = 0; i < piece.length; i += 1) {
      const code = piece.charCodeAt(i);
      if (code === 0x0a) line += 1;
      if (open) {
        if (quoted) {
          if (escaped) escaped = false;
          else if (code === CODE.backslash) escaped = true;
          else if (code === CODE.quote) {
            quoted = false;
            if (depth === 0) {
              const wrong = finish(i + 1);
              if (wrong !== undefined) return wrong;
            }
          }
        } else if (code === CODE.quote) quoted = true;
        else if (code === CODE.open || code === CODE.list) {
          depth += 1;
          if (depth + 2 > limits.depth) return { kind: 'depth', line: begunAt };
        } else if (code === CODE.close || code === CODE.unlist) {
          if (depth === 0) {
            // a number or a word ends where its surroundings end
            finish(i);
            i -= 1;
          } else {
            depth -= 1;
            if (depth === 0) finish(i + 1);
          }
        } else if (depth === 0 && code === CODE.comma) {
          finish(i);
          i -= 1;
        }
        continue;
      }
      if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || (nothing && code === 0xfeff))
        continue;
      nothing = false;
      // assigned inside `finish` too, which the compiler does not see
      switch (place as Place) {
        case 'start':
          if (code !== CODE.open) return fault(`'${piece[i]}'`);
          place = 'object';
          break;
        case 'object':
        case 'member':
        case 'value':
        case 'list':
        case 'element': {
          if (place === 'object' || place === 'member') {
            if (code === CODE.close && place === 'object') {
              place = 'end';
              break;
            }
            if (code !== CODE.quote) return fault(`'${piece[i]}'`);
            isKey = true;
          } else if (place === 'value' && member === 'features' && code === CODE.list) {
            place = 'list';
            break;
          } else if (place === 'list') {
            if (code === CODE.unlist) {
              place = 'after';
              break;
            }
            place = 'element';
          }
          if (code === CODE.close || code === CODE.unlist || code === CODE.comma)
            return fault(`'${piece[i]}'`);
          open = true;
          from = i;
          begunAt = line;
          depth = code === CODE.open || code === CODE.list ? 1 : 0;
          quoted = code === CODE.quote;
          escaped = false;
          break;
        }
        case 'colon':
          if (code !== CODE.colon) return fault(`'${piece[i]}'`);
          place = 'value';
          break;
        case 'after':
          if (code === CODE.close) place = 'end';
          else if (code !== CODE.comma) return fault(`'${piece[i]}'`);
          else place = 'member';
          break;
        case 'listed':
          if (code === CODE.unlist) place = 'after';
          else if (code !== CODE.comma) return fault(`'${piece[i]}'`);
          else place = 'element';
          break;
        case 'end':
          return fault(`'${piece[i]}'`);
      }
    }
    if (open) {
      parts.push(piece.slice(from));
      length += piece.length - from;
      if (length > limits.length) return { kind: 'size', line: begunAt };
    }
    if (ready.length > 0) yield ready;
  }
  return place === 'end' ? undefined : fault('…');
}
