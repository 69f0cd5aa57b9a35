/** Uploaded forms in any chunks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadForm, boundaryOf, type PartHead, readForm } from './multipart.ts';

async function parts(bytes: Uint8Array, boundary: string, chunk: number) {
  const found: (PartHead & { text: string })[] = [];
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  await readForm(pieces(), boundary, async (head) => {
    const held: Buffer[] = [];
    return {
      write: async (one) => void held.push(Buffer.from(one)),
      end: async () => void found.push({ ...head, text: Buffer.concat(held).toString('latin1') }),
    };
  });
  return found;
}

const form = (boundary: string, ...contents: readonly string[]) =>
  Buffer.from(
    `${contents
      .map(
        (text, i) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${i}.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n`,
      )
      .join('')}--${boundary}--\r\n`,
    'latin1',
  );

describe('readForm', () => {
  it('gives back what a browser sends, whatever the chunks and whatever the content', async () => {
    const text = fc.stringMatching(/^[\r\n\-ab]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async (texts, chunk) => {
          const boundary = '--ab-x';
          fc.pre(texts.every((one) => !one.includes('x')));
          const found = await parts(form(boundary, ...texts), boundary, chunk);
          expect(found).toEqual(texts.map((one, i) => ({ name: 'file', fileName: `${i}.csv`, text: one })));
        },
      ),
    );
  });

  it('reads what the platform itself writes', async () => {
    const data = new FormData();
    data.append('layer', 'enterprises');
    data.append('file', new Blob(['a,b\n1,2']), '企业"名录".csv');
    const request = new Request('http://localhost', { method: 'POST', body: data });
    const bytes = new Uint8Array(await request.clone().arrayBuffer());
    const found = await parts(bytes, boundaryOf(request.headers.get('content-type')!)!, 7);
    expect(found.map(({ name, fileName }) => [name, fileName])).toEqual([
      ['layer', null],
      ['file', '企业"名录".csv'],
    ]);
    expect(found[1]!.text).toBe('a,b\n1,2');
  });

  it('refuses a form that breaks off, and a head without end', async () => {
    const whole = form('b', 'hello');
    await expect(parts(whole.subarray(0, whole.length - 8), 'b', 5)).rejects.toThrow(BadForm);
    await expect(parts(Buffer.from(`--b\r\n${'x'.repeat(20_000)}`), 'b', 5000)).rejects.toThrow(BadForm);
    await expect(parts(Buffer.from(''), 'b', 5)).rejects.toThrow(BadForm);
  });

  it('knows the boundary, quoted or not', () => {
    expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
    expect(boundaryOf('application/json')).toBeUndefined();
    expect(boundaryOf(undefined)).toBeUndefined();
  });
});
