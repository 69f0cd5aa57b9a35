/** What a process is: one declaration from which the list, the schemas and the execution follow. */
import type { z } from '@hono/zod-openapi';
import type { Text } from '../data/layer.ts';
import type { Who } from './db/database.ts';
import type { Language } from './language.ts';
import type { Services } from './services.ts';

interface Declaration<Inputs extends z.ZodType> {
  /** Path segment under /ogc/processes. */
  readonly id: string;
  readonly title: Text;
  readonly description: Text;
  readonly inputs: Inputs;
  readonly outputs: z.ZodType;
  /** The outputs as JSON text, computed in the name of `who`. Throws Failure. */
  run(services: Services, who: Who, inputs: z.output<Inputs>, lang: Language): Promise<string>;
}

/** A process whose inputs have been checked by its own schema before it runs. */
export type Process = Declaration<z.ZodType>;

/** Declares a process; `run` gets what the schema of its inputs gives. */
export function declareProcess<Inputs extends z.ZodType>(declaration: Declaration<Inputs>): Process {
  return {
    ...declaration,
    run: (services, who, inputs, lang) => declaration.run(services, who, inputs as z.output<Inputs>, lang),
  };
}
