// Development: types to dist/ on every change, the server restarted on it, the web with hot reload on port 5173.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

if (process.argv[2] === 'server') {
  // restarted by node --watch whenever tsc writes a module that it imports
  const { main } = await import('../dist/server/cli/main.js');
  process.exitCode = await main(['start']);
} else {
  await develop();
}

async function develop() {
  const ROOT = fileURLToPath(new URL('..', import.meta.url));
  const require = createRequire(import.meta.url);

  function program(packageName, name) {
    const manifest = path.join(ROOT, 'node_modules', packageName, 'package.json');
    const { bin } = require(manifest);
    return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[name]);
  }

  const children = [];
  // each with its own process group, because some start further processes, which must end with them
  const detached = process.platform !== 'win32';
  function start(args, stdio = 'inherit') {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio, detached });
    child.on('exit', (code) => stop(code ?? 0));
    children.push(child);
    return child;
  }

  let stopping = false;
  function stop(code) {
    if (stopping) return;
    stopping = true;
    for (const child of children) end(child);
    process.exitCode = code;
  }
  function end(child) {
    try {
      if (detached) process.kill(-child.pid, 'SIGTERM');
      else child.kill();
    } catch {
      // it ended by itself
    }
  }
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));

  try {
    await build({ ifStale: true });
  } catch (error) {
    // the watchers below show the errors again, and the next save may mend them
    console.error(error instanceof Error ? error.message : error);
  }
  const types = start(
    [program('typescript', 'tsc'), '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
    ['ignore', 'pipe', 'inherit'],
  );
  let serving = false;
  types.stdout.on('data', (said) => {
    process.stdout.write(said);
    // after the first round, which writes every file and would restart the server at once
    if (serving || !/Watching for file changes/.test(String(said))) return;
    serving = true;
    start(['--watch', '--watch-preserve-output', 'bin/dev.js', 'server']);
  });
  start([program('vite', 'vite')]);
}
