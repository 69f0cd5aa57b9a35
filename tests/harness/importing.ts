/** Imports over HTTP in a test: one call from the file to the written entry. */
import { expect } from 'vitest';
import type { Api } from './api.ts';

const BOUNDARY = 'fourcolor-test';

/** A form with files and texts, as a browser sends it. */
export function form(files: Readonly<Record<string, string>>, texts: Readonly<Record<string, string>> = {}) {
  const parts = [
    ...Object.entries(texts).map(([name, text]) => [`name="${name}"`, text]),
    ...Object.entries(files).map(([name, text]) => [`name="file"; filename="${name}"`, text]),
  ];
  return {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts
      .map(([head, text]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`)
      .join('')}--${BOUNDARY}--\r\n`,
  };
}

export interface Upload {
  readonly layer?: string;
  readonly name?: string;
  /** Further choices. */
  readonly choices?: object;
}

/** What a signed-in person does with imports; every refusal is thrown with its status. */
export function importing(api: Api, cookie: string) {
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of the answer
  type Answer = any;
  const call = async (path: string, asking: object = {}): Promise<Answer> => {
    const answer = await api.ask(path, { cookie, ...asking });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${text.slice(0, 300)}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const entry = (id: string) => call(`/api/imports/${id}`);
  const settled = async (id: string) => {
    for (let turn = 0; turn < 2400; turn++) {
      const now = await entry(id);
      if (now.state !== 'checking' && now.state !== 'writing') return now;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`The import ${id} is still at work`);
  };
  const change = (id: string, body: object) => call(`/api/imports/${id}`, { method: 'PATCH', body });
  const check = async (id: string) => {
    await call(`/api/imports/${id}/check`, { method: 'POST' });
    return settled(id);
  };
  const write = async (id: string) => {
    await call(`/api/imports/${id}/write`, { method: 'POST' });
    return settled(id);
  };
  const staged = async (
    text: string,
    mapping: object,
    { layer = 'enterprises', name = 'list.csv', choices = {} }: Upload = {},
  ) => {
    const { id } = await call('/api/imports', form({ [name]: text }, { layer }));
    await change(id, { mapping, crs: { crs: 'WGS84' }, ...choices });
    return check(id);
  };
  return {
    cookie,
    call,
    entry,
    settled,
    change,
    check,
    write,
    staged,
    async run(text: string, mapping: object, upload?: Upload) {
      const { id, report, failure } = await staged(text, mapping, upload);
      expect([report?.ok, report?.kinds, failure]).toEqual([true, expect.anything(), []]);
      const done = await write(id);
      expect([done.state, done.failure]).toEqual(['written', []]);
      return done;
    },
    undo: (id: string): Promise<Answer> => call(`/api/imports/${id}/undo`, { method: 'POST' }),
  };
}
