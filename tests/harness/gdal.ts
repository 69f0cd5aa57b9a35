/** GDAL's command-line tools for the tests: found, or installed where that is possible without asking. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { aptInstall } from './install.ts';

const run = promisify(execFile);
/** The largest output that is kept, bytes. */
const MOST = 256 << 20;

export interface Gdal {
  readonly version: string;
  /** Standard output of `ogr2ogr …`; rejects with its words of complaint. */
  ogr2ogr(args: readonly string[], environment?: Record<string, string>): Promise<string>;
  /** Standard output of `ogrinfo …`. */
  ogrinfo(args: readonly string[], environment?: Record<string, string>): Promise<string>;
}

/**
 * The tools, or undefined (told on the console) where there are none and none can be installed.
 * Test files run side by side, and only one of them may install.
 */
export function findGdal({ install = false } = {}): Gdal | undefined {
  const version = versionOf() ?? (install && aptInstall(['gdal-bin']) ? versionOf() : undefined);
  if (version === undefined) {
    console.warn('GDAL (ogr2ogr) is not here: the tests that read with it are skipped. Debian: gdal-bin');
    return undefined;
  }
  const tool =
    (name: string) =>
    async (args: readonly string[], environment: Record<string, string> = {}) => {
      const env = { ...process.env, ...environment, CPL_LOG_ERRORS: 'ON' };
      const { stdout } = await run(name, [...args], { env, maxBuffer: MOST });
      return stdout;
    };
  return { version, ogr2ogr: tool('ogr2ogr'), ogrinfo: tool('ogrinfo') };
}

function versionOf(): string | undefined {
  try {
    return execFileSync('ogr2ogr', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
