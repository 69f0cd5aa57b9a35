/** Installs a missing system package where that is possible without asking: root on Debian or Ubuntu. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/** Runs apt-get; false (with nothing done) when this is not root or not such a system. */
export function aptInstall(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: readonly string[]) =>
    execFileSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    run(['update', '-qq']);
    run(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
    return true;
  } catch {
    return false;
  }
}
