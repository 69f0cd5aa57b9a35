/** An import is called by its files. */
import type { ImportEntry } from './import-api.ts';

export const nameOf = ({ files }: Pick<ImportEntry, 'files'>): string =>
  files.map(({ name }) => name).join(', ');
