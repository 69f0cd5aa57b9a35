/** The built web app as files: compressed ones where they exist, everything else is the app's start page. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Context } from 'hono';
import { encodingOf } from './tile-routes.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Names that hold a hash of the content (as Vite writes them) never change. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** The answer for a path of the web app, or undefined when it is none of its files and no page. */
export async function staticAnswer(c: Context, folder: string): Promise<Response | undefined> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return undefined;
  const path = safePath(c.req.path);
  if (path === undefined) return undefined;
  const file = await found(folder, path === '/' ? '/index.html' : path);
  if (file) return send(c, file, path);
  // a page may hold a dot (coordinates); a missing script must not become a page
  if (extname(path) in TYPES) return undefined;
  const page = await found(folder, '/index.html');
  return page ? send(c, page, '/index.html') : undefined;
}

function safePath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').includes('..')
      ? undefined
      : decoded;
  } catch {
    return undefined;
  }
}

/** The real path of a file inside the folder; links that lead outside do not count. */
async function found(folder: string, path: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    return file.startsWith(root + sep) && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

async function send(c: Context, file: string, path: string): Promise<Response> {
  const { size, mtimeMs } = await stat(file);
  const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  const headers: Record<string, string> = {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cache-Control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
  const encoding = encodingOf(c.req.header('accept-encoding'));
  const packed =
    encoding === 'identity' ? undefined : await ready(`${file}.${encoding === 'br' ? 'br' : 'gz'}`);
  const body = packed ?? (await readFile(file));
  return c.body(new Uint8Array(body), 200, packed ? { ...headers, 'Content-Encoding': encoding } : headers);
}

const ready = (file: string) => readFile(file).catch(() => undefined);
