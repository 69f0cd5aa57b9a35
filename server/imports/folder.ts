/** The private folder of an import: its uploaded files, and what a check keeps beside them. */
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../../data/imports/encoding.ts';
import type { Settings } from '../settings.ts';
import type { PartSink } from './multipart.ts';

/** All files of one import together, bytes. */
export const MOST_BYTES = 1024 ** 3;
export const MOST_FILES = 20;

/** An upload is larger than `MOST_BYTES`. */
export class TooLarge extends Error {}

/** Where imports wait; only the server's own user may look in. */
export const importsFolder = (settings: Settings) => join(settings.dataDir, 'imports');

/** The folder of one import. */
export function folderOf(settings: Settings, id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error(`Unexpected import id: ${id}`);
  return join(importsFolder(settings), id);
}

export async function makeFolder(settings: Settings, id: string): Promise<string> {
  const folder = folderOf(settings, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export async function dropFolder(settings: Settings, id: string): Promise<void> {
  await rm(folderOf(settings, id), { recursive: true, force: true });
}

/** Ids of the imports that have a folder here. */
export async function foldersThere(settings: Settings): Promise<string[]> {
  const names = await readdir(importsFolder(settings)).catch(() => []);
  return names.filter((name) => /^[0-9a-f-]{36}$/.test(name));
}

/** The file with this number: never the name that the uploader gave, which could be any path. */
const pathOf = (folder: string, index: number) => join(folder, `file-${index}`);

/**
 * A sink that writes one uploaded file.
 * @param budget bytes that the import may still take; counted down
 * @throws {TooLarge}
 */
export async function fileSink(
  folder: string,
  index: number,
  budget: { left: number },
): Promise<PartSink & { bytes: () => number }> {
  const stream = createWriteStream(pathOf(folder, index), { mode: 0o600, flags: 'wx' });
  let failed: Error | undefined;
  stream.on('error', (error) => {
    failed = error;
  });
  let written = 0;
  return {
    bytes: () => written,
    async write(bytes) {
      written += bytes.length;
      budget.left -= bytes.length;
      if (budget.left < 0) throw new TooLarge();
      if (failed) throw failed;
      // a copy: the form's buffer is used again
      if (!stream.write(Buffer.from(bytes))) await drained(stream);
    },
    async end() {
      await new Promise<void>((resolve, reject) => {
        stream.once('error', reject);
        stream.end(resolve);
      });
      if (failed) throw failed;
    },
  };
}

function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      stream.off('error', failed);
      resolve();
    };
    const failed = (error: Error) => {
      stream.off('drain', done);
      reject(error);
    };
    stream.once('drain', done);
    stream.once('error', failed);
  });
}

/** The uploaded files under the names that the uploader gave them; null when they are gone. */
export async function sourcesOf(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: number }[],
): Promise<ByteSource[] | null> {
  const sources: ByteSource[] = [];
  for (const [index, { name }] of files.entries()) {
    const path = pathOf(folder, index);
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (size === null) return null;
    sources.push(fileSource(path, name, size));
  }
  return sources;
}

/** A file on disk as a source that can be read front to back and at any place. */
export function fileSource(path: string, name: string, size: number): ByteSource {
  return {
    name,
    size,
    chunks: (): ReadStream => createReadStream(path, { highWaterMark: 1 << 18 }),
    async read(from, length) {
      const file = await open(path, 'r');
      try {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}
