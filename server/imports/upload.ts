/** An upload becomes an entry: its files in a private folder, described, with what is remembered of such files. */
import { randomUUID } from 'node:crypto';
import { ImportUsage, type Problem } from '../../data/imports/problem.ts';
import type { Text } from '../../data/layer.ts';
import { tableById } from '../../data/layers/all.ts';
import { valueProblem } from '../../data/problem.ts';
import { readCity } from '../city.ts';
import type { Who } from '../db/database.ts';
import { Failure, Invalid } from '../failure.ts';
import type { Services } from '../services.ts';
import type { Choices, Description } from './api-types.ts';
import { describeUpload, signatureOf } from './describe.ts';
import { insertEntry, type Settable, type Stored } from './entries.ts';
import {
  dropFolder,
  fileSink,
  folderOf,
  MOST_BYTES,
  MOST_FILES,
  makeFolder,
  sourcesOf,
  TooLarge,
} from './folder.ts';
import { BadForm, boundaryOf, type PartSink, readForm } from './multipart.ts';
import { shownProblem } from './problems.ts';
import { recalled } from './remembered.ts';

/** How long an uploaded file waits for its person. */
export const KEPT_MS = 7 * 24 * 3600_000;
/** Characters of a text part. */
const MOST_TEXT = 500;

const LIMIT: Text = {
  zh: `上传的文件合计超过 ${MOST_BYTES / 1024 ** 2} MB。`,
  en: `The uploaded files are larger than ${MOST_BYTES / 1024 ** 2} MB together.`,
};

/** Reads the form to the disk and makes the entry. @throws {Failure} */
export async function takeUpload(services: Services, who: Who, request: Request): Promise<string> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? undefined);
  if (boundary === undefined || request.body === null) throw new Failure('unsupported_media');
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES + 1024 ** 2)
    throw new Failure('too_large', { detail: LIMIT });
  const id = randomUUID();
  const folder = await makeFolder(services.settings, id);
  try {
    const { files, texts } = await receive(request.body, boundary, folder);
    if (files.length === 0) throw new Invalid(valueProblem('/file', 'required'));
    const layer = texts.layer === undefined ? undefined : tableById(texts.layer);
    if (texts.layer !== undefined && layer === undefined) throw new Invalid(valueProblem('/layer', 'choice'));
    const choices: Choices = {
      ...(layer && { layer: layer.id }),
      ...(texts.source && { mapping: { source: texts.source.slice(0, 80) } }),
    };
    const described = await describedAgain(services, who, { id, files, choices }, true);
    await services.database.as(who, (session) =>
      insertEntry(session, who, {
        id,
        origin: 'web',
        state: 'staged',
        files,
        expires_at: new Date(Date.now() + KEPT_MS).toISOString(),
        ...described,
      }),
    );
    return id;
  } catch (error) {
    await dropFolder(services.settings, id);
    if (error instanceof TooLarge) throw new Failure('too_large', { detail: LIMIT });
    if (error instanceof BadForm) throw new Invalid(valueProblem('', 'format'));
    throw error;
  }
}

async function receive(body: ReadableStream<Uint8Array>, boundary: string, folder: string) {
  const files: { name: string; bytes: number }[] = [];
  const texts: Record<string, string> = {};
  const budget = { left: MOST_BYTES };
  await readForm(chunksOf(body), boundary, async ({ name, fileName }): Promise<PartSink> => {
    if (fileName === null) return textSink((text) => (texts[name] = text));
    if (files.length >= MOST_FILES) throw new Invalid(valueProblem('/file', 'range'));
    const entry = { name: plainName(fileName), bytes: 0 };
    const sink = await fileSink(folder, files.push(entry) - 1, budget);
    return {
      write: sink.write,
      async end() {
        await sink.end();
        entry.bytes = sink.bytes();
      },
    };
  });
  return { files, texts };
}

/** The last part of whatever path the uploader gave. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would break headers and lists
  return last.replaceAll(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || 'file';
}

function textSink(done: (text: string) => void): PartSink {
  let text = '';
  return {
    async write(bytes) {
      if (text.length < MOST_TEXT) text += Buffer.from(bytes).toString('utf8');
    },
    async end() {
      done(text.slice(0, MOST_TEXT).trim());
    },
  };
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The description for these choices as members of the entry; with `recall` what is remembered joins the choices. */
export async function describedAgain(
  services: Services,
  who: Who,
  { id, files, choices }: Pick<Stored, 'id' | 'files' | 'choices'>,
  recall: boolean,
): Promise<Settable> {
  const sources = await sourcesOf(folderOf(services.settings, id), files);
  const city = await readCity(services.database);
  const look = async (with_: Choices): Promise<Description | undefined> =>
    sources === null
      ? undefined
      : describeUpload(sources, with_, with_.layer === undefined ? undefined : tableById(with_.layer), {
          bbox: city.bbox[0] === -180 ? null : city.bbox,
        });
  try {
    let description = await look(choices);
    if (description === undefined) return { description: null, choices, failure: [] };
    const signature = signatureOf(description.columns.map(({ name }) => name));
    const known = recall
      ? await services.database.as(who, (session) =>
          recalled(session, signature, choices.layer, choices.mapping?.source),
        )
      : undefined;
    const together: Choices = { ...known, ...choices };
    if (known?.mapping !== undefined) together.mapping = { ...known.mapping, ...choices.mapping };
    if (known?.layer !== undefined && choices.layer === undefined) description = await look(together);
    return {
      description: description ?? null,
      choices: together,
      layer: together.layer ?? null,
      source: together.mapping?.source ?? null,
      signature,
      failure: [],
      ...(recall && { remembered: known !== undefined }),
    };
  } catch (error) {
    if (!(error instanceof ImportUsage)) throw error;
    const failure = error.problems.map((one: Problem) => shownProblem(one));
    return { description: null, choices, failure, layer: choices.layer ?? null };
  }
}
