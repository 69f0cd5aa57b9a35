/** PostGIS for the embedded engine: the full bundle to create the extension once, a slim one for every later opening. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

/** With raster, topology and 30 MB of SQL; needed for `create extension` only. */
export const fullPostgis: Extension = postgis;

/** Most of an opening is unpacking and linking the bundle, so keep what a running database uses. */
const KEPT = [
  /^lib\/postgresql\/postgis-3\.so$/,
  /^share\/proj\//,
  /^share\/postgresql\/extension\/postgis\.control$/,
];
/** Change when KEPT changes, so that old copies are not used. */
const EDITION = 1;

/** The slim bundle, made in `cacheDir` from the installed package at the first call (about a second). */
export async function slimPostgis(cacheDir: string): Promise<Extension> {
  const source = new URL('./postgis.tar.gz', import.meta.resolve('@electric-sql/pglite-postgis'));
  const packed = await readFile(source);
  const path = join(cacheDir, `postgis-slim-${EDITION}-${packed.length}.tar.gz`);
  if (!existsSync(path)) {
    const tar = await promisify(gunzip)(packed);
    const slim = await promisify(gzip)(keepEntries(tar), { level: 1 });
    await mkdir(cacheDir, { recursive: true });
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, slim);
    await rename(draft, path);
  }
  const bundlePath = pathToFileURL(path);
  return {
    name: 'postgis',
    async setup(_pg, emscriptenOpts) {
      emscriptenOpts.PGLITE_ENV.PROJ_DATA = '/pglite/share/proj';
      return { emscriptenOpts, bundlePath };
    },
  };
}

/** The tar with only the kept files. */
function keepEntries(tar: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8);
    const end = at + 512 + Math.ceil(size / 512) * 512;
    const name = `${text(tar, at + 345, 155)}/${text(tar, at, 100)}`.replace(/^\/?(\.\/)?/, '');
    if (KEPT.some((pattern) => pattern.test(name))) kept.push(tar.subarray(at, end));
    at = end;
  }
  // two empty records end an archive
  return Buffer.concat([...kept, Buffer.alloc(1024)]);
}

function text(tar: Buffer, at: number, length: number): string {
  const end = tar.indexOf(0, at);
  return tar.toString('utf8', at, end < 0 || end > at + length ? at + length : end);
}
