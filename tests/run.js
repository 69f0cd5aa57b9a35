// Every check and test in order: types, Biome, build, then all test projects; ends with the counts.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

function program(packageName, name) {
  const manifest = path.join(ROOT, 'node_modules', packageName, 'package.json');
  if (!fs.existsSync(manifest)) {
    console.error(`${packageName} is not installed: run npm install first`);
    finish({ passed: 0, failed: 1, skipped: 0 });
  }
  const { bin } = require(manifest);
  return path.join(path.dirname(manifest), typeof bin === 'string' ? bin : bin[name]);
}

function run(title, script, args) {
  console.log(`\n— ${title}`);
  const began = Date.now();
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  console.log(
    `— ${title}: ${status === 0 ? 'ok' : 'failed'} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  );
  return status === 0;
}

/** The last line that people and scripts read. */
function finish({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js 20.19 or newer is needed, this is ${process.versions.node}`);
  finish({ passed: 0, failed: 1, skipped: 0 });
}

const checks = [
  run('Types', program('typescript', 'tsc'), ['--noEmit']),
  run('Format and lint', program('@biomejs/biome', 'biome'), ['check', '--error-on-warnings', '.']),
  run('Build', path.join(ROOT, 'bin', 'build.js'), ['--if-stale']),
];
const failedChecks = checks.filter((ok) => !ok).length;

const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fourcolor-report-')), 'vitest.json');
const projects = ['direction', 'unit', 'database', 'browser'].flatMap((name) => ['--project', name]);
const vitestOk = run('Tests', program('vitest', 'vitest'), [
  'run',
  ...projects,
  '--passWithNoTests',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);

if (!fs.existsSync(report)) {
  console.error('The test runner ended without a report');
  finish({ passed: 0, failed: failedChecks + 1, skipped: 0 });
}
const result = JSON.parse(fs.readFileSync(report, 'utf8'));
fs.rmSync(path.dirname(report), { recursive: true, force: true });

const skipped = result.numPendingTests + (result.numTodoTests ?? 0);
// a file or set-up that failed before its tests counts too
const brokenFiles = result.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
);
for (const file of brokenFiles) console.error(`${path.relative(ROOT, file.name)} failed: ${file.message}`);
const failedTests = result.numFailedTests + brokenFiles.length;
if (skipped > 0 && !process.env.FOURCOLOR_TEST_DATA) {
  console.log('Tests on real files are skipped: FOURCOLOR_TEST_DATA names no folder.');
}
finish({
  passed: result.numPassedTests + checks.length - failedChecks,
  failed: failedChecks + (vitestOk ? failedTests : Math.max(failedTests, 1)),
  skipped,
});
