/** Whether a text is one SVG picture that a browser would draw: balanced elements, quoted attributes, no broken number. */

/** Throws with the reason where the picture is not well formed. */
export function expectWellFormed(picture: string): void {
  if (
    !/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="[\d.]+" height="[\d.]+" viewBox="[-\d. ]+">/.test(
      picture,
    )
  ) {
    throw new Error(`Not a picture with its size: ${picture.slice(0, 120)}`);
  }
  if (/NaN|undefined|Infinity/.test(picture)) throw new Error(`A value is missing: ${picture}`);
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?:\s+[a-zA-Z-]+="[^"<]*")*)\s*(\/?)>|</g;
  for (const [whole, closing, name, , single] of picture.matchAll(tag)) {
    if (!name) throw new Error(`Not an element: ${picture.slice(0, 200)} at ${whole}`);
    if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> closes another element: ${picture}`);
    } else if (!single) open.push(name);
  }
  if (open.length > 0) throw new Error(`Left open: ${open.join(', ')}`);
  for (const [, path = ''] of picture.matchAll(/ d="([^"]*)"/g)) checkPath(path);
}

const ARGUMENTS: Readonly<Record<string, number>> = {
  m: 2,
  l: 2,
  h: 1,
  v: 1,
  c: 6,
  s: 4,
  q: 4,
  t: 2,
  a: 7,
  z: 0,
};

/** Every command has the numbers that it needs. */
export function checkPath(path: string): void {
  if (!/^M/.test(path)) throw new Error(`A path begins with M: ${path}`);
  const rest = path.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_, command: string, words: string) => {
    const needed = ARGUMENTS[command.toLowerCase()];
    const numbers = (words.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).length;
    if (needed === undefined) throw new Error(`${command} is no command: ${path}`);
    if (needed === 0 ? numbers > 0 : numbers === 0 || numbers % needed > 0) {
      throw new Error(`${command} has ${numbers} numbers: ${path}`);
    }
    return '';
  });
  if (rest !== '') throw new Error(`Not a path: ${path}`);
}
