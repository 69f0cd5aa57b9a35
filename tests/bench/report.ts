/** Prints the figures and writes them, with the machine described, to docs/benchmarks.md. */
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestModule } from 'vitest/node';
import type { Figure } from './figures.ts';

export default class Report implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const parts: string[] = [];
    let failed = 0;
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { figures = [] } = test.meta() as { figures?: Figure[] };
        if (test.result().state === 'failed') {
          failed++;
          console.error(test.fullName, test.result().errors);
        }
        if (figures.length === 0) continue;
        parts.push(
          `## ${test.name}`,
          '',
          '| what | ours | baseline | ratio |',
          '| --- | --: | --: | --: |',
          ...figures.map((one) => `| ${one.what} | ${one.ours} | ${one.baseline} | ${one.ratio} |`),
          '',
        );
      }
    }
    const text = `# Benchmarks

Made by \`npm run bench\`; every line compares ours with a baseline measured in turns in the same run, by medians. Absolute
times belong to the machine; the ratios travel.

Machine: ${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}, Node ${process.version}, load at the end ${os.loadavg()[0]?.toFixed(1)}; ${new Date().toISOString().slice(0, 10)}.

${parts.join('\n')}`;
    console.log(text);
    if (parts.length > 0 && failed === 0) {
      writeFileSync(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), text);
    }
    if (failed > 0) process.exitCode = 1;
  }
}
