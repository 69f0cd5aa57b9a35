/** Prints the figures and keeps them in docs/benchmarks.md: a part that was measured again takes the place of the old one. */
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestModule } from 'vitest/node';
import type { Figure } from './figures.ts';

const FILE = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const HEAD = `# Benchmarks

Made by \`npm run bench\` (a part alone: \`npm run bench table\`); every line compares ours with a baseline measured in turns in
the same run, by medians. Absolute times belong to the machine; the ratios travel.
`;

export default class Report implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const machine = `Measured ${new Date().toISOString().slice(0, 10)} on ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.version}, load at the end ${os.loadavg()[0]?.toFixed(1)}.`;
    const parts = new Map(kept(readFileSync(FILE, 'utf8')));
    let failed = 0;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { figures = [] } = test.meta() as { figures?: Figure[] };
        if (test.result().state === 'failed') {
          failed++;
          console.error(test.fullName, test.result().errors);
        }
        if (figures.length === 0) continue;
        const part = [
          machine,
          '',
          '| what | ours | baseline | ratio |',
          '| --- | --: | --: | --: |',
          ...figures.map((one) => `| ${one.what} | ${one.ours} | ${one.baseline} | ${one.ratio} |`),
        ].join('\n');
        parts.set(test.name, part);
        console.log(`## ${test.name}\n\n${part}\n`);
      }
    }
    if (failed > 0) process.exitCode = 1;
    else
      writeFileSync(
        FILE,
        [HEAD, ...[...parts].map(([title, part]) => `## ${title}\n\n${part}\n`)].join('\n'),
      );
  }
}

/** Titles and texts of the parts of a written report. */
function kept(text: string): [string, string][] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end).trim()];
    });
}
