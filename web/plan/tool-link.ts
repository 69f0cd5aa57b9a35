/** What a tool says of itself in an address: `key:value~key:value`, only what differs from its first state. */

/** Writes the parts that have a value; null when none has. */
export function writeToolLink(parts: Readonly<Record<string, string | null>>): string | null {
  const told = Object.entries(parts).filter(([, value]) => value);
  return told.length > 0 ? told.map(([key, value]) => `${key}:${safe(value ?? '')}`).join('~') : null;
}

/** Reads such a text; a key that is not told is absent, and what is no text of a tool has no keys. */
export function readToolLink(text: string | null): Readonly<Partial<Record<string, string>>> {
  const parts: Record<string, string> = {};
  for (const part of text?.split('~') ?? []) {
    const [, key, value] = /^([a-z]{1,20}):(.{1,300})$/s.exec(part) ?? [];
    if (key && value) parts[key] = plain(value);
  }
  return parts;
}

// `~` parts the parts: inside a value it is written otherwise
const safe = (text: string) => text.replaceAll('!', '!e').replaceAll('~', '!t');
const plain = (text: string) => text.replaceAll('!t', '~').replaceAll('!e', '!');
