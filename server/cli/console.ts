/** Where a command speaks and asks. */
import { createInterface } from 'node:readline/promises';

export type Language = 'zh' | 'en';

/** Where the command speaks and asks; the tests pass their own. */
export interface Console {
  readonly out: (text: string | Uint8Array) => void;
  readonly err: (text: string) => void;
  /** A person sits at it: progress is shown and the writing confirmed. */
  readonly terminal: boolean;
  readonly ask: (question: string) => Promise<string>;
  readonly language: Language;
}

/** The terminal, or the pipe, that the process was given. */
export function processConsole(): Console {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    terminal: Boolean(process.stdin.isTTY && process.stderr.isTTY),
    language: /^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
      ? 'en'
      : 'zh',
    async ask(question) {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        // Ctrl+C at the question means no
        return await new Promise<string>((resolve, reject) => {
          lines.once('SIGINT', () => resolve('')).once('close', () => resolve(''));
          lines.question(question).then(resolve, reject);
        });
      } finally {
        lines.close();
      }
    },
  };
}
