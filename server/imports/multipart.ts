/** Form uploads (RFC 7578) read as they arrive: files go straight to a receiver, never whole into memory. */

export interface PartHead {
  readonly name: string;
  /** Absent = an ordinary field. */
  readonly fileName: string | null;
}

/** What a part's bytes are given to; `end` once after the last. */
export interface PartSink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** The body is not a form as RFC 7578 has it, or breaks off. */
export class BadForm extends Error {}

/** Bytes that the head of one part may have. */
const MAX_HEAD = 16 * 1024;
const LINE_END = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary that the content type names; undefined when it is no form. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType ?? '')) return undefined;
  const match = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType!);
  return match?.[1] ?? match?.[2];
}

/**
 * Reads every part to its end, in order.
 * @throws {BadForm} what `open` and the sinks throw goes on as it is
 */
export async function readForm(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  open: (head: PartHead) => Promise<PartSink>,
): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // the first delimiter has no line end before it
  let held: Buffer = Buffer.from(LINE_END);
  let ended = false;
  const chunks = body[Symbol.asyncIterator]();
  const more = async () => {
    const next = await chunks.next();
    if (next.done) ended = true;
    else held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
  };
  /** Bytes up to a mark, which is taken too; passes them on while they come. */
  const upTo = async (mark: Buffer, pass: (bytes: Buffer) => Promise<void>, limit = Infinity) => {
    let passed = 0;
    for (;;) {
      const at = held.indexOf(mark);
      const safe = at >= 0 ? at : Math.max(0, held.length - mark.length + 1);
      passed += safe;
      if (passed > limit) throw new BadForm('The head of a part is too long');
      if (safe > 0) await pass(held.subarray(0, safe));
      held = held.subarray(at >= 0 ? at + mark.length : safe);
      if (at >= 0) return;
      if (ended) throw new BadForm('The form breaks off');
      await more();
    }
  };
  try {
    await upTo(delimiter, async () => {});
    for (;;) {
      while (held.length < 2 && !ended) await more();
      if (held.subarray(0, 2).toString('latin1') === '--') return;
      const head: Buffer[] = [];
      await upTo(HEAD_END, async (bytes) => void head.push(Buffer.from(bytes)), MAX_HEAD);
      const sink = await open(headOf(Buffer.concat(head).toString('utf8')));
      await upTo(delimiter, (bytes) => sink.write(bytes));
      await sink.end();
    }
  } finally {
    await chunks.return?.();
  }
}

/** Names as browsers write them: quotes and line ends are percent-encoded (WHATWG HTML, multipart/form-data). */
function headOf(text: string): PartHead {
  const line = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(text)?.[1];
  const said = (name: string) => {
    const match = new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(line ?? '');
    const value = match?.[1] ?? match?.[2];
    return value?.replaceAll('%22', '"').replaceAll(/%0[dD]|%0[aA]/g, ' ');
  };
  const name = said('name');
  if (name === undefined) throw new BadForm('A part has no name');
  return { name, fileName: said('filename') ?? null };
}
