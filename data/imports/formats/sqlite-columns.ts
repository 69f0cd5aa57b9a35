/** The stored columns of a table, from the statement that created it. */

export interface SqliteColumn {
  readonly name: string;
  /** Declared type in capital letters, without length. */
  readonly type: string;
  /** Whether the column is the row's number, which is stored beside the row. */
  readonly rowid: boolean;
}

/** A statement longer than this is no table of this world. */
const LONGEST = 1_000_000;
const CONSTRAINT = /^(constraint|primary|unique|check|foreign)$/i;

/** Undefined for statements that are not understood, and for tables without row numbers, which are stored differently. */
export function sqliteColumns(sql: string): readonly SqliteColumn[] | undefined {
  if (sql.length > LONGEST) return undefined;
  const tokens = tokensOf(sql);
  const open = tokens.findIndex(({ text, name }) => text === '(' && !name);
  if (open === -1) return undefined;
  const parts: Token[][] = [[]];
  let depth = 0;
  let end = -1;
  for (let i = open; i < tokens.length; i += 1) {
    const { text, name } = tokens[i]!;
    if (!name && text === '(') depth += 1;
    if (!name && text === ')') depth -= 1;
    if (depth === 0) {
      end = i;
      break;
    }
    if (depth === 1 && !name && text === ',') parts.push([]);
    else if (i > open) parts.at(-1)!.push(tokens[i]!);
  }
  if (end === -1) return undefined;
  const rest = tokens.slice(end + 1).map(({ text }) => text.toLowerCase());
  if (rest.includes('without')) return undefined;
  const definitions = parts.filter(
    ([first]) => first !== undefined && (first.name || !CONSTRAINT.test(first.text)),
  );
  const key = parts.find(([first, second]) => !first?.name && /^primary$/i.test(first?.text ?? '') && second);
  const keyColumns = key?.slice(2).filter(({ text, name }) => name || /^[\w$]/.test(text)) ?? [];
  return definitions.flatMap((tokens_) => {
    const [name, ...more] = tokens_;
    const words = more.map((token) => (token.name ? '' : token.text.toLowerCase()));
    // generated columns are stored only where they say so
    if (words.includes('as') && !words.includes('stored')) return [];
    const type = /^\w/.test(words[0] ?? '') && !STOPS.test(words[0]!) ? words[0]!.toUpperCase() : '';
    const alone =
      type === 'INTEGER' && !(words[1] !== undefined && /^\w/.test(words[1]) && !STOPS.test(words[1]));
    const primary =
      words.some((word, i) => word === 'primary' && words[i + 1] === 'key' && words[i + 2] !== 'desc') ||
      (keyColumns.length === 1 && keyColumns[0]!.text.toLowerCase() === name!.text.toLowerCase());
    return [{ name: name!.text, type, rowid: alone && primary }];
  });
}

/** Words that end the type of a column. */
const STOPS = /^(constraint|primary|not|null|unique|check|default|collate|references|generated|as)$/i;

interface Token {
  readonly text: string;
  /** Whether it stood in quotes, and so is a name or a text and nothing else. */
  readonly name: boolean;
}

function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|'((?:[^']|'')*)'|[\p{L}\p{N}_$.]+|[\s\S]/gu;
  for (const [whole, double, back, bracket, single] of sql.matchAll(pattern)) {
    if (/^(\s|--|\/\*)/.test(whole)) continue;
    const quoted =
      double?.replaceAll('""', '"') ??
      back?.replaceAll('``', '`') ??
      bracket ??
      single?.replaceAll("''", "'");
    tokens.push(quoted === undefined ? { text: whole, name: false } : { text: quoted, name: true });
  }
  return tokens;
}
