// Builds server and command line (tsc) and web (Vite) into dist/; --if-stale only when a source is newer.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = path.join(ROOT, 'dist', '.stamp');
const SOURCES = [
  'data',
  'tiles',
  'server',
  'web',
  'bin',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vite.config.ts',
];

export async function build({ ifStale = false } = {}) {
  if (ifStale && !stale()) return;
  const began = Date.now();
  if (!fs.existsSync(path.join(ROOT, 'node_modules', 'typescript')) && fs.existsSync(STAMP)) {
    // installed without the tools of development: what was built is all there can be
    return;
  }
  run('typescript', 'tsc', ['-p', 'tsconfig.build.json']);
  if (fs.existsSync(path.join(ROOT, 'web', 'index.html'))) {
    run('vite', 'vite', ['build', '--logLevel', 'warn']);
    await precompress(path.join(ROOT, 'dist', 'web'));
  }
  if (!ifStale) await seed();
  // as of the beginning: what changed meanwhile is newer than this build
  fs.writeFileSync(STAMP, '');
  fs.utimesSync(STAMP, began / 1000, began / 1000);
}

/** The embedded database's empty cluster, so that the first start only copies it; a start can make it as well. */
async function seed() {
  try {
    const { prepareSeed } = await import('../dist/server/db/seed.js');
    await prepareSeed();
  } catch (error) {
    console.warn(`The embedded database will be made at the first start: ${error.message}`);
  }
}

function stale() {
  if (!fs.existsSync(STAMP)) return true;
  const built = fs.statSync(STAMP).mtimeMs;
  return SOURCES.some((source) => newest(path.join(ROOT, source)) > built);
}

function newest(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(file) ? 0 : stat.mtimeMs;
  return fs
    .readdirSync(file)
    .reduce((latest, name) => Math.max(latest, newest(path.join(file, name))), stat.mtimeMs);
}

/** Runs a package's program without a shell, so that it works the same on every system. */
function run(packageName, program, args) {
  const manifest = path.join(ROOT, 'node_modules', packageName, 'package.json');
  if (!fs.existsSync(manifest)) throw new Error(`${packageName} is not installed: run npm install first`);
  const { bin } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const script = path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[program]);
  const { status, signal } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${program} failed (${signal ?? status})`);
}

/** Compressed copies beside text files, so that the server never compresses a static file. */
async function precompress(folder) {
  const brotli = promisify(zlib.brotliCompress);
  const gzip = promisify(zlib.gzip);
  const files = fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name)));
  for (const file of files.filter((name) =>
    /\.(js|mjs|css|html|svg|json|wasm|webmanifest|txt)$/.test(name),
  )) {
    const bytes = fs.readFileSync(file);
    if (bytes.length < 1024) continue;
    const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } };
    fs.writeFileSync(`${file}.br`, await brotli(bytes, quality));
    fs.writeFileSync(`${file}.gz`, await gzip(bytes, { level: 9 }));
  }
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await build({ ifStale: process.argv.includes('--if-stale') });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
